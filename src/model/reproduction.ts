import type { Phase, Scope } from './phase.js';
import type { Verdict } from './report.js';
import type { Bytes, Seconds } from './units.js';

/** The report of `coldcase reproduce --format json`, schema version 1. Fields are added freely; renamed or removed only with a new version. */

/**
 * A stretch of one trial, in the order in which they follow each other: `first-run` is that of the shape that comes first. A service, which is
 * seen from outside, has three: until its port is bound, until its probe passes, and its first request.
 */
export const stageNames = [
  'process-start',
  'import',
  'file-read',
  'session-creation',
  'tokenizer-load',
  'warmup',
  'input-building',
  'first-run',
  'listening',
  'ready',
  'first-request',
] as const;

export type StageName = (typeof stageNames)[number];

/** The state of the model's pages in memory: `unknown` where it was asked for, but nothing here can check it. */
export type PageCache = 'cold' | 'warm' | 'unknown';

/**
 * What a condition is there for. evicted: a start without the model's pages in memory · base: what all others are compared with ·
 * reference: the base once more, for the noise · change: the base with one thing changed.
 */
export type ConditionRole = 'evicted' | 'base' | 'reference' | 'change';

/** A median and its 95 % interval; the bounds are null where there are too few values for one. */
export type Median = { readonly seconds: Seconds; readonly low: Seconds | null; readonly high: Seconds | null; readonly values: number };

/** By how much one condition is above another, with a 95 % interval; an open end is null. */
export type Difference = {
  readonly seconds: Seconds;
  readonly low: Seconds | null;
  readonly high: Seconds | null;
  /** clear: beyond chance and beyond what the same condition twice differs by · noise: it is not · too-few: the trials cannot tell. */
  readonly verdict: 'clear' | 'noise' | 'too-few';
};

/** What the sizes of one set of inputs are bound to, by dimension. */
export type Shape = { readonly [dimension: string]: number };

/** A symbolic dimension and the sizes that it got: `given` on the command line, or `assumed` from its name. */
export type BoundDimension = { readonly dimension: string; readonly sizes: readonly number[]; readonly basis: 'given' | 'assumed' };

export type ModelInput = {
  readonly name: string;
  /** As ONNX Runtime calls it: `float32`, `int64`. */
  readonly type: string;
  readonly dimensions: readonly (number | string)[];
};

export type ReproducedModel = {
  readonly path: string;
  /** With the files of external data. */
  readonly bytes: Bytes;
  readonly externalFiles: readonly string[];
  readonly opset: number | null;
  readonly inputs: readonly ModelInput[];
};

/** A server that is started by a command and asked over HTTP. */
export type ReproducedService = {
  readonly command: string;
  readonly readyUrl: string;
  /** Null where nothing is asked of it but whether it is ready. */
  readonly request: { readonly url: string; readonly bytes: Bytes } | null;
  /** Files that are dropped from memory before a trial with a cold page cache. */
  readonly files: readonly string[];
};

export type TrialStage = {
  readonly stage: StageName;
  /** Since the process was asked for. */
  readonly startSeconds: Seconds;
  readonly seconds: Seconds;
  /** The most memory that the process has had until the end of the stage; null where the system does not tell. */
  readonly peakBytes: Bytes | null;
};

/** The runs of one shape in one trial. */
export type TrialRuns = {
  readonly shape: Shape;
  /** 0: the first shape that the process ran. */
  readonly position: number;
  readonly firstSeconds: Seconds;
  readonly secondSeconds: Seconds;
  /** Those after the second, in their order. */
  readonly laterSeconds: readonly Seconds[];
  /** Until the first token of each of these, where the answers are streamed. */
  readonly tokens?: { readonly firstSeconds: Seconds; readonly secondSeconds: Seconds; readonly laterSeconds: readonly Seconds[] };
};

/** What the log of one start says of it. */
export type TrialDiagnosis = {
  readonly verdict: Verdict;
  readonly timeToReadySeconds: Seconds | null;
  readonly phases: readonly { readonly phase: Phase; readonly scope: Scope; readonly seconds: Seconds }[];
  readonly causes: readonly { readonly id: string; readonly title: string; readonly seconds: Seconds | null }[];
};

