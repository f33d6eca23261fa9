import type { BootReport, Cause, Confidence } from '../../model/report.js';
import { formatSeconds, formatShare } from '../quantity.js';
import { chainsOf } from './chain.js';
import type { Detail } from './detail.js';
import { code, inline } from './escape.js';
import { proof } from './evidence.js';
import { ended, listed } from './sentence.js';

const confidences: { readonly [confidence in Confidence]: string } = { certain: '', likely: 'Likely, not certain. ', possible: 'Possible, not proven. ' };

const cost = (cause: Cause): string => {
  if (cause.seconds === null || / (?:ms|s|min|h)\b/.test(cause.because)) return '';
  const of = cause.share === null ? '' : `, ${formatShare(cause.share)} of the ${cause.scope === 'startup' ? 'start' : 'request'}`;
  return ` It cost ${formatSeconds(cause.seconds)}${of}.`;
};

const sentence = (cause: Cause): string => `${confidences[cause.confidence]}${ended(inline(cause.because))}${cost(cause)}`;

const paragraph = (cause: Cause, boot: BootReport): string => `**${inline(cause.title)}**${proof(cause.evidence, boot)}, ${code(cause.id)}. ${sentence(cause)}`;

const consequence = (cause: Cause, root: Cause, known: ReadonlyMap<string, string>, boot: BootReport): string => {
  const also = cause.becauseOf.filter((id) => id !== root.id).flatMap((id) => known.get(id) ?? []);
  return `- which led to **${inline(cause.title)}**${proof(cause.evidence, boot)}, ${code(cause.id)}. ${sentence(cause)}${also.length === 0 ? '' : ` It comes of ${listed(also)} too.`}`;
};

/** What led to what: each root cause with its consequences, then what is worth knowing though it cost nothing. */
export const rootCause = (boot: BootReport, detail: Detail): string[] => {
  const known = new Map(boot.causes.filter(({ severity }) => severity !== 'note').map((cause) => [cause.id, code(cause.id)]));
  const notes = boot.causes.filter((cause) => cause.severity === 'note').slice(0, detail.points);
  const chains = chainsOf(boot.causes).slice(0, detail.points);
  const told = chains.flatMap(({ root, consequences }) => [
    paragraph(root, boot),
    ...(consequences.length === 0
      ? []
      : [
          consequences
            .slice(0, detail.points)
            .map((cause) => consequence(cause, root, known, boot))
            .join('\n'),
        ]),
  ]);
  if (told.length === 0 && boot.verdict === 'failed')
    told.push(
      `${ended(inline(boot.reason))} No cause of the catalogue fits what the log shows, so it has to be found elsewhere; the open questions below say what to log.`,
    );
  if (notes.length === 0) return told;
  return [
    ...told,
    `Worth knowing, though it cost nothing here: ${notes.map((cause) => ended(inline(cause.because).replace(/\.$/, '') + proof(cause.evidence, boot))).join(' ')}`,
  ];
};
