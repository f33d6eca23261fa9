/** What a stretch of time was spent on; the closed list of the cause catalogue, in the order of a usual start. */
export const phases = [
  'schedule',
  'image',
  'process',
  'weights-fetch',
  'weights-load',
  'tokenizer',
  'device-init',
  'compile',
  'autotune',
  'graph-capture',
  'memory-profile',
  'warmup',
  'serve',
  'first-request',
  'steady',
] as const;

export type Phase = (typeof phases)[number];

/** Whom a stretch of time kept waiting: the start, a client's request, or nobody. */
export const scopes = ['startup', 'request', 'background'] as const;

export type Scope = (typeof scopes)[number];
