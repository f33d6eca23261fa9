import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { prepareModel } from '../../src/reproduce/prepare-model.js';
import type { RunTrial } from '../../src/reproduce/run-trial.js';
import { sessionCreation } from '../../src/reproduce/session-creation.js';
import { tinyModel } from './tiny-model.js';

const pages = { evict: async () => {}, fill: async () => {}, residentShare: async () => 0 };

/** The parts of starts whose creation took so long, with a profile of those events; null has it write none. */
const partsOf = async (seconds: number, events: readonly object[] | null) => {
  const folder = mkdtempSync(join(tmpdir(), 'coldcase-creation-'));
  writeFileSync(join(folder, 'tiny.onnx'), tinyModel());
  const prepared = await prepareModel(join(folder, 'tiny.onnx'), () => [{ dimension: 'batch', sizes: [1] }]);
  let starts = 0;
  const run: RunTrial = async ({ session }) => {
    starts += 1;
    if (events !== null) writeFileSync(`${session.profileFilePrefix}_1.json`, JSON.stringify(events));
    return {
      startedAt: null,
      failure: null,
      stages: [{ stage: 'session-creation', startSeconds: 0, seconds, peakBytes: null }],
      runs: [],
      refused: [],
      idle: [],
    };
  };
  const parts = await sessionCreation(prepared, folder, { run, pages, signal: new AbortController().signal, library: 'l' });
  return { parts, starts };
};

const events = [
  { name: 'model_loading_array', dur: 100_000 },
  { name: 'session_initialization', dur: 250_000 },
];

describe('the parts of creating a session', () => {
  it('are the load of the model, its initialisation, and what is neither, over three starts', async () => {
    const { parts } = await partsOf(0.4, events);
    expect(parts).toMatchObject({ starts: 3, seconds: 0.4, loadSeconds: 0.1, initialisationSeconds: 0.25 });
    expect(parts?.otherSeconds).toBeCloseTo(0.05, 9);
  });

  it('are those of one start where that takes long', async () => {
    expect((await partsOf(4, events)).starts).toBe(1);
  });

  it('are unknown where the library writes no profile, or another one', async () => {
    expect(await partsOf(0.4, null)).toEqual({ parts: null, starts: 1 });
    expect((await partsOf(0.4, [{ name: 'model_run', dur: 1 }])).parts).toBeNull();
  });
});
