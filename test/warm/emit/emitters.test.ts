import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ScaledObject } from '@kubernetes-models/keda/keda.sh/v1alpha1';
import { Deployment } from 'kubernetes-models/apps/v1';
import { HorizontalPodAutoscaler } from 'kubernetes-models/autoscaling/v2';
import { PodDisruptionBudget } from 'kubernetes-models/policy/v1';
import { PriorityClass } from 'kubernetes-models/scheduling.k8s.io/v1';
import { describe, expect, it } from 'vitest';
import { parse, parseAllDocuments } from 'yaml';
import { emitters } from '../../../src/warm/emit/emitters.js';
import { gunicornText } from '../../../src/warm/emit/gunicorn.js';
import { kubernetesProbeText } from '../../../src/warm/emit/kubernetes-probe.js';
import { onnxruntimeText } from '../../../src/warm/emit/onnxruntime.js';
import { pytorchText } from '../../../src/warm/emit/pytorch.js';
import { tensorflowText } from '../../../src/warm/emit/tensorflow.js';
import { tritonText } from '../../../src/warm/emit/triton.js';
import { vllmText } from '../../../src/warm/emit/vllm.js';
import { loadPlan } from '../../../src/warm/plan/load.js';

const planOf = (more: string) =>
  loadPlan('plan.yaml', `version: 1\nshapes: [{ batch: 1, height: 16, width: 16 }, { batch: 8, height: 16, width: 16 }]\n${more}`);
const onCpu = planOf('placement: before-fork\n');
const withInputs = planOf(
  `placement: before-fork\ninputs: [{ name: 'image"é', type: float32, dims: [batch, 3, height, width] }, { name: mask, type: bool, dims: [batch] }]\ntarget: { model: resnet }\n`,
);
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
  const plans = [onCpu, onCuda, withInputs];
  const texts = plans.flatMap((plan) => [pytorchText(plan), onnxruntimeText(plan), tensorflowText(plan), gunicornText(plan)]);
  it.skipIf(!hasPython)('compiles, whatever the plan (skipped without Python)', () => {
    for (const text of texts) {
      writeFileSync(join(folder, 'one.py'), text);
      expect(inPython('import py_compile; py_compile.compile("one.py", doraise=True); print("valid")')).toBe('valid\n');
    }
  });

  it('names the inputs of the plan, whatever stands in them', () => {
    expect(onnxruntimeText(withInputs)).toContain(
      'INPUTS = [\n    ("image\\"\\u00e9", "float32", ["batch", 3, "height", "width"]),\n    ("mask", "bool", ["batch"]),\n]',
    );
    expect(onnxruntimeText(onCuda)).toContain('providers=("CUDAExecutionProvider", "CPUExecutionProvider")');
    expect(onnxruntimeText(onCpu)).toContain('providers=("CPUExecutionProvider",)');
    expect(tensorflowText(onCuda)).toContain('device="/GPU:0"');
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

describe('the block for Triton', () => {
  it('has a sample for each shape, without the batch in its sizes', () => {
    const text = tritonText(withInputs);
    expect(text).toContain('name: "batch 8, height 16, width 16"\n    batch_size: 8\n');
    expect(text).toContain('value { data_type: TYPE_FP32 dims: [ 3, 16, 16 ] random_data: true }');
    expect(text).toContain('value { data_type: TYPE_BOOL dims: [  ] zero_data: true }');
    expect(text.match(/count: 6/g)).toHaveLength(2);
  });

  it('cannot be written without the inputs of the model', () => {
    expect(() => tritonText(onCpu)).toThrow('--emit triton: the plan names no inputs of the model; plan it from its .onnx file, or put them in');
  });

  it('cannot be written where a shape names too little', () => {
    const plan = loadPlan('plan.yaml', 'version: 1\nshapes: [{ batch: 1 }]\ninputs: [{ name: ids, type: int64, dims: [batch, sequence] }]\n');
    expect(() => tritonText(plan)).toThrow('the shape batch 1 of the plan names no sequence, which the input ids needs; add it');
  });
});

describe('the flags for vLLM', () => {
  it('capture the batches of the plan, and that of a single request', () => {
    const plan = loadPlan('plan.yaml', 'version: 1\nshapes: [{ batch: 8 }, { batch: 4, sequence: 128 }]\n');
    expect(vllmText(plan)).toContain(`\n--compilation-config '{"cudagraph_capture_sizes":[1,4,8]}' --max-num-seqs 8\n`);
  });

  it('need a batch', () => {
    const plan = loadPlan('plan.yaml', 'version: 1\nshapes: [{ sequence: 128 }]\n');
    expect(() => vllmText(plan)).toThrow('--emit vllm: no shape of the plan names a batch');
  });
});

describe('manifests for Kubernetes', () => {
  const kinds: { readonly [kind: string]: new (given: object) => { readonly validate: () => void } } = {
    PodDisruptionBudget: PodDisruptionBudget as never,
    Deployment: Deployment as never,
    HorizontalPodAutoscaler: HorizontalPodAutoscaler as never,
    PriorityClass: PriorityClass as never,
    ScaledObject: ScaledObject as never,
  };
  const emitted = async (name: string) => parseAllDocuments(String((await emitters.get(name)?.())?.(onCuda))).map((document) => document.toJS());

  it.each([
    ['k8s-disruption', ['PodDisruptionBudget', 'Deployment']],
    ['hpa-warm-pool', ['HorizontalPodAutoscaler', 'PriorityClass', 'Deployment']],
    ['keda-warm-pool', ['ScaledObject', 'PriorityClass', 'Deployment']],
  ])('%s are valid by their schemas', async (name, expected) => {
    const documents = await emitted(name);
    expect(documents.map(({ kind }) => kind)).toEqual(expected);
    for (const document of documents) {
      const Kind = kinds[document.kind];
      if (Kind === undefined) throw new Error(`${document.kind} has no schema here`);
      new Kind(document).validate();
    }
  });

  it('start the probe beside the service, by tini, with the deadline as patience', async () => {
    const [, deployment] = await emitted('k8s-disruption');
    const [container] = deployment.spec.template.spec.containers;
    expect(container.command.slice(0, 4)).toEqual(['tini', '--', 'coldcase', 'warm']);
    expect([container.startupProbe.failureThreshold, deployment.spec.strategy.rollingUpdate]).toEqual([57, { maxSurge: 1, maxUnavailable: 0 }]);
    const probes = parse(kubernetesProbeText(onCuda));
    new Deployment({
      ...deployment,
      spec: { ...deployment.spec, template: { ...deployment.spec.template, spec: { containers: [{ ...container, ...probes }] } } },
    }).validate();
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
