import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { gunicornText } from '../../../src/warm/emit/gunicorn.js';
import { kubernetesProbeText } from '../../../src/warm/emit/kubernetes-probe.js';
import { pytorchText } from '../../../src/warm/emit/pytorch.js';
import { loadPlan } from '../../../src/warm/plan/load.js';

const planOf = (more: string) =>
  loadPlan('plan.yaml', `version: 1\nshapes: [{ batch: 1, height: 16, width: 16 }, { batch: 8, height: 16, width: 16 }]\n${more}`);
const onCpu = planOf('placement: before-fork\n');
const onCuda = planOf('placement: after-fork\ndeadline: 90s\n');

/** Debian's own Python, since python3-torch and gunicorn belong to it. */
const python = '/usr/bin/python3';
const can = (code: string): boolean => spawnSync(python, ['-c', code]).status === 0;
const hasPython = can('');
const hasTorch = can('import torch');
const hasGunicorn = spawnSync('gunicorn', ['--version']).status === 0;

const folder = mkdtempSync(join(tmpdir(), 'coldcase-emit-'));
const inPython = (script: string) => {
  const { status, stdout, stderr } = spawnSync(python, ['-c', script], { cwd: folder, encoding: 'utf8', env: { PATH: process.env.PATH, PYTHONPATH: folder } });
  return status === 0 ? stdout : stderr;
};

describe('an artefact for Python', () => {
  it.skipIf(!hasPython).each([
    ['pytorch', pytorchText(onCpu)],
    ['pytorch', pytorchText(onCuda)],
    ['gunicorn', gunicornText(onCpu)],
    ['gunicorn', gunicornText(onCuda)],
  ])('%s is valid (skipped without Python)', (_name, text) => {
    writeFileSync(join(folder, 'one.py'), text);
    expect(inPython('import ast; ast.parse(open("one.py").read()); print("valid")')).toBe('valid\n');
  });
});

// A network as in the lesson's exercise: convolutions with a connection around them, then an average; images in batches of 1 and 8.
const model = `
import torch
class Block(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.body = torch.nn.Sequential(torch.nn.Conv2d(3, 3, 3, padding=1), torch.nn.BatchNorm2d(3), torch.nn.ReLU())
        self.batches = []
    def forward(self, x):
        assert torch.is_inference_mode_enabled() and not self.training
        self.batches.append(x.shape[0])
        return (x + self.body(x)).mean((2, 3))
model = Block()
tokenizer = None
`;

describe('the snippet for PyTorch', () => {
  it.skipIf(!hasTorch)('warms every shape on the CPU, in inference mode (skipped without torch: apt-get install python3-torch)', () => {
    writeFileSync(join(folder, 'warmup.py'), pytorchText(onCpu));
    writeFileSync(join(folder, 'app.py'), model);
    const script = `
import torch, warmup
from app import model
torch.set_num_threads(1)
warmup.WITHIN, warmup.MOST_RUNS = 100, 8
warmup.warm(model)
print(sorted(set(model.batches)), min(model.batches.count(batch) for batch in (1, 8)))`;
    expect(inPython(script)).toBe('[1, 8] 6\n');
  });

  it.skipIf(!hasTorch)('raises where a shape stays cold (skipped without torch)', () => {
    writeFileSync(join(folder, 'warmup.py'), pytorchText(onCpu));
    writeFileSync(join(folder, 'app.py'), model);
    expect(inPython('import warmup; from app import model; warmup.MOST_RUNS = 3; warmup.warm(model)')).toContain(
      "RuntimeError: {'batch': 1, 'height': 16, 'width': 16} is not steady after 3 runs",
    );
  });

  it('keeps the plan: its shapes, its test and its deadline; CUDA after the fork', () => {
    const text = pytorchText(onCuda);
    expect(text).toContain('    {"batch": 8, "height": 16, "width": 16},\n');
    expect(text).toContain('WINDOW, WITHIN, MOST_RUNS, DEADLINE_SECONDS = 3, 0.1, 30, 90\n');
    expect(text).toMatch(/device="cuda"[\s\S]*in each worker, after the fork/);
  });
});

describe('the configuration of gunicorn', () => {
  it('warms in each worker for CUDA, and once before the fork for a CPU', () => {
    expect(gunicornText(onCuda)).toMatch(/preload_app = False[\s\S]*def post_worker_init\(worker\)/);
    expect(gunicornText(onCpu)).toMatch(/preload_app = True[\s\S]*def when_ready\(server\)/);
  });

  it.skipIf(!hasGunicorn).each([onCpu, onCuda])('is taken by gunicorn (skipped without it: apt-get install gunicorn)', (plan) => {
    writeFileSync(join(folder, 'conf.py'), gunicornText(plan));
    writeFileSync(join(folder, 'wsgi.py'), 'def app(environ, start):\n    start("200 OK", [])\n    return []\n');
    const { status, stderr } = spawnSync('gunicorn', ['--check-config', '-c', 'conf.py', 'wsgi:app'], { cwd: folder, encoding: 'utf8' });
    expect([status, stderr]).toEqual([0, '']);
  });
});

describe.skipIf(!hasGunicorn)('gunicorn with this configuration (skipped without it)', () => {
  /** Starts gunicorn with two workers until as many warmups as wanted were written down; gives master and the processes that warmed. */
  const warmedBy = async (text: string, wanted: number) => {
    const own = mkdtempSync(join(tmpdir(), 'coldcase-gunicorn-'));
    writeFileSync(join(own, 'conf.py'), text);
    writeFileSync(join(own, 'app.py'), 'model = tokenizer = None\ndef app(environ, start):\n    start("200 OK", [])\n    return []\n');
    writeFileSync(join(own, 'warmup.py'), 'import os\ndef warm(model, tokenizer):\n    print("warmed", os.getpid(), flush=True)\n');
    const master = spawn('gunicorn', ['-w', '2', '-b', '127.0.0.1:0', '-c', 'conf.py', 'app:app'], { cwd: own, stdio: ['ignore', 'pipe', 'pipe'] });
    const ended = new Promise((resolve) => master.once('close', resolve));
    let out = '';
    const isForked = new Promise<void>((resolve) => {
      let log = '';
      const look = (): void => {
        if (out.match(/warmed/g)?.length === wanted && log.match(/Booting worker/g)?.length === 2) resolve();
      };
      master.stdout.on('data', (chunk: Buffer) => {
        out += chunk.toString();
        look();
      });
      master.stderr.on('data', (chunk: Buffer) => {
        log += chunk.toString();
        look();
      });
    });
    await isForked;
    master.kill('SIGTERM');
    await ended;
    return { master: master.pid, pids: [...out.matchAll(/warmed (\d+)/g)].map(([, pid]) => Number(pid)) };
  };

  it('warms once in the master for a CPU', async () => {
    const { master, pids } = await warmedBy(gunicornText(onCpu), 1);
    expect(pids).toEqual([master]);
  });

  it('warms in each worker for CUDA', async () => {
    const { master, pids } = await warmedBy(gunicornText(onCuda), 2);
    expect(new Set(pids).size).toBe(2);
    expect(pids).not.toContain(master);
  });
});

describe('the probes for Kubernetes', () => {
  it('give the deadline and a quarter more', () => {
    const { startupProbe, readinessProbe, livenessProbe } = parse(kubernetesProbeText(onCuda));
    expect(startupProbe).toEqual({ httpGet: { path: '/readyz', port: 9090 }, periodSeconds: 2, failureThreshold: 57 });
    expect(readinessProbe.failureThreshold).toBe(1);
    expect(livenessProbe.httpGet.path).toBe('/livez');
  });
});
