import type { BootReport, Cause, Fix, Saving, WarmupAdvice } from '../../model/report.js';
import { formatRange, formatSeconds } from '../quantity.js';
import { inChain } from './chain.js';
import type { Detail } from './detail.js';
import { fence, inline } from './escape.js';
import { howInline } from './how.js';
import { ended, lowered } from './sentence.js';

const bases: { readonly [basis in Saving['basis']]: string } = {
  stated: 'from what the log states',
  measured: 'from the clock of the log',
  typical: 'a typical figure, not from this log',
  reproduced: 'reproduced on this machine',
};

/** One fix, and the causes that it mends. */
type Action = { readonly fix: Fix; readonly causes: readonly Cause[] };

const actionsOf = (causes: readonly Cause[]): Action[] => {
  const actions = new Map<string, Action>();
  for (const cause of causes) {
    for (const fix of cause.fixes) {
      const key = JSON.stringify([fix.id, fix.how]);
      const known = actions.get(key);
      actions.set(key, known === undefined ? { fix, causes: [cause] } : { fix: dearer(known.fix, fix), causes: [...known.causes, cause] });
    }
  }
  return [...actions.values()];
};

const dearer = (one: Fix, other: Fix): Fix => ((other.saves?.highSeconds ?? 0) > (one.saves?.highSeconds ?? 0) ? other : one);

const saving = ({ saves }: Fix): string => {
  if (saves === null) return '';
  const { lowSeconds, highSeconds, basis, leaves } = saves;
  const range = lowSeconds <= 0 ? `up to ${formatSeconds(highSeconds)}` : formatRange(lowSeconds, highSeconds);
  return `Saves ${range} (${bases[basis]})${leaves === null ? '' : `; what stays: ${inline(leaves)}`}.`;
};

const item = ({ fix, causes }: Action, isOneCause: boolean): string => {
  const isBlock = fix.how?.trim().includes('\n') === true;
  const how = fix.how === null || isBlock ? '' : ended(howInline(fix.how));
  const tradeOff = fix.tradeOff === null ? '' : `Trade-off: ${ended(inline(lowered(fix.tradeOff)))}`;
  const against = isOneCause ? '' : `Against: ${causes.map(({ title }) => inline(lowered(title))).join('; ')}.`;
  const text = [`**${ended(inline(fix.do))}**`, how, saving(fix), tradeOff, against].filter((part) => part !== '').join(' ');
  const block = isBlock ? `\n\n${fence((fix.how ?? '').trim()).replace(/^(?=.)/gm, '  ')}` : '';
  return `- [ ] ${text}${block}`;
};

const warmup = ({ steps, sequences, batches }: WarmupAdvice): string => {
  const told = steps.join(' ');
  const isTold = [...batches, ...sequences].every((size) => new RegExp(`\\b${size}\\b`).test(told));
  const sizes = [
    ...(batches.length === 0 ? [] : [`batch sizes ${batches.join(', ')}`]),
    ...(sequences.length === 0 ? [] : [`sequence lengths ${sequences.join(', ')}`]),
  ];
  const shapes = isTold || sizes.length === 0 ? '' : ` Shapes to run: ${sizes.join('; ')}.`;
  return [`- [ ] **Warm up before ready, in this order.**${shapes}`, ...steps.map((step, index) => `  ${index + 1}. ${inline(step)}`)].join('\n');
};

/** What to change, as tasks: root causes first, each fix once. */
export const actions = (boot: BootReport, detail: Detail): string[] => {
  const causes = inChain(boot.causes);
  const items = actionsOf(causes)
    .slice(0, detail.points)
    .map((action) => item(action, causes.length === 1));
  const all = boot.warmup === null ? items : [...items, warmup(boot.warmup)];
  return all.length === 0 ? [] : [all.join('\n')];
};
