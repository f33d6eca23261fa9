import { UserError } from '../model/user-error.js';
import { wrap } from '../report/drawing/layout.js';
import type { Palette } from '../report/drawing/palette.js';
import { formatShare } from '../report/quantity.js';
import { mendOfName } from '../rules/near-name.js';
import type { CauseRule, RuntimeRules } from '../rules/schema.js';
import type { RuleSet } from '../rules/set.js';
import { collected, createCommand } from './command-line.js';
import { exampleLines } from './explain/examples.js';
import { readRuleSet } from './options/rule-set.js';
import { status } from './status.js';
import type { Run } from './terminal/io.js';
import { paletteFor, terminalWidth } from './terminal/terminal.js';

/** The known causes that hold the word, for who remembers a part of the name. */
const unknownCause = (id: string, known: readonly string[]): UserError => {
  const holding = id.length < 3 ? [] : known.filter((one) => one.includes(id)).slice(0, 6);
  const otherwise = holding.length > 0 ? `did you mean ${holding.join(' or ')}?` : 'coldcase rules list shows all';
  return new UserError(`unknown cause '${id}'; ${mendOfName(id, known, otherwise)}`);
};

const fixLines = (fix: CauseRule['fixes'][number], runtimes: readonly RuntimeRules[], width: number, palette: Palette): string[] => {
  const ways = runtimes.flatMap(({ runtime, fixes }) =>
    fixes !== undefined && Object.hasOwn(fixes, fix.id) ? [`${runtime}: ${fixes[fix.id]?.how ?? ''}`] : [],
  );
  const general = fix.how === undefined ? [] : [ways.length === 0 ? fix.how : `otherwise: ${fix.how}`];
  const saves = fix.saves === undefined ? [] : [`saves ${formatShare(fix.saves.low)} to ${formatShare(fix.saves.high)} of its time`];
  return [
    ...wrap(fix.do, width, `  ${palette.good('→')} `, '    '),
    ...[...ways, ...general].flatMap((how) => wrap(how.trimEnd(), width, '    ')).map(palette.code),
    ...[...saves, ...(fix.leaves === undefined ? [] : [`leaves ${fix.leaves}`]), ...(fix.tradeOff === undefined ? [] : [`trade-off: ${fix.tradeOff}`])].flatMap(
      (text) => wrap(text, width, '    '),
    ),
  ];
};

const explanation = (cause: CauseRule, { runtimes }: RuleSet, width: number, palette: Palette): string[] => {
  const examples = exampleLines(cause, runtimes);
  const how = [
    ...(cause.howToLog === undefined ? [] : [cause.howToLog]),
    ...runtimes.flatMap(({ runtime, howToLog }) => (howToLog !== undefined && Object.hasOwn(howToLog, cause.id) ? [`${runtime}: ${howToLog[cause.id]}`] : [])),
  ];
  return [
    ...wrap(`${cause.id}: ${cause.title}`, width).map(palette.strong),
    ...wrap(cause.meaning, width),
    ...(cause.becauseOf === undefined ? [] : ['', ...wrap(`May be led to by ${cause.becauseOf.join(', ')}.`, width)]),
    ...(examples.length === 0 ? [] : ['', palette.strong('Lines that show it'), ...examples.flatMap((line) => wrap(line, width, '  ', '    '))]),
    '',
    palette.strong('How to mend it'),
    ...cause.fixes.flatMap((fix) => fixLines(fix, runtimes, width, palette)),
    ...(how.length === 0 ? [] : ['', palette.strong('If it cannot be judged'), ...how.flatMap((text) => wrap(text, width, '  '))]),
    '',
    palette.strong('References'),
    ...cause.references.map((url) => `  ${url}`),
  ];
};

/** `coldcase explain CAUSE` */
export const runExplain: Run = async (args, io) => {
  const command = createCommand('coldcase explain', io)
    .usage('[options] CAUSE')
    .description('Says what a cause means, which lines show it, how to mend it in each runtime, and where that is written.')
    .argument('<CAUSE>', 'the id of a cause, as a report or coldcase rules list gives it')
    .option('--rules <dir>', 'rules of your own beside the built-in ones (may repeat)', collected)
    .parse([...args], { from: 'user' });
  const options = command.opts<{ readonly rules?: readonly string[]; readonly color: boolean }>();
  const rules = await readRuleSet(options.rules ?? []);
  const [id = ''] = command.args;
  const cause = rules.causes.find((one) => one.id === id);
  if (cause === undefined)
    throw unknownCause(
      id,
      rules.causes.map((one) => one.id),
    );
  const width = Math.min(100, terminalWidth(io.stdout, io.env));
  const palette = await paletteFor(io.stdout, io.env, options.color);
  io.stdout.write(`${explanation(cause, rules, width, palette).join('\n')}\n`);
  return status.done;
};
