import { spawnSync } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadPlan } from '../../src/warm/plan/load.js';
import { run } from '../cli/run.js';
import { resnetModel } from './resnet-model.js';

/** The lesson's exercise, as docs/warm.md tells it: a ResNet, batches of 1 and 8, a GPU in production and a CPU in development. */

const folder = mkdtempSync(join(tmpdir(), 'coldcase-exercise-'));
const model = join(folder, 'resnet.onnx');
writeFileSync(model, resnetModel());

const planFor = async (device: 'cuda' | 'cpu'): Promise<{ readonly path: string; readonly text: string }> => {
  const { status, out } = await run(['plan', model, '--shape', 'batch=1,8', '--device', device]);
  expect(status).toBe(0);
  const path = join(folder, `${device}.yaml`);
  writeFileSync(path, out);
  return { path, text: out };
};

const python = '/usr/bin/python3';
const hasTorch = spawnSync(python, ['-c', 'import torch']).status === 0;

describe("the lesson's exercise", () => {
  it('is planned for production with the device first, in each worker, and for development without it, before the fork', async () => {
    const [production, development] = [loadPlan('p', (await planFor('cuda')).text), loadPlan('d', (await planFor('cpu')).text)];
    expect([production.placement, production.components.map(({ name }) => name)]).toEqual(['after-fork', ['device', 'weights', 'forward']]);
    expect([development.placement, development.components.map(({ name }) => name)]).toEqual(['before-fork', ['weights', 'forward']]);
    for (const { shapes, inputs } of [production, development]) {
      expect(shapes.map(({ shape }) => shape)).toEqual([{ batch: 1 }, { batch: 8 }]);
      expect(inputs).toEqual([{ name: 'image', type: 'float32', dims: ['batch', 3, 32, 32] }]);
    }
  });

  it('is warmed on the CPU of the developer, where the GPU of production is not, and tells so', async () => {
    const { path } = await planFor('cuda');
    const { status, out } = await run(['warm', path, '--target', model, '--provider', 'cuda,cpu', '--format', 'json', '--quiet']);
    const { verdict, shapes, load } = JSON.parse(out);
    expect([status, verdict, load.device]).toEqual([0, 'warm', 'cpu']);
    expect(load.attempts[0]).toMatchObject({ device: 'cuda', why: expect.stringContaining('Failed to load') });
    expect(shapes).toMatchObject([1, 8].map((batch) => ({ shape: { batch }, state: 'warm', concurrency: { state: 'same' }, mixed: { state: 'steady' } })));
  });

  it.skipIf(!hasTorch)(
    'has a snippet for PyTorch that runs there, by the inputs of the model (skipped without torch: apt-get install python3-torch)',
    async () => {
      const { path } = await planFor('cpu');
      writeFileSync(join(folder, 'warmup.py'), (await run(['plan', '--plan', path, '--emit', 'pytorch'])).out);
      const script = `
import torch, warmup
class Block(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.body, self.seen = torch.nn.Conv2d(3, 3, 3, padding=1), set()
    def forward(self, image):
        assert torch.is_inference_mode_enabled()
        self.seen.add(tuple(image.shape))
        return torch.relu(image + self.body(image)).mean((2, 3))
model = Block()
warmup.WITHIN = 100
warmup.warm(model)
print(sorted(model.seen))`;
      const { stdout, stderr } = spawnSync(python, ['-c', script], { cwd: folder, encoding: 'utf8', env: { PATH: process.env.PATH, PYTHONPATH: folder } });
      expect([stdout, stderr]).toEqual(['[(1, 3, 32, 32), (8, 3, 32, 32)]\n', '']);
    },
  );
});
