import type { BootReport } from '../../model/report.js';
import type { Reproduction, ReproductionMachine, Trial } from '../../model/reproduction.js';
import type { Condition } from '../../reproduce/conditions.js';
import type { Trials } from '../../reproduce/trials.js';

/** What is to be measured, ready to begin. */
export type Measurement = {
  readonly conditions: readonly Condition[];
  readonly perform: (condition: Condition, round: number) => Promise<Trial>;
  readonly onnxruntime: string | null;
  /** What the trials so far call for: a set of changes to measure together; null where nothing does. */
  readonly together: (made: Trials) => Condition | null;
  readonly answer: (made: Trials, machine: ReproductionMachine, together: Condition | null) => Promise<Reproduction>;
  /** The trials as a log. */
  readonly log: (answer: Reproduction) => Promise<string>;
  /** The starts of the base, for a baseline. */
  readonly baseStarts: (answer: Reproduction) => Promise<readonly BootReport[]>;
  /** What was left out, a sentence each. */
  readonly refused: readonly string[];
};

/** Makes a measurement ready; what it starts ends with the signal. */
export type Prepare = (signal: AbortSignal) => Promise<Measurement>;
