import type { CauseRule, RuntimeRules } from '../../src/rules/schema.js';
import { code, joined, link, prose, section, table } from './markdown.js';

const made = 'Made from the files in `rules/` by `npm run docs:rules`; changes belong there.';

const kinds: readonly (readonly [RuntimeRules['kind'], string])[] = [
  ['server', 'Model servers'],
  ['http', 'HTTP servers'],
  ['library', 'Libraries'],
  ['platform', 'Platforms'],
  ['generic', 'Any other service'],
];

/** The list of runtimes, by kind. */
export function runtimesIndex(runtimes: readonly RuntimeRules[]): string {
  const row = ({ runtime, title, signals, fixes, fromSourcesOnly }: RuntimeRules): string[] => [
    link(prose(title), `${runtime}.md`),
    code(runtime),
    String(signals.length),
    String(Object.keys(fixes ?? {}).length),
    fromSourcesOnly === true ? 'from sources only' : '',
  ];
  return joined([
    '# Runtimes',
    'What is read from each program, from which versions, and what can be changed in it. Several are often in one log: what serves names it, the rules of libraries inside it apply all the same.',
    made,
    ...kinds.map(([kind, title]) => {
      const rows = runtimes.filter((runtime) => runtime.kind === kind).map(row);
      return section(title, rows.length === 0 ? '' : table(['runtime', 'name', 'signals', 'fixes', ''], rows));
    }),
  ]);
}

const groups: readonly (readonly [CauseRule['group'], string])[] = [
  ['device', 'Device'],
  ['compilation', 'Compilation'],
  ['shapes', 'Shapes and warmup'],
  ['tokenizer', 'Tokenizer'],
  ['weights', 'Weights'],
  ['memory', 'Memory'],
  ['readiness', 'Readiness'],
  ['platform', 'Platform'],
  ['latency', 'Latency'],
];

/** The list of causes, by group. */
export function causesIndex(causes: readonly CauseRule[]): string {
  return joined([
    '# Causes',
    'What coldcase can name, whichever program said it. `coldcase explain ID` prints the same for the terminal.',
    made,
    ...groups.map(([group, title]) => {
      const rows = causes.filter((cause) => cause.group === group).map(({ id, severity, meaning }) => [link(code(id), `${id}.md`), severity, prose(meaning)]);
      return section(title, rows.length === 0 ? '' : table(['cause', 'severity', 'meaning'], rows));
    }),
  ]);
}
