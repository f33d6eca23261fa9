import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { changes, parseChanges } from '../../src/reproduce/changes.js';
import { base, conditionsFor } from '../../src/reproduce/conditions.js';
import { filesOfLibrary, findLibrary } from '../../src/reproduce/library.js';
import type { PageCacheControl } from '../../src/reproduce/page-cache.js';
import { performTrial } from '../../src/reproduce/perform-trial.js';
import { type PreparedModel, prepareModel } from '../../src/reproduce/prepare-model.js';
import { rehearse } from '../../src/reproduce/rehearse.js';
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
const goodResult: TrialResult = { startedAt: null, failure: null, stages: [], runs: [], refused: [], idle: [] };
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
const prepared = (sizes: number[] = [1, 2]): Promise<PreparedModel> => prepareModel(file('tiny.onnx', tinyModel()), () => [{ dimension: 'batch', sizes }]);

describe('a model', () => {
  it('is prepared with its shapes and the inputs of each', async () => {
    const { shapes, plans, model } = await prepared();
    expect(shapes).toEqual([{ batch: 1 }, { batch: 2 }]);
    expect(plans.map(([plan]) => plan?.sizes)).toEqual([[1], [2]]);
    expect(model.bytes).toBe(tinyModel().length);
  });

  it('that is not there, and a folder, are told in a sentence', async () => {
    await expect(prepareModel('/no/such/model.onnx', () => [])).rejects.toThrow('/no/such/model.onnx: there is no such file; name a .onnx file');
    await expect(prepareModel(folder, () => [])).rejects.toThrow('it is no file; name a .onnx file');
  });

  it('whose weights are elsewhere counts them, and is loaded by its path', async () => {
    file('weights.data', new Uint8Array(1000));
    const bytes = tinyModel({ initializer: [inFile('weights.data')] });
    const model = await prepareModel(file('external.onnx', bytes), () => []);
    expect(model.model.bytes).toBe(bytes.length + 1000);
    expect(model.files.at(-1)).toBe(join(folder, 'weights.data'));
    const { run, jobs } = runner(goodResult);
    await rehearse(model, [], folder, { run, pages: pages(0), signal, library: 'l' });
    expect(jobs[0]?.readsFile).toBe(false);
  });

  it('whose weights are missing says which file', async () => {
    const path = file('lost.onnx', tinyModel({ initializer: [inFile('lost.data')] }));
    await expect(prepareModel(path, () => [])).rejects.toThrow(`its weights are in ${join(folder, 'lost.data')}, which is not there; copy that file too`);
  });

  it('with an input of a type without values is refused', async () => {
    await expect(prepareModel(file('text.onnx', tinyModel({ inputs: [tensor('x', DataType.STRING, 1)] })), () => [])).rejects.toThrow(
      'the input `x` is of type string',
    );
  });
});

describe('the rehearsal', () => {
  it('has a cold condition only where pages can be dropped', async () => {
    const conditionsAt = async (share: number) =>
      (await rehearse(await prepared(), [], folder, { run: runner(goodResult).run, pages: pages(share), signal, library: 'l' })).conditions;
    expect((await conditionsAt(0)).map(({ pageCache }) => pageCache)).toEqual(['cold', 'warm', 'warm']);
    expect((await conditionsAt(1)).map(({ pageCache }) => pageCache)).toEqual(['warm', 'warm']);
  });

  it('leaves out a shape that ends the trial, and goes on with the others', async () => {
    const run: RunTrial = async ({ order }) => ({ ...goodResult, failure: order.includes(1) ? 'not at its end after 60 s, in first-run' : null });
    const { prepared: kept, refused } = await rehearse(await prepared(), [], folder, { run, pages: pages(0), signal, library: 'l' });
    expect(kept.shapes).toEqual([{ batch: 1 }]);
    expect(refused).toEqual(['the shape batch=2 is too much here: not at its end after 60 s, in first-run; --trial-timeout gives it longer']);
    const never: RunTrial = async () => ({ ...goodResult, failure: 'session-creation: no' });
    await expect(rehearse(await prepared(), [], folder, { run: never, pages: pages(0), signal, library: 'l' })).rejects.toThrow('session-creation: no');
  });

  it('leaves out the shapes that the model refuses, and says so', async () => {
    const { run } = runner({ ...goodResult, refused: [{ shape: 1, message: 'Got: 2\n Expected: 1' }] });
    const rehearsal = await rehearse(await prepared(), [], folder, { run, pages: pages(0), signal, library: 'l' });
    expect(rehearsal.prepared.shapes).toEqual([{ batch: 1 }]);
    expect(rehearsal.refused).toEqual(['the model refuses the shape batch=2: Got: 2 Expected: 1; give other sizes by --shape']);
  });

  it('ends in a sentence where the model refuses all of them, or does not load', async () => {
    const refusing = runner({ ...goodResult, refused: [{ shape: 0, message: 'no' }] });
    await expect(rehearse(await prepared([1]), [], folder, { run: refusing.run, pages: pages(0), signal, library: 'l' })).rejects.toThrow(
      'the model refuses the shape batch=1: no',
    );
    const failing = runner({ ...goodResult, failure: 'session-creation: no such operator' });
    await expect(rehearse(await prepared([1]), [], folder, { run: failing.run, pages: pages(0), signal, library: 'l' })).rejects.toThrow(
      'tiny.onnx: session-creation: no such operator',
    );
  });
});

