import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { conditionsFor, warm } from '../../src/reproduce/conditions.js';
import { findLibrary } from '../../src/reproduce/library.js';
import type { PageCacheControl } from '../../src/reproduce/page-cache.js';
import { type PreparedModel, performTrial, prepareModel, rehearse } from '../../src/reproduce/reproduce.js';
import type { RunTrial, TrialResult } from '../../src/reproduce/run-trial.js';
import type { TrialJob } from '../../src/reproduce/trial/job.js';
import { DataType, tensor, tinyModel } from './tiny-model.js';

const folder = mkdtempSync(join(tmpdir(), 'coldcase-model-'));
const file = (name: string, bytes: Uint8Array): string => {
  writeFileSync(join(folder, name), bytes);
  return join(folder, name);
};

const inFile = (location: string) => ({
  name: 'w',
  dims: [1],
  dataType: DataType.FLOAT,
  dataLocation: 1,
  externalData: [{ key: 'location', value: location }],
});
const goodResult: TrialResult = { failure: null, stages: [], runs: [], refused: [] };
const pages = (share: number): PageCacheControl & { readonly filled: string[] } => {
  const filled: string[] = [];
  return { filled, evict: async () => {}, fill: async (files) => void filled.push(...files), residentShare: async () => share };
};
const runner = (result: TrialResult): { readonly run: RunTrial; readonly jobs: TrialJob[] } => {
  const jobs: TrialJob[] = [];
  return {
    jobs,
    run: async (job) => {
      jobs.push(job);
      return result;
    },
  };
};
const { signal } = new AbortController();
const prepared = (sizes: number[] = [1, 2]): Promise<PreparedModel> => prepareModel(file('tiny.onnx', tinyModel()), [{ dimension: 'batch', sizes }]);

describe('a model', () => {
  it('is prepared with its shapes and the inputs of each', async () => {
    const { shapes, plans, model } = await prepared();
    expect(shapes).toEqual([{ batch: 1 }, { batch: 2 }]);
    expect(plans.map(([plan]) => plan?.sizes)).toEqual([[1], [2]]);
    expect(model.bytes).toBe(tinyModel().length);
  });

  it('that is not there, and a folder, are told in a sentence', async () => {
    await expect(prepareModel('/no/such/model.onnx', [])).rejects.toThrow('/no/such/model.onnx: there is no such file; name a .onnx file');
    await expect(prepareModel(folder, [])).rejects.toThrow('there is no such file');
  });

  it('whose weights are elsewhere counts them, and is loaded by its path', async () => {
    file('weights.data', new Uint8Array(1000));
    const bytes = tinyModel({ initializer: [inFile('weights.data')] });
    const model = await prepareModel(file('external.onnx', bytes), []);
    expect(model.model.bytes).toBe(bytes.length + 1000);
    expect(model.files.at(-1)).toBe(join(folder, 'weights.data'));
    const { run, jobs } = runner(goodResult);
    await rehearse(model, 'library', { run, pages: pages(0), signal });
    expect(jobs[0]?.readsFile).toBe(false);
  });

  it('whose weights are missing says which file', async () => {
    const path = file('lost.onnx', tinyModel({ initializer: [inFile('lost.data')] }));
    await expect(prepareModel(path, [])).rejects.toThrow(`its weights are in ${join(folder, 'lost.data')}, which is not there; copy that file too`);
  });

  it('with an input of a type without values is refused', async () => {
    await expect(prepareModel(file('text.onnx', tinyModel({ inputs: [tensor('x', DataType.STRING, 1)] })), [])).rejects.toThrow(
      'the input `x` is of type string',
    );
  });
});

describe('the rehearsal', () => {
  it('has a cold condition only where pages can be dropped', async () => {
    const conditionsAt = async (share: number) =>
      (await rehearse(await prepared(), 'library', { run: runner(goodResult).run, pages: pages(share), signal })).conditions;
    expect((await conditionsAt(0)).map(({ pageCache }) => pageCache)).toEqual(['cold', 'warm', 'warm']);
    expect((await conditionsAt(1)).map(({ pageCache }) => pageCache)).toEqual(['warm', 'warm']);
  });

  it('leaves out the shapes that the model refuses, and says so', async () => {
    const { run } = runner({ ...goodResult, refused: [{ shape: 1, message: 'Got: 2\n Expected: 1' }] });
    const rehearsal = await rehearse(await prepared(), 'library', { run, pages: pages(0), signal });
    expect(rehearsal.prepared.shapes).toEqual([{ batch: 1 }]);
    expect(rehearsal.refused).toEqual(['the model refuses the shape batch=2: Got: 2 Expected: 1']);
  });

  it('ends in a sentence where the model refuses all of them, or does not load', async () => {
    const refusing = runner({ ...goodResult, refused: [{ shape: 0, message: 'no' }] });
    await expect(rehearse(await prepared([1]), 'library', { run: refusing.run, pages: pages(0), signal })).rejects.toThrow(
      'the model refuses the shape batch=1: no',
    );
    const failing = runner({ ...goodResult, failure: 'session-creation: no such operator' });
    await expect(rehearse(await prepared([1]), 'library', { run: failing.run, pages: pages(0), signal })).rejects.toThrow(
      'tiny.onnx: session-creation: no such operator',
    );
  });
});

describe('a trial in its condition', () => {
  const [cold = warm] = conditionsFor('cold');

  it('begins with another shape in each round', async () => {
    const { run, jobs } = runner(goodResult);
    for (const round of [0, 1, 2]) await performTrial({ prepared: await prepared(), library: 'l', condition: warm, round }, { run, pages: pages(0), signal });
    expect(jobs.map(({ order }) => order)).toEqual([
      [0, 1],
      [1, 0],
      [0, 1],
    ]);
  });

  it('reads the files before a warm one', async () => {
    const cache = pages(0);
    await performTrial({ prepared: await prepared(), library: 'l', condition: warm, round: 0 }, { run: runner(goodResult).run, pages: cache, signal });
    expect(cache.filled).toEqual([join(folder, 'tiny.onnx')]);
  });

  it('fails, and is not made, where the pages of a cold one stay', async () => {
    const { run, jobs } = runner(goodResult);
    const trial = await performTrial({ prepared: await prepared(), library: 'l', condition: cold, round: 3 }, { run, pages: pages(1), signal });
    expect(trial).toEqual({ condition: cold.id, round: 3, failure: "the model's pages stayed in memory", stages: [], runs: [] });
    expect(jobs).toEqual([]);
  });
});

describe('onnxruntime-node', () => {
  it('is looked for beside coldcase, then where it is called, and its absence tells the command that installs it', () => {
    const elsewhere = `file://${folder}/none.js`;
    expect(findLibrary(process.cwd(), elsewhere).version).toBe('1.30.0');
    expect(() => findLibrary(folder, elsewhere)).toThrow(
      'reproduce needs the package onnxruntime-node, which is not installed: `npm install onnxruntime-node@1.30.0 --ignore-scripts`',
    );
  });
});
