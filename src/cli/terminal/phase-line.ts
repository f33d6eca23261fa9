import type { Boot, Evidence } from '../../model/boot.js';
import { cut } from '../../report/drawing/layout.js';
import { sanitize } from '../../report/escape/sanitize.js';
import { formatSeconds } from '../../report/quantity.js';
import { maskSecrets } from '../../report/redaction/secrets.js';
import type { Io } from './io.js';
import { terminalWidth } from './terminal.js';

/** What a boot is at, and the line that says so. */
export type PhaseNow = { readonly phase: string; readonly text: string };

/** Shows what is going on: a line that redraws on a terminal, a line for each new phase elsewhere. */
export type PhaseLine = { readonly show: (now: PhaseNow) => void; readonly clear: () => void };

type Seen = { readonly order: number; readonly phase: string; readonly evidence: Evidence | undefined };

const latest = (boot: Boot): Seen | undefined => {
  const spans = boot.phases.flatMap((phase) => phase.spans).map((span): Seen => ({ order: span.order, phase: span.phase, evidence: span.evidence.at(-1) }));
  const events = boot.events.map((event): Seen => ({ order: event.order, phase: event.name, evidence: event.evidence }));
  // reduce, not Math.max(...): a boot may hold more events than a call takes arguments.
  return [...spans, ...events].reduce<Seen | undefined>((last, seen) => (last === undefined || seen.order >= last.order ? seen : last), undefined);
};

/** What the log last told of the boot: the phase (or event) of its newest signal, or that it is ready. */
export const phaseNow = (boot: Boot): PhaseNow => {
  const since = boot.start === null || boot.end === null ? '' : ` after ${formatSeconds(Math.max(0, boot.end - boot.start))}`;
  if (boot.outcome.kind !== 'running') return { phase: `${boot.outcome.kind}${since}`, text: boot.outcome.evidence[0]?.text ?? '' };
  const { ready, listening } = boot.milestones;
  if (ready !== null) return { phase: 'ready, waiting for requests', text: ready.evidence[0]?.text ?? '' };
  const seen = latest(boot);
  if (seen === undefined) return { phase: listening === null ? 'starting' : 'listening', text: '' };
  return { phase: `${seen.phase}${since}`, text: seen.evidence?.text ?? '' };
};

const written = ({ phase, text }: PhaseNow, width: number): string => {
  const line = sanitize(maskSecrets(text.split('\n', 1).join('')));
  return cut(line === '' ? phase : `${phase}: ${line}`, width);
};

/** A phase line on stderr; nothing where `isQuiet`. */
export const createPhaseLine = (io: Io, isQuiet: boolean): PhaseLine => {
  if (isQuiet) return { show: () => {}, clear: () => {} };
  if (io.stderr.isTTY === true) {
    return {
      show: (now) => void io.stderr.write(`\r\u001b[K${written(now, terminalWidth(io.stderr, io.env) - 1)}`),
      clear: () => void io.stderr.write('\r\u001b[K'),
    };
  }
  let last = '';
  return {
    show: (now) => {
      const name = now.phase.replace(/ after .*/, '');
      if (name === last) return;
      last = name;
      io.stderr.write(`${written(now, 200)}\n`);
    },
    clear: () => {},
  };
};