/** One process, whether it came to its end or not. */
export type Trial = {
  readonly condition: string;
  /** Trials of one round follow each other in random order, one of each condition. */
  readonly round: number;
  /** When the process was asked for, in ISO 8601; null where none was. */
  readonly startedAt: string | null;
  /** Why it counts for nothing; null where it does. */
  readonly failure: string | null;
  readonly stages: readonly TrialStage[];
  readonly runs: readonly TrialRuns[];
  /** Runs of the shape that came first, each after doing nothing for so long. */
  readonly idle?: readonly { readonly idleSeconds: Seconds; readonly seconds: Seconds }[];
  /** Until each of the requests is answered that were asked for together, in the order of their answers: the first ones, and as many once all are warm. */
  readonly atOnce?: { readonly coldSeconds: readonly Seconds[]; readonly warmSeconds: readonly Seconds[] };
  /** Of its own log; only of a service that wrote one. */
  readonly diagnosis?: TrialDiagnosis;
  /** Whether a service had to be killed in the end; only of a service. */
  readonly wasKilled?: boolean;
};

export type StageSummary = {
  readonly stage: StageName;
  readonly median: Median;
  readonly peakBytes: Bytes | null;
};

export type ConditionSummary = {
  readonly id: string;
  readonly title: string;
  readonly role: ConditionRole;
  readonly pageCache: PageCache;
  readonly trials: number;
  readonly failed: number;
  /** From asking for the process to the end of its first run. */
  readonly firstAnswer: Median;
  /** Of it what lies between the stages: the trial's own telling. */
  readonly between: Median;
  readonly stages: readonly StageSummary[];
};

/** What one condition costs over another, as a whole (`stage` null) and stage by stage. */
export type ConditionDifference = {
  readonly condition: string;
  readonly over: string;
  readonly stage: StageName | null;
  readonly difference: Difference;
};

/**
 * Of what parts creating a session is made, by ONNX Runtime's own profile: medians over some starts, so that the parts need not add up to the
 * whole. What graph optimisation and prepacking are of it tells leaving each out, by `--try`.
 */
export type SessionCreation = {
  readonly starts: number;
  readonly seconds: Seconds;
  readonly loadSeconds: Seconds;
  readonly initialisationSeconds: Seconds;
  /** Neither: the library setting itself up. */
  readonly otherSeconds: Seconds;
};

export type ShapeSummary = {
  readonly shape: Shape;
  /** The first run of a process. */
  readonly firstInProcess: Median | null;
  /** The first run of this shape, after others. */
  readonly firstAfterOthers: Median | null;
  readonly second: Median;
  /** The later half of a trial's runs, by its median. */
  readonly steady: Median;
  /** Until the first token, where answers are streamed. */
  readonly tokens?: { readonly first: Median; readonly second: Median; readonly steady: Median };
  /** What the first run of this shape in a process costs over a steady run of the same process; null where it never came first. */
  readonly penalty: Difference | null;
  /** The same of its first run after other shapes; null where it always came first. */
  readonly penaltyAfterOthers: Difference | null;
};

/** What a run takes after an idle time, and over a steady run of the same process. */
export type IdleSummary = { readonly idleSeconds: Seconds; readonly run: Median; readonly overSteady: Difference };

/** What first requests take that come together, in one condition, and what as many take later on in the same process. */
export type AtOnceSummary = {
  readonly condition: string;
  readonly requests: number;
  readonly firstAnswered: Median;
  readonly lastAnswered: Median;
  /** Of as many at once in the end. */
  readonly warmLastAnswered: Median;
  readonly lastOverWarm: Difference;
};

/** What the logs of a service's trials of one condition say together. */
export type DiagnosisSummary = {
  readonly condition: string;
  /** Trials whose log says something of their start. */
  readonly trials: number;
  /** Of the trials that have the phase. */
  readonly phases: readonly { readonly phase: Phase; readonly scope: Scope; readonly median: Median }[];
  readonly causes: readonly { readonly id: string; readonly title: string; readonly trials: number; readonly median: Median | null }[];
};

