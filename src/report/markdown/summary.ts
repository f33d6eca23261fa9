import type { BootReport, Cause } from '../../model/report.js';
import { formatRange, formatSeconds } from '../quantity.js';
import { chainsOf } from './chain.js';
import { inline } from './escape.js';
import { lineOf, proof } from './evidence.js';
import { secondsSeen } from './seconds-seen.js';
import { ended, listed, lowered } from './sentence.js';
import { nameOf, startMoment, subject, whereabouts } from './subject.js';

const toldRoots = 3;

/** How far it got, unless the reason says so too. */
const reached = (boot: BootReport): string => {
  const seen = secondsSeen(boot);
  if (seen === null || boot.reason.includes(formatSeconds(seen))) return '';
  if (boot.timeToReadySeconds !== null) return ` and was ready after ${formatSeconds(seen)}`;
  return boot.milestones.ready === null && boot.verdict === 'failed' ? ` and was never ready in the ${formatSeconds(seen)} that the log shows` : '';
};

const opening = (boot: BootReport): string => {
  const moment = startMoment(boot);
  const place = whereabouts(boot);
  const named = place === '' ? '' : `; the log names ${place}`;
  if (moment === null) return `${nameOf(boot)} holds a start of ${subject(boot)}, without a date${named}.`;
  return `On ${moment}, ${subject(boot)} began to start${reached(boot)} (${nameOf(boot)})${named}.`;
};

const doubt = (cause: Cause): string =>
  cause.confidence === 'certain' ? '' : `, ${cause.confidence === 'likely' ? 'as far as the log shows' : 'which the log does not prove'}`;

/** Whether the reason says already what the cause does. */
const isSaid = (boot: BootReport, cause: Cause): boolean => boot.reason.toLowerCase().includes(cause.because.toLowerCase().replace(/\.$/, ''));

const rootSentence = (boot: BootReport): string => {
  const roots = chainsOf(boot.causes).map(({ root }) => root);
  const [first] = roots;
  if (first === undefined) return '';
  if (roots.length === 1 && isSaid(boot, first))
    return first.evidence[0] === undefined ? '' : `The proof is ${lineOf(first.evidence[0], boot)}${doubt(first)}.`;
  const named = roots.slice(0, toldRoots).map((root) => `${inline(lowered(root.title))}${proof(root.evidence, boot)}${doubt(root)}`);
  const more = roots.length > toldRoots ? [`${roots.length - toldRoots} more`] : [];
  return roots.length === 1 ? `At the root: ${named.join('')}.` : `At the root, the dearest first: ${listed([...named, ...more])}.`;
};

const remedy = (boot: BootReport): string => {
  const fix = chainsOf(boot.causes)[0]?.root.fixes[0];
  if (fix === undefined) return '';
  const saves = fix.saves === null ? '' : `, which is expected to save ${formatRange(Math.max(0, fix.saves.lowSeconds), fix.saves.highSeconds)}`;
  return `First thing to do: ${inline(lowered(fix.do)).replace(/\.$/, '')}${saves}.`;
};

/** One paragraph: what started, what happened to it, why, and what to do first. */
export const summary = (boot: BootReport): string[] => [
  [boot.verdict === 'unknown' ? `${nameOf(boot)} was read.` : opening(boot), ended(inline(boot.reason)), rootSentence(boot), remedy(boot)]
    .filter((sentence) => sentence !== '')
    .join(' '),
];