describe('a change', () => {
  const world = (run: RunTrial) => ({ run, pages: pages(0), signal, library: 'l' });

  it('is a condition of its own, with its settings of the session', async () => {
    const { run, jobs } = runner(goodResult);
    const one = changes.filter(({ id }) => id === 'threads');
    const rehearsal = await rehearse(await prepared(), one, folder, world(run));
    const changed = rehearsal.conditions.at(-1) ?? base;
    expect([changed.id, changed.role, changed.pageCache]).toEqual(['threads', 'change', 'warm']);
    await performTrial(rehearsal, changed, 0, world(run));
    expect(jobs.filter(({ session }) => session.enableProfiling !== true).map(({ session }) => session)).toEqual([
      {},
      { intraOpNumThreads: 1, interOpNumThreads: 1 },
    ]);
  });

  it('that loads a saved model has it saved beforehand, and loads it in place of the model', async () => {
    const jobs: TrialJob[] = [];
    const run: RunTrial = async (job) => {
      jobs.push(job);
      const { optimizedModelFilePath } = job.session;
      if (optimizedModelFilePath !== undefined) writeFileSync(optimizedModelFilePath, 'saved');
      return goodResult;
    };
    const rehearsal = await rehearse(await prepared(), parseChanges('saved-model'), folder, world(run));
    expect(rehearsal.saved.get('saved-model')).toEqual({ files: [join(folder, 'optimised.onnx')], bytes: 5 });
    const changed = rehearsal.conditions.find(({ change }) => change?.loads === 'saved-model') ?? base;
    await performTrial(rehearsal, changed, 0, world(run));
    expect(jobs.at(-1)).toMatchObject({ model: join(folder, 'optimised.onnx'), session: { graphOptimizationLevel: 'disabled' } });
  });

  it('that saves the model and one that puts weights apart have both made together too, for the best set', async () => {
    const run: RunTrial = async ({ session }) => {
      const { optimizedModelFilePath: path, extra } = session;
      const weights = (extra?.session as { readonly [name: string]: string } | undefined)?.optimized_model_external_initializers_file_name;
      if (path !== undefined) writeFileSync(path, 'saved');
      if (path !== undefined && weights !== undefined) writeFileSync(join(folder, weights), 'weights');
      return goodResult;
    };
    writeFileSync(join(folder, 'weights.onnx'), tinyModel({ initializer: [{ name: 'w', dims: [512], dataType: 1, rawData: new Uint8Array(2048) }] }));
    const model = await prepareModel(join(folder, 'weights.onnx'), () => [{ dimension: 'batch', sizes: [1] }]);
    const { saved } = await rehearse(model, parseChanges('saved-model,external-data'), folder, world(run));
    expect([...saved.keys()].sort()).toEqual(['external-data', 'saved-external', 'saved-model']);
    expect(saved.get('saved-external')?.files).toEqual([join(folder, 'optimised-apart.onnx'), join(folder, 'optimised-apart.data')]);
  });

  it('that loads a saved model is left out, and told, where it could not be saved', async () => {
    const empty = mkdtempSync(join(tmpdir(), 'coldcase-unsaved-'));
    let count = 0;
    const run: RunTrial = async () => {
      count += 1;
      return { ...goodResult, failure: count === 2 ? 'session-creation: disk\nfull.' : null };
    };
    const { conditions, remarks } = await rehearse(await prepared(), parseChanges('saved-model'), empty, world(run));
    expect(conditions.map(({ id }) => id)).not.toContain('saved-model');
    expect(remarks).toEqual(['Left out: the optimised model could not be saved: session-creation: disk full.']);
  });

  it('is named by its id, all of them by one word, and a wrong name has the near one', () => {
    expect(parseChanges('threads, arena').map(({ id }) => id)).toEqual(['threads', 'arena']);
    expect(parseChanges('all')).toEqual(changes);
    expect(() => parseChanges('treads')).toThrow('--try treads: there is no such change; did you mean threads?');
    expect(() => parseChanges('')).toThrow(
      'there are graph-optimization, basic-optimization, extended-optimization, prepacking, threads, arena, by-path, preload-library, external-data, saved-model, saved-external, tokenizer-format, warmup, cuda, tensorrt, and all',
    );
  });
});