/** Whether an execution provider that was asked for ran the model here, and if not, why: then it runs on the CPU, and nobody is told. */
export type ProviderOutcome = {
  readonly provider: string;
  readonly outcome: 'ran' | 'provider-fallback';
  /** Of the runs of operators. */
  readonly share: number;
  readonly why: string | null;
};

/** What one change saves of a start, and what it costs elsewhere: each over the base, so that what is saved is below zero. */
export type ChangeSummary = {
  readonly id: string;
  readonly title: string;
  readonly firstAnswer: Difference;
  /** Of it the first run, or the first request: what a client waits for. */
  readonly firstRun: Difference;
  /** A steady run of the first shape. */
  readonly steady: Difference;
  /** Of the medians of the peak memory at the first answer; null where the system does not tell. */
  readonly peakBytes: Bytes | null;
  /** What it takes on the disk. */
  readonly diskBytes: Bytes;
};

export type ScenarioPhase = { readonly phase: Phase; readonly scope: Scope; readonly observedSeconds: Seconds | null; readonly reproduced: Median | null };

/** A cause that a log showed, and whether it came up here. other-hardware: it cannot, for want of what `why` says. */
export type ScenarioCause = {
  readonly id: string;
  readonly title: string;
  readonly observedSeconds: Seconds | null;
  /** In which it came up. */
  readonly trials: number;
  readonly outcome: 'reproduced' | 'other-hardware' | 'not-reproduced';
  readonly why: string | null;
};

/** A start that a log tells of, beside the trials of one condition. */
export type Scenario = {
  readonly boot: string;
  readonly verdict: Verdict;
  readonly loading: 'eager' | 'lazy' | 'balanced' | null;
  /** That were under way together with the first one; null where the log shows no two. */
  readonly requestsAtOnce: number | null;
  readonly condition: string;
  readonly trials: number;
  readonly phases: readonly ScenarioPhase[];
  readonly causes: readonly ScenarioCause[];
};

export type ReproductionMachine = {
  readonly processor: string;
  readonly cores: number;
  readonly memoryBytes: Bytes;
  /** Of the cgroup; null where there is none. */
  readonly memoryLimitBytes: Bytes | null;
  readonly platform: string;
  readonly node: string;
  /** Null where none was used. */
  readonly onnxruntime: string | null;
  /** Programs that wanted a core in the minute before, and at the end; null where the system does not count them. */
  readonly load: { readonly before: number; readonly after: number } | null;
};

/** Why no further trial was made. */
export type Ending = 'precise' | 'trials' | 'time' | 'interrupted';

export type Reproduction = {
  readonly schemaVersion: 1;
  readonly tool: { readonly name: 'coldcase'; readonly version: string };
  /** What a cold start costs, over what, and where it sits, in a sentence or two. */
  readonly summary: string;
  /** Null where no log was given. */
  readonly scenario: Scenario | null;
  /** Null where a service was started. */
  readonly model: ReproducedModel | null;
  /** Null where a model was. */
  readonly service: ReproducedService | null;
  readonly bindings: readonly BoundDimension[];
  readonly machine: ReproductionMachine;
  readonly settings: {
    readonly seed: number;
    readonly precision: number;
    readonly maxTrials: number;
    readonly maxSeconds: Seconds;
    readonly trialTimeoutSeconds: Seconds;
  };
  readonly ending: Ending;
  readonly seconds: Seconds;
  /** What limits what this says. */
  readonly remarks: readonly string[];
  readonly conditions: readonly ConditionSummary[];
  readonly differences: readonly ConditionDifference[];
  readonly shapes: readonly ShapeSummary[];
  /** Those that `--idle` asked for. */
  readonly idle: readonly IdleSummary[];
  /** Empty where requests came one after the other. */
  readonly atOnce: readonly AtOnceSummary[];
  /** Those that `--try` asked for. */
  readonly changes: readonly ChangeSummary[];
  /** Null of a service, and where the library wrote no profile. */
  readonly creation: SessionCreation | null;
  /** One for each provider that was asked for. */
  readonly providers: readonly ProviderOutcome[];
  /** One for each condition of a service whose logs say something. */
  readonly diagnoses: readonly DiagnosisSummary[];
  readonly peakBytes: Bytes | null;
  readonly trials: readonly Trial[];
};
