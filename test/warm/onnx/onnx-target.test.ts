import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { InferenceSession, Tensor } from 'onnxruntime-node';
import { describe, expect, it } from 'vitest';
import { UserError } from '../../../src/model/user-error.js';
import { readModel } from '../../../src/reproduce/read-model.js';
import { loadOnnx, type OnnxBinding } from '../../../src/warm/onnx/binding.js';
import { type Provider, parseProviders } from '../../../src/warm/onnx/create-session.js';
import { onnxTarget } from '../../../src/warm/onnx/onnx-target.js';
import { DataType, tensor, tinyModel } from '../../reproduce/tiny-model.js';

const folder = mkdtempSync(join(tmpdir(), 'coldcase-onnx-'));
const never = new AbortController().signal;
let models = 0;

const modelOf = async (bytes: Uint8Array) => {
  const path = join(folder, `${models++}.onnx`);
  writeFileSync(path, bytes);
  return readModel(path);
};

/** What ONNX Runtime does where each provider can take this much of the model: all, some (and refuses to leave the rest to the CPU), none. */
const standIn = (can: { readonly [provider in Provider]?: 'all' | 'some' }) => {
  const asked: InferenceSession.SessionOptions[] = [];
  const released: string[] = [];
  const binding: OnnxBinding = {
    createSession: async (_model, options) => {
      asked.push(options);
      const [first] = options.executionProviders ?? [];
      const able = can[first as Provider];
      if (able === undefined) throw new Error(`Failed to load\nlibrary of ${first}.`);
      if (able === 'some' && options.extra !== undefined) throw new Error('This session contains graph nodes that are assigned to the default CPU EP');
      return { run: async () => ({ y: { dims: [1], data: [1n, 2n] } }), release: async () => void released.push(String(first)) };
    },
    tensor: () => ({}) as Tensor,
  };
  return { binding, asked, released };
};

const loadedBy = async (can: Parameters<typeof standIn>[0], providers: readonly Provider[]) => {
  let now = 0;
  const clock = (): number => now++;
  const { binding, asked, released } = standIn(can);
  const target = onnxTarget(await modelOf(tinyModel()), { binding, providers, clock, readMemory: async () => null });
  return { loaded: await target.load?.(never), target, asked, released };
};

describe('a model that is asked onto a device', () => {
  it('is loaded there by the first attempt where the device takes all of it', async () => {
    const { loaded, asked } = await loadedBy({ cuda: 'all', cpu: 'all' }, ['cuda', 'cpu']);
    expect(loaded).toEqual({ kind: 'loaded', load: { seconds: 3, device: 'cuda', attempts: [{ device: 'cuda', seconds: 1, why: null }] } });
    expect(asked).toEqual([{ executionProviders: ['cuda'], extra: { session: { disable_cpu_ep_fallback: '1' } } }]);
  });

  it('tells that some of it runs on the CPU, which ONNX Runtime does not', async () => {
    const { loaded } = await loadedBy({ cuda: 'some', cpu: 'all' }, ['cuda', 'cpu']);
    expect(loaded).toMatchObject({
      load: {
        device: 'cuda',
        attempts: [
          { device: 'cuda', why: 'This session contains graph nodes that are assigned to the default CPU EP' },
          { device: 'cuda', why: 'some of its operations run on the CPU' },
        ],
      },
    });
  });

  it('falls back in the order asked for, and tells each attempt with its time and reason', async () => {
    const { loaded, asked } = await loadedBy({ cpu: 'all' }, ['tensorrt', 'cuda', 'cpu']);
    expect(loaded).toMatchObject({ load: { device: 'cpu' } });
    expect(loaded?.kind === 'loaded' && loaded.load.attempts.map(({ device, seconds, why }) => [device, seconds, why])).toEqual([
      ['tensorrt', 1, 'Failed to load library of tensorrt'],
      ['tensorrt', 1, 'Failed to load library of tensorrt'],
      ['cuda', 1, 'Failed to load library of cuda'],
      ['cuda', 1, 'Failed to load library of cuda'],
      ['cpu', 1, null],
    ]);
    expect(asked.map(({ executionProviders }) => executionProviders)).toEqual([
      ['tensorrt', 'cuda'],
      ['tensorrt', 'cuda', 'cpu'],
      ['cuda'],
      ['cuda', 'cpu'],
      ['cpu'],
    ]);
  });

  it('does not fall back where nothing to fall back to was named', async () => {
    const { loaded, target } = await loadedBy({ cpu: 'all' }, ['cuda']);
    expect(loaded).toEqual({ kind: 'failed', why: 'the model cannot be loaded: cuda: Failed to load library of cuda' });
    expect(await target.isAlive(never)).toBe(false);
    expect(await target.run({ batch: 1 }, 0, never)).toEqual({ kind: 'failed', why: 'the model is not loaded' });
  });

  it('is given back once it is closed', async () => {
    const { target, released } = await loadedBy({ cpu: 'all' }, ['cpu']);
    expect(await target.run({ batch: 2 }, 0, never)).toMatchObject({ kind: 'answered', answer: [['y', [1], ['1', '2']]] });
    await target.close?.();
    await target.close?.();
    expect([released, await target.isAlive(never)]).toEqual([['cpu'], false]);
  });

  it.each([
    ['cuda,cpu', ['cuda', 'cpu']],
    [' tensorrt, cpu,cpu', ['tensorrt', 'cpu']],
  ])('is asked there by %j', (text, providers) => {
    expect(parseProviders(text)).toEqual(providers);
  });

  it('says which provider there is none of', () => {
    expect(() => parseProviders('cuda,gpu')).toThrow(new UserError('--provider gpu: there is no such provider; there are tensorrt, cuda, cpu'));
  });
});

describe('a model that ONNX Runtime really runs', () => {
  const real = async (bytes: Uint8Array) =>
    onnxTarget(await modelOf(bytes), {
      binding: loadOnnx(process.cwd()),
      providers: ['cpu'],
      clock: () => performance.now() / 1000,
      readMemory: async () => null,
    });

  it('answers with other contents for another variant, and the same for the same', async () => {
    const target = await real(tinyModel({ inputs: [tensor('x', DataType.FLOAT, 'batch', 'seq_len')] }));
    expect(await target.load?.(never)).toMatchObject({ kind: 'loaded', load: { device: 'cpu', attempts: [{ why: null }] } });
    const answer = async (variant: number) => {
      const outcome = await target.run({ batch: 2, sequence: 3 }, variant, never);
      return outcome.kind === 'answered' ? outcome.answer : outcome;
    };
    const first = await answer(0);
    expect(first).toMatchObject([['y', [2, 3], expect.any(Array)]]);
    expect(await answer(0)).toEqual(first);
    expect(await answer(1)).not.toEqual(first);
    await target.close?.();
  });

  it('says which shape it does not take', async () => {
    const target = await real(tinyModel({ inputs: [tensor('x', DataType.FLOAT, 4, 'seq_len')] }));
    await target.load?.(never);
    expect(await target.run({ batch: 8, sequence: 2 }, 0, never)).toEqual({
      kind: 'failed',
      why: 'the model takes no batch of 8: its inputs are x [4, seq_len]',
    });
    expect(await target.run({ batch: 4 }, 0, never)).toEqual({
      kind: 'failed',
      why: 'the input `x` has a free sequence of which the plan names no size; add it to the shape',
    });
    await target.close?.();
  });
});
