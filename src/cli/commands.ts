import type { Run } from './terminal/io.js';

export type CommandEntry = {
  /** One clause for the list of commands. */
  readonly describes: string;
  /** Imports the command's own file, and no other's. */
  readonly load: () => Promise<Run>;
  /** What may come first behind its name, where that is one of a few words. */
  readonly actions?: readonly string[];
};

/** Every command by name: a new one is its file and a line here. */
export const commands: ReadonlyMap<string, CommandEntry> = new Map([
  [
    'diagnose',
    { describes: 'say where the time of a start went, why, and what to change (the default)', load: async () => (await import('./diagnose.js')).runDiagnose },
  ],
  ['gate', { describes: 'judge starts by a policy and by earlier starts', load: async () => (await import('./gate.js')).runGate }],
  ['compare', { describes: 'lay two starts, or two groups of them, side by side', load: async () => (await import('./compare.js')).runCompare }],
  [
    'baseline',
    { describes: 'keep the figures of earlier starts', load: async () => (await import('./baseline.js')).runBaseline, actions: ['record', 'show', 'merge'] },
  ],
  ['init', { describes: 'write a policy from a good start', load: async () => (await import('./init.js')).runInit }],
  ['reproduce', { describes: 'start a model here and measure what is cold about it', load: async () => (await import('./reproduce.js')).runReproduce }],
  ['plan', { describes: 'write the plan of a warmup from a log and from traffic', load: async () => (await import('./plan.js')).runPlan }],
  ['warm', { describes: 'run a plan against a service until it is warm, and answer readiness probes', load: async () => (await import('./warm.js')).runWarm }],
  ['fleet', { describes: 'read the logs of many replicas: what costs most, since when, where', load: async () => (await import('./fleet.js')).runFleet }],
  ['simulate', { describes: 'forecast a scale-out and the cheapest way to keep its latency', load: async () => (await import('./simulate.js')).runSimulate }],
  [
    'rollout',
    { describes: 'move traffic to replicas that are warm, and take it back at a breach', load: async () => (await import('./rollout.js')).runRolloutCommand },
  ],
  ['audit', { describes: 'ask a running service whether it is warm', load: async () => (await import('./audit.js')).runAudit }],
  ['explain', { describes: 'what a cause means, what shows it, how to mend it', load: async () => (await import('./explain.js')).runExplain }],
  [
    'collect',
    {
      describes: 'print the commands that gather the logs of a pod, a Compose service or a systemd unit',
      load: async () => (await import('./collect.js')).runCollect,
    },
  ],
  ['redact', { describes: 'write a log that can be shown to others', load: async () => (await import('./redact.js')).runRedact }],
  [
    'completion',
    {
      describes: 'print a script that completes commands and options in your shell',
      load: async () => (await import('./completion.js')).runCompletion,
      actions: ['bash', 'zsh', 'fish'],
    },
  ],
  [
    'rules',
    {
      describes: 'list, lint and test rules, or suggest them for a log',
      load: async () => (await import('./rules.js')).runRules,
      actions: ['list', 'lint', 'test', 'suggest'],
    },
  ],
]);
