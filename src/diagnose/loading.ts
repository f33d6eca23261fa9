import type { Boot } from '../model/boot.js';
import type { Phase, Scope } from '../model/phase.js';
import type { BootReport, Cause } from '../model/report.js';
import { eventsOf } from './events.js';
import { spansOf } from './moment.js';
import { listWords } from './words.js';

type Part = { readonly name: string; readonly phases: readonly Phase[]; readonly events: readonly string[] };

const parts: readonly Part[] = [
  { name: 'weights', phases: ['weights-load'], events: ['model-load', 'worker-load'] },
  { name: 'tokenizer', phases: ['tokenizer'], events: ['tokenizer-load'] },
  { name: 'device', phases: ['device-init'], events: ['device-init'] },
  { name: 'compiled code', phases: ['compile', 'autotune', 'graph-capture'], events: ['compile', 'graph-capture'] },
  { name: 'warmup', phases: ['warmup'], events: ['warmup'] },
];

/** Eager, lazy or balanced, from what was done before ready and what a request had to wait for; null where the log shows neither. */
export function loadingOf(boot: Boot, causes: readonly Cause[]): BootReport['loading'] {
  const early = parts.filter((part) => isDone(boot, part, 'startup')).map((part) => part.name);
  const late = parts.filter((part) => isDone(boot, part, 'request')).map((part) => part.name);
  if (early.length === 0 && late.length === 0) return null;
  const timedOut = causes.some((cause) => cause.id === 'startup-timeout');
  if (late.length === 0) {
    const why = `${listWords(early)} came before ready`;
    return {
      strategy: 'eager',
      fits: !timedOut,
      why: timedOut ? `${why}, and the start took longer than its supervisor waits` : `${why}, so no request paid for it`,
    };
  }
  const isLazy = early.length === 0 || (late.includes('weights') && !early.includes('weights'));
  const paid = causes.some((cause) => cause.scope === 'request' && cause.severity !== 'note');
  const where = isLazy ? `a request waited for ${listWords(late)}` : `${listWords(early)} came before ready, a request waited for ${listWords(late)}`;
  return { strategy: isLazy ? 'lazy' : 'balanced', fits: !paid, why: paid ? `${where}, which cost it more than it may` : `${where}, at no cost that matters` };
}

function isDone(boot: Boot, part: Part, scope: Scope): boolean {
  return (
    spansOf(boot).some((span) => span.scope === scope && part.phases.includes(span.phase)) ||
    eventsOf(boot).some((event) => event.scope === scope && part.events.includes(event.name))
  );
}
