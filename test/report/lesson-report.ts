import type { Evidence } from '../../src/model/boot.js';
import type { BootReport, Cause, Report, ReportedPhase } from '../../src/model/report.js';

const lines = [
  '[Init] Loading weights: 1.8s',
  '[Init] Tokenizer vocab load: 700ms',
  '[FirstRequest] CUDA context creation: 2.3s',
  '[FirstRequest] JIT compile kernels: 1.2s',
  '[FirstRequest] Sequence length 512 vs typical 128',
  '[Metrics] p95 = 1450ms (first 5 mins), steady = 120ms',
];

const at = (line: number): Evidence => ({ file: 'fixtures/lesson.log', line, text: lines[line - 1] ?? '' });

const phase = (name: ReportedPhase['phase'], scope: ReportedPhase['scope'], seconds: number, line: number): ReportedPhase => ({
  phase: name,
  scope,
  seconds,
  share: null,
  basis: 'stated',
  spans: [{ seconds, start: null, end: null, basis: 'stated', process: null, evidence: [at(line)] }],
});

const cause = (given: Pick<Cause, 'id' | 'title' | 'scope' | 'seconds' | 'because' | 'fixes'> & { line: number; becauseOf?: string[] }): Cause => ({
  id: given.id,
  title: given.title,
  severity: 'warning',
  confidence: 'certain',
  scope: given.scope,
  seconds: given.seconds,
  share: null,
  becauseOf: given.becauseOf ?? [],
  evidence: [at(given.line)],
  because: given.because,
  fixes: given.fixes,
});

/** The lesson's boot: stated durations, no clock, a cold first request. */
export const lessonBoot: BootReport = {
  id: 'fixtures/lesson.log#1',
  replica: null,
  runtime: 'generic',
  runtimes: ['generic'],
  runtimeVersion: null,
  verdict: 'cold',
  reason: 'the first request waited 3.5 s for the CUDA context (2.3 s) and kernel compilation (1.2 s).',
  labels: {},
  fingerprint: {},
  startedAt: null,
  milestones: { listening: null, ready: null, warm: null },
  timeToReadySeconds: null,
  firstRequestSeconds: null,
  firstRequestAtLeastSeconds: 3.5,
  firstTokenSeconds: null,
  steadySeconds: 0.12,
  coldWarmRatio: 29.2,
  firstRequests: [{ seconds: null, shape: { sequence: 512 } }],
  memory: { peakBytes: null, limitBytes: null },
  bytesFetched: null,
  attributedSeconds: { startup: 2.5, firstRequest: 3.5 },
  gapSeconds: { startup: null, firstRequest: null },
  gaps: [],
  phases: [
    phase('weights-load', 'startup', 1.8, 1),
    phase('tokenizer', 'startup', 0.7, 2),
    phase('device-init', 'request', 2.3, 3),
    phase('compile', 'request', 1.2, 4),
  ],
  causes: [
    cause({
      id: 'device-init-in-request',
      title: 'A request creates the device context',
      scope: 'request',
      seconds: 2.3,
      line: 3,
      because: 'The first request waited 2.3 s while the device context was created.',
      fixes: [
        {
          id: 'init-device-at-startup',
          do: 'Create the context before the service says it is ready',
          how: 'torch.zeros(1, device="cuda"); torch.cuda.synchronize()',
          tradeOff: null,
          saves: { lowSeconds: 2.3, highSeconds: 2.3, basis: 'stated', leaves: null },
        },
      ],
    }),
    cause({
      id: 'cold-tail-latency',
      title: 'Latency is high just after the start',
      scope: 'request',
      seconds: 1.33,
      line: 6,
      becauseOf: ['device-init-in-request', 'compile-in-request'],
      because: 'p95 was 1.45 s in the first 5 minutes against 0.12 s later, 12 times as much.',
      fixes: [{ id: 'warm-up', do: 'Send warmup requests before the replica takes traffic', how: null, tradeOff: null, saves: null }],
    }),
    cause({
      id: 'compile-in-request',
      title: 'A request waits for compilation',
      scope: 'request',
      seconds: 1.2,
      line: 4,
      because: 'Kernels were compiled for 1.2 s while a request waited.',
      fixes: [
        {
          id: 'compile-at-warmup',
          do: 'Run one forward pass of each expected shape before ready',
          how: null,
          tradeOff: 'the start takes that much longer',
          saves: { lowSeconds: 1, highSeconds: 1.2, basis: 'stated', leaves: null },
        },
      ],
    }),
    cause({
      id: 'tokenizer-load-slow',
      title: 'The tokenizer loads slowly',
      scope: 'startup',
      seconds: 0.7,
      line: 2,
      because: 'Loading the tokenizer took 0.7 s.',
      fixes: [
        {
          id: 'fast-tokenizer',
          do: 'Load a fast tokenizer from tokenizer.json',
          how: null,
          tradeOff: null,
          saves: { lowSeconds: 0.4, highSeconds: 0.6, basis: 'typical', leaves: 'reading the file' },
        },
      ],
    }),
    cause({
      id: 'shape-not-warmed',
      title: 'A request has a shape that was not warmed',
      scope: 'request',
      seconds: null,
      line: 5,
      because: 'A request of 512 tokens came where 128 are typical.',
      fixes: [{ id: 'warm-shapes', do: 'Warm sequence lengths 128 and 512', how: null, tradeOff: null, saves: null }],
    }),
  ],
  warmup: {
    steps: ['Create the device context.', 'Load the tokenizer and run it once.', 'Run one forward pass of each shape.', 'Only then say ready.'],
    sequences: [128, 512],
    batches: [],
  },
  checklist: [
    { item: 'weights-on-device', title: 'weights on the device', status: 'unknown', why: '', evidence: [] },
    { item: 'tokenizer-ready', title: 'tokenizer ready', status: 'pass', why: '', evidence: [at(2)] },
    { item: 'forward-pass-per-shape', title: 'a forward pass for each shape', status: 'fail', why: '512 was not warmed', evidence: [at(5)] },
    { item: 'caches-primed', title: 'caches primed', status: 'fail', why: 'a request compiled kernels', evidence: [at(4)] },
    { item: 'ready-after-warmup', title: 'ready only after warmup', status: 'unknown', why: '', evidence: [] },
  ],
  audit: [{ item: 'first-against-second', title: 'first request against the second', status: 'fail', measured: 29.2, limit: 1.2 }],
  loading: { strategy: 'lazy', fits: false, why: 'the device is only touched by a request' },
  unevaluated: [
    { cause: 'memory-headroom-low', missing: 'no line states the memory limit', howToLog: null },
    { cause: 'import-slow', missing: 'the log has no clock', howToLog: 'log with timestamps: logging.basicConfig(format="%(asctime)s %(message)s")' },
    { cause: 'weights-load-slow', missing: 'the log has no clock', howToLog: 'log with timestamps: logging.basicConfig(format="%(asctime)s %(message)s")' },
  ],
  metrics: [
    { quantile: 0.95, seconds: 1.45, windowSeconds: 300, period: 'early' },
    { quantile: 0.95, seconds: 0.12, windowSeconds: null, period: 'steady' },
  ],
};

/** A report around boots. */
export const reportOf = (...boots: BootReport[]): Report => ({
  schemaVersion: 1,
  tool: { name: 'coldcase', version: '0.1.0' },
  inputs: [{ path: 'fixtures/lesson.log', bytes: 254, lines: 6, skipped: 0 }],
  boots,
});
