import type { Reproduction, Shape, Trial } from '../../src/model/reproduction.js';
import type { Condition } from '../../src/reproduce/conditions.js';
import { reproductionOf } from '../../src/reproduce/reproduction.js';

/** A reproduction of a model by trials that were made up. */
export const madeReproduction = (
  trials: readonly Trial[],
  { conditions, shapes }: { readonly conditions: readonly Condition[]; readonly shapes: readonly Shape[] },
): Reproduction => {
  const model = { path: 'a.onnx', bytes: 1_000_000, externalFiles: [], opset: 13, inputs: [] };
  const prepared = { model, files: ['/a.onnx'], bindings: [], shapes, plans: shapes.map(() => []), tokenizer: null };
  const rehearsal = { prepared, conditions, changes: [], saved: new Map(), providers: [], creation: null, refused: [], remarks: [] };
  const machine = {
    processor: 'A processor',
    cores: 2,
    memoryBytes: 8 * 2 ** 30,
    memoryLimitBytes: null,
    platform: 'linux x64',
    node: '20.20.2',
    onnxruntime: '1.30.0',
    load: null,
  };
  const settings = { seed: 7, precision: 0.05, maxTrials: 30, maxSeconds: 60, trialTimeoutSeconds: 60 };
  return reproductionOf(rehearsal, { trials, ending: 'precise', seconds: 12 }, machine, settings);
};
