import { shareWords } from '../../src/diagnose/words.js';
import { events } from '../../src/rules/events.js';
import { listOf } from '../../src/rules/one-or-more.js';
import { eventsReadBy } from '../../src/rules/reads.js';
import type { CauseRule, RuntimeRules } from '../../src/rules/schema.js';
import { conditionWords } from './condition-words.js';
import { block, code, joined, link, list, prose, section, table } from './markdown.js';

const severities = {
  error: 'an error where it explains a boot that failed, otherwise a warning',
  warning: 'a warning',
  note: 'a note',
} as const;

type Fix = CauseRule['fixes'][number];

/** The page of one cause: what it means, what is looked for, what it goes with, how it is mended. */
export function causePage(cause: CauseRule, causes: readonly CauseRule[], runtimes: readonly RuntimeRules[]): string {
  const links = (ids: readonly string[] | undefined): string => (ids ?? []).map((id) => link(code(id), `${id}.md`)).join(', ');
  const consequences = causes.filter((other) => other.becauseOf?.includes(cause.id)).map(({ id }) => id);
  const words = [...new Set(eventsReadBy(cause.when))];
  return joined([
    `# ${prose(cause.title)}`,
    `${code(cause.id)}, ${severities[cause.severity]}${cause.confidence === undefined ? '' : `, named as ${cause.confidence}`}.`,
    prose(cause.meaning),
    section(
      'What is looked for',
      sentence(conditionWords(cause.when)),
      words.length === 0 ? '' : 'In these words for what a line says:',
      list(words.map((word) => `${code(word)}: ${events.get(word) ?? ''}`)),
      cause.missing === undefined ? '' : `Where it cannot be judged: ${prose(cause.missing)}`,
    ),
    section('Read from', readFrom(cause, runtimes)),
    section(
      'Beside other causes',
      cause.unless === undefined ? '' : `Not named beside ${links(cause.unless)}: they bring it with them.`,
      cause.becauseOf === undefined ? '' : `May be there because of ${links(cause.becauseOf)}.`,
      consequences.length === 0 ? '' : `May lead to ${links(consequences)}.`,
    ),
    section('What to change', ...cause.fixes.map((fix) => fixText(fix, runtimes))),
    section('How to have it logged', prose(cause.howToLog ?? ''), howToLogTable(cause, runtimes)),
    section('For example', 'This log shows it:', block(cause.examples.shows[0]?.log ?? ''), 'This one does not:', block(cause.examples.not[0]?.log ?? '')),
    section('References', list(cause.references.map((reference) => `<${reference}>`))),
  ]);
}

function fixText(fix: Fix, runtimes: readonly RuntimeRules[]): string {
  const { saves, removes } = fix;
  const points = [
    fix.how === undefined ? '' : prose(fix.how),
    saves === undefined ? '' : `Saves ${savingWords(saves)}${removes === undefined ? '' : ` spent on ${listOf(removes).map(code).join(', ')}`}${basis(saves)}.`,
    fix.leaves === undefined ? '' : `Leaves: ${prose(fix.leaves)}.`,
    fix.tradeOff === undefined ? '' : `Trade-off: ${prose(fix.tradeOff)}`,
  ].filter((part) => part !== '');
  const rows = runtimes.flatMap((runtime) => {
    const way = Object.hasOwn(runtime.fixes ?? {}, fix.id) ? runtime.fixes?.[fix.id] : undefined;
    if (way === undefined) return [];
    return [[runtimeLink(runtime), prose(way.how), way.versions === undefined ? '' : code(way.versions), prose(way.tradeOff ?? '')]];
  });
  const ways = rows.length === 0 ? '' : table(['in', 'how', 'versions', 'trade-off'], rows);
  return [`### ${prose(fix.do)}`, `${code(fix.id)}`, list(points), ways].filter((part) => part !== '').join('\n\n');
}

function savingWords({ low, high }: NonNullable<Fix['saves']>): string {
  if (low === high) return `${shareWords(high)} of the time`;
  return low === 0 ? `up to ${shareWords(high)} of the time` : `${shareWords(low)} to ${shareWords(high)} of the time`;
}

function basis({ source }: NonNullable<Fix['saves']>): string {
  return source === undefined ? '' : ` (typical, ${link('source', source)})`;
}

/** The runtimes with a line that one of its words, or its phases, comes from. */
function readFrom(cause: CauseRule, runtimes: readonly RuntimeRules[]): string {
  const words = new Set(eventsReadBy(cause.when));
  const phases = new Set(phasesOf(cause.when));
  const readable = runtimes.filter(({ signals }) =>
    signals.some((signal) => listOf(signal.event).some((event) => words.has(event)) || (signal.phase !== undefined && phases.has(signal.phase))),
  );
  return readable.map(runtimeLink).join(', ');
}

function phasesOf(condition: CauseRule['when']): string[] {
  if ('all' in condition) return condition.all.flatMap(phasesOf);
  if ('any' in condition) return condition.any.flatMap(phasesOf);
  return 'phase' in condition && condition.event === undefined ? [...listOf(condition.phase)] : [];
}

function howToLogTable({ id }: CauseRule, runtimes: readonly RuntimeRules[]): string {
  const rows = runtimes.flatMap((runtime) => {
    const text = Object.hasOwn(runtime.howToLog ?? {}, id) ? runtime.howToLog?.[id] : undefined;
    return text === undefined ? [] : [[runtimeLink(runtime), prose(text)]];
  });
  return rows.length === 0 ? '' : table(['in', 'switch on'], rows);
}

function runtimeLink({ runtime, title }: RuntimeRules): string {
  // What stands in brackets behind a name is for the runtime's own page.
  return link(prose(title.replace(/ \(.*\)$/, '')), `../runtimes/${runtime}.md`);
}

function sentence(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}${text.includes('\n') ? '' : '.'}`;
}