describe('a trial in its condition', () => {
  const [cold = base] = conditionsFor('cold');

  it('begins with another shape in each round', async () => {
    const { run, jobs } = runner(goodResult);
    for (const round of [0, 1, 2])
      await performTrial({ prepared: await prepared(), saved: new Map() }, base, round, { library: 'l', run, pages: pages(0), signal });
    expect(jobs.map(({ order }) => order)).toEqual([
      [0, 1],
      [1, 0],
      [0, 1],
    ]);
  });

  it('reads the files before a warm one', async () => {
    const cache = pages(0);
    await performTrial({ prepared: await prepared(), saved: new Map() }, base, 0, { library: 'l', run: runner(goodResult).run, pages: cache, signal });
    expect(cache.filled).toEqual([join(folder, 'tiny.onnx')]);
  });

  it('fails, and is not made, where the pages of a cold one stay', async () => {
    const { run, jobs } = runner(goodResult);
    const trial = await performTrial({ prepared: await prepared(), saved: new Map() }, cold, 3, { library: 'l', run, pages: pages(1), signal });
    expect(trial).toEqual({ condition: cold.id, round: 3, startedAt: null, failure: 'the pages stayed in memory', stages: [], runs: [] });
    expect(jobs).toEqual([]);
  });
});

describe('the pages of the library', () => {
  const library = ['/ort/libonnxruntime.so.1'];
  const dropping = (evicted: (readonly string[])[]): PageCacheControl => ({ ...pages(0), evict: async (files) => void evicted.push(files) });

  it('are evicted in a condition of its own, whose name says so, the coldest of all', async () => {
    const evicted: (readonly string[])[] = [];
    const world = { run: runner(goodResult).run, pages: dropping(evicted), signal, library: 'l', libraryFiles: library };
    const rehearsal = await rehearse(await prepared(), [], folder, world);
    const [coldest = base] = rehearsal.conditions;
    expect([coldest.id, coldest.title]).toEqual(['page-cache-and-library-cold', 'page cache cold, library too']);
    evicted.length = 0;
    await performTrial(rehearsal, coldest, 0, world);
    expect(evicted).toEqual([[join(folder, 'tiny.onnx'), ...library]]);
  });

  it('are the files of its binding for this machine', () => {
    const names = filesOfLibrary(findLibrary(process.cwd()).path);
    expect(names.length).toBeGreaterThan(1);
    expect(names.every((name) => name.includes(join(process.platform, process.arch)))).toBe(true);
  });
});

describe('an idle time', () => {
  it('is waited in the base and in the same again, and in no other condition', async () => {
    const { run, jobs } = runner(goodResult);
    const world = { run, pages: pages(0), signal, library: 'l', idleSeconds: [5] };
    for (const condition of conditionsFor('cold', changes.slice(0, 1)))
      await performTrial({ prepared: await prepared(), saved: new Map() }, condition, 0, world);
    expect(jobs.map(({ idleSeconds }) => idleSeconds)).toEqual([[], [5], [5], []]);
  });
});

describe('onnxruntime-node', () => {
  it('is looked for beside coldcase, then where it is called, and its absence tells the command that installs it', () => {
    const elsewhere = `file://${folder}/none.js`;
    expect(findLibrary(process.cwd(), elsewhere).version).toBe('1.30.0');
    expect(() => findLibrary(folder, elsewhere)).toThrow(
      'an ONNX model needs the package onnxruntime-node, which is not installed: `npm install onnxruntime-node@1.30.0 --ignore-scripts`',
    );
  });
});
