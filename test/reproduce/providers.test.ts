import { existsSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseChanges } from '../../src/reproduce/changes.js';
import { prepareModel } from '../../src/reproduce/prepare-model.js';
import { rehearse } from '../../src/reproduce/rehearse.js';
import { trialRunner } from '../../src/reproduce/run-trial.js';
import { tinyModel } from './tiny-model.js';

const isBuilt = existsSync('dist/reproduce/trial.cjs');
const pages = { evict: async () => {}, fill: async () => {}, residentShare: async () => 0 };

/** A binding with CUDA whose operators run by that provider, as its profile tells. */
const binding = (provider: string): string => `
const { writeFileSync } = require('node:fs');
exports.Tensor = class { constructor(type, data, dims) { Object.assign(this, { type, data, dims }); } };
exports.InferenceSession = {
  create: async (bytes, options = {}) => {
    const asked = options.executionProviders ?? ['cpu'];
    if (asked.includes('tensorrt')) throw new Error('no available backend found. ERR: [tensorrt] backend not found.');
    const ran = asked.includes('cuda') ? '${provider}' : 'CPUExecutionProvider';
    return {
      run: async (feeds) => feeds,
      endProfiling: () => writeFileSync(options.profileFilePrefix + '_1.json', JSON.stringify([
        { cat: 'Session', name: 'model_run', dur: 1 },
        { cat: 'Node', name: 'MatMul_kernel_time', dur: 1, args: { provider: ran } },
        { cat: 'Node', name: 'Shape_kernel_time', dur: 1, args: { provider: 'CPUExecutionProvider' } },
      ])),
    };
  },
};`;

const rehearsed = async (provider: string) => {
  const folder = mkdtempSync(join(tmpdir(), 'coldcase-provider-'));
  writeFileSync(join(folder, 'binding.cjs'), binding(provider));
  writeFileSync(join(folder, 'tiny.onnx'), tinyModel());
  const model = await prepareModel(join(folder, 'tiny.onnx'), () => [{ dimension: 'batch', sizes: [1] }]);
  const world = { run: trialRunner(process.env, 20), pages, signal: new AbortController().signal, library: join(folder, 'binding.cjs') };
  return rehearse(model, parseChanges('cuda,tensorrt'), folder, world);
};

describe.skipIf(!isBuilt)(
  `an execution provider, with a stand-in for the binding${isBuilt ? '' : ' (skipped: npm run build makes the program of a trial)'}`,
  () => {
    it('is a condition where it ran operators of the model', async () => {
      const { providers, conditions } = await rehearsed('CUDAExecutionProvider');
      expect(providers[0]).toEqual({ provider: 'cuda', outcome: 'ran', share: 0.5, why: null });
      expect(conditions.map(({ id }) => id)).toContain('cuda');
    });

    it('that silently leaves all of the model to the CPU is a provider-fallback, and said not to be measured', async () => {
      const { providers, conditions, remarks } = await rehearsed('CPUExecutionProvider');
      expect(providers[0]).toEqual({ provider: 'cuda', outcome: 'provider-fallback', share: 0, why: 'all of the model ran by CPUExecutionProvider' });
      expect(conditions.map(({ id }) => id)).not.toContain('cuda');
      expect(remarks[0]).toMatch(/^provider-fallback: cuda was asked for and did not run, so it was not measured/);
    });

    it('that the binding lacks is a provider-fallback too, with what the binding says', async () => {
      const { providers } = await rehearsed('CUDAExecutionProvider');
      expect(providers[1]).toMatchObject({ provider: 'tensorrt', outcome: 'provider-fallback' });
      expect(providers[1]?.why).toContain('[tensorrt] backend not found');
    });
  },
);
