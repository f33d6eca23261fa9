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
const hasProtoc = spawnSync('protoc', ['--version']).status === 0;
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

/** In place of libraries that Debian does not have: as much of them as the snippets call; what is called stands in `calls`. */
const standIns = {
  tensorflow: `
calls = []
class Tensor:
    def __init__(self, *made): self.made = made
    def numpy(self): calls.append("read"); return 0
class device:
    def __init__(self, name): self.name = name
    def __enter__(self): calls.append("on " + self.name)
    def __exit__(self, *error): pass
class config:
    set_soft_device_placement = staticmethod(lambda isSoft: calls.append(f"soft {isSoft}"))
class linalg:
    matmul = staticmethod(lambda left, right: calls.append("context"))
class nest:
    map_structure = staticmethod(lambda function, tree: {key: function(value) for key, value in tree.items()})
ones = lambda sizes: Tensor(tuple(sizes))
fill = lambda sizes, value: Tensor(tuple(sizes), "string")
cast = lambda tensor, dtype: Tensor(*tensor.made, dtype)
`,
  onnxruntime: `
class InferenceSession:
    def __init__(self, path, providers): self.providers = ["CPUExecutionProvider"]
    def get_providers(self): return self.providers
`,
};

describe('the snippets for TensorFlow and ONNX Runtime', () => {
  const inputs = planOf(
    `placement: before-fork\ninputs: [{ name: image, type: float32, dims: [batch, 3, height, width] }, { name: note, type: string, dims: [batch] }]\n`,
  );
  const library = (name: keyof typeof standIns, text: string): void => {
    writeFileSync(join(folder, `${name}.py`), standIns[name]);
    writeFileSync(join(folder, 'warmup.py'), text);
  };

  it.skipIf(!hasPython)('run: the device first, each shape until it is steady, its result read (by a stand-in of TensorFlow)', () => {
    library('tensorflow', tensorflowText(inputs));
    const script = `
import tensorflow as tf, warmup
warmup.WITHIN = 100
seen = []
def serving_default(**inputs):
    seen.append({name: tensor.made for name, tensor in inputs.items()})
    return {"y": tf.Tensor()}
warmup.warm(serving_default)
print(tf.calls[:3], tf.calls.count("read"), len(seen), seen[0], seen[-1]["image"][0][0])`;
    expect(inPython(script)).toBe("['soft False', 'on /CPU:0', 'context'] 12 12 {'image': ((1, 3, 16, 16), 'float32'), 'note': ((1,), 'string')} 8\n");
  });

  it.skipIf(!can('import numpy'))(
    'tell a fall back to another provider, and run the inputs by their names (by a stand-in of ONNX Runtime; skipped without numpy)',
    () => {
      library('onnxruntime', onnxruntimeText(inputs));
      const script = `
import warmup
warmup.WITHIN = 100
seen = []
class Session:
    def run(self, outputs, inputs): seen.append({name: (value.shape, str(value.dtype)) for name, value in inputs.items()})
warmup.warm(Session())
print(len(seen), seen[0])
warmup.load("model.onnx")
warmup.load("model.onnx", ("CUDAExecutionProvider", "CPUExecutionProvider"))`;
      const out = inPython(script);
      expect(out).toContain('RuntimeError: model.onnx runs on CPUExecutionProvider, not on CUDAExecutionProvider');
      expect(inPython(script.replace(/^warmup\.load.*$/gm, ''))).toBe("12 {'image': ((1, 3, 16, 16), 'float32'), 'note': ((1,), 'object')}\n");
    },
  );
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
  }, 120_000);

  it('warms in each worker for CUDA', async () => {
    const { master, pids } = await warmedBy(gunicornText(onCuda), 2);
    expect(new Set(pids).size).toBe(2);
    expect(pids).not.toContain(master);
  }, 120_000);
});

describe('the block for Triton', () => {
  it('has a sample for each shape, without the batch in its sizes', () => {
    const text = tritonText(withInputs);
    expect(text).toContain('name: "batch 8, height 16, width 16"\n    batch_size: 8\n');
    expect(text).toContain('value { data_type: TYPE_FP32 dims: [ 3, 16, 16 ] random_data: true }');
    expect(text).toContain('value { data_type: TYPE_BOOL dims: [ 1 ] zero_data: true }');
    expect(text.match(/count: 6/g)).toHaveLength(2);
  });

  /** Of Triton's model_config.proto what a warmup has: names, numbers and types. */
  const schema = `syntax = "proto3";
message ModelConfig { repeated ModelWarmup model_warmup = 16; }
message ModelWarmup {
  message Input { DataType data_type = 1; repeated int64 dims = 2; oneof kind { bool zero_data = 3; bool random_data = 4; string input_data_file = 5; } }
  string name = 1; uint32 batch_size = 2; map<string, Input> inputs = 3; uint32 count = 4;
}
enum DataType {
  TYPE_INVALID = 0; TYPE_BOOL = 1; TYPE_UINT8 = 2; TYPE_UINT16 = 3; TYPE_UINT32 = 4; TYPE_UINT64 = 5; TYPE_INT8 = 6; TYPE_INT16 = 7; TYPE_INT32 = 8;
  TYPE_INT64 = 9; TYPE_FP16 = 10; TYPE_FP32 = 11; TYPE_FP64 = 12; TYPE_STRING = 13; TYPE_BF16 = 14;
}`;

  it.skipIf(!hasProtoc)('is read by protoc as a part of a configuration, whatever the types (skipped without it: apt-get install protobuf-compiler)', () => {
    const types = ['float16', 'float32', 'float64', 'int8', 'int16', 'int32', 'int64', 'uint8', 'uint16', 'uint32', 'uint64', 'bool', 'string'];
    const inputs = types.map((type) => `{ name: 'the "${type}"', type: ${type}, dims: [batch, 3] }`).join(', ');
    const text = tritonText(loadPlan('plan.yaml', `version: 1\nshapes: [{ batch: 1 }, { batch: 8 }]\ninputs: [${inputs}]\n`));
    writeFileSync(join(folder, 'config.proto'), schema);
    const protoc = (mode: string, input: string | Buffer) =>
      spawnSync('protoc', [`--${mode}=ModelConfig`, 'config.proto'], { cwd: folder, input, maxBuffer: 1e7 });
    const { status, stdout, stderr } = protoc('encode', text);
    expect([status, stderr.toString()]).toEqual([0, '']);
    const read = protoc('decode', stdout).stdout.toString();
    expect([read.match(/^model_warmup/gm)?.length, read.match(/batch_size: 8/g)?.length, read.match(/key: "the /g)?.length]).toEqual([2, 1, 2 * types.length]);
  });

  it('cannot be written of a tensor that no message holds', () => {
    const plan = loadPlan(
      'plan.yaml',
      'version: 1\nshapes: [{ batch: 1000000, sequence: 1000000 }]\ninputs: [{ name: ids, type: int64, dims: [batch, sequence] }]\n',
    );
    expect(() => tritonText(plan)).toThrow('the input ids would have 1000000000000 values for the shape batch 1000000 · sequence 1000000 of the plan');
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
