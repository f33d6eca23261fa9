import { scaleLinear } from 'd3-scale';
import { select } from 'd3-selection';
import { phases, type Scope } from '../../../model/phase.js';
import type { BootReport, Report } from '../../../model/report.js';
import type { Seconds } from '../../../model/units.js';
import { bootRows } from '../../boot-row.js';
import { formatSeconds } from '../../quantity.js';
import { element } from './element.js';

type Row = { readonly name: string; readonly before: Seconds | null; readonly after: Seconds | null };

const secondsOf = (boot: BootReport, phase: string, scope: Scope): Seconds | null =>
  boot.phases.find((one) => one.phase === phase && one.scope === scope)?.seconds ?? null;

const figures: readonly { readonly name: string; readonly of: (boot: BootReport) => Seconds | null }[] = [
  { name: 'time to ready', of: (boot) => boot.timeToReadySeconds },
  { name: 'first request', of: (boot) => boot.firstRequestSeconds ?? boot.firstRequestAtLeastSeconds },
  { name: 'steady request', of: (boot) => boot.steadySeconds },
];

/** What two boots can be compared by: figures, phases of the start and of the first request, gaps. */
const comparedRows = (before: BootReport, after: BootReport): Row[] => {
  const row = (name: string, of: (boot: BootReport) => Seconds | null): Row => ({ name, before: of(before), after: of(after) });
  return [
    ...figures.map(({ name, of }) => row(name, of)),
    ...phases.map((phase) => row(phase, (boot) => secondsOf(boot, phase, 'startup'))),
    row('gap', (boot) => boot.gapSeconds.startup),
    ...phases.map((phase) => row(`${phase} in the first request`, (boot) => secondsOf(boot, phase, 'request'))),
  ].filter((one) => (one.before ?? 0) > 0 || (one.after ?? 0) > 0);
};

const shown = (seconds: Seconds | null): string => (seconds === null ? '–' : formatSeconds(seconds));

const differenceOf = ({ before, after }: Row): Seconds | null => (before === null && after === null ? null : (after ?? 0) - (before ?? 0));

const signed = (difference: Seconds | null): string => {
  if (difference === null) return '–';
  if (Math.abs(difference) < 0.0005) return '±0';
  return `${difference > 0 ? '+' : '−'}${formatSeconds(Math.abs(difference))}`;
};

/** Two bars to the same scale, the first above the second. */
const bars = ({ before, after }: Row, scale: (seconds: Seconds) => number): Node => {
  const host = element('div', { class: 'pair' });
  const svg = select(host).append('svg').attr('width', '100%').attr('height', 18).attr('aria-hidden', 'true');
  for (const [index, seconds] of [before, after].entries()) {
    svg
      .append('rect')
      .attr('class', index === 0 ? 'before' : 'after')
      .attr('y', 1 + index * 9)
      .attr('height', 7)
      .attr('width', `${scale(seconds ?? 0)}%`);
  }
  return host;
};

const comparison = (before: BootReport, after: BootReport): Node[] => {
  const rows = comparedRows(before, after);
  const scale = scaleLinear()
    .domain([0, Math.max(...rows.flatMap((row) => [row.before ?? 0, row.after ?? 0]))])
    .range([0, 100]);
  const head = ['', 'first', 'second', 'difference', 'to scale'].map((name) => element('th', { scope: 'col' }, name));
  const lines = rows.map((row) => {
    const difference = differenceOf(row);
    return element(
      'tr',
      {},
      element('th', { scope: 'row' }, row.name),
      element('td', { class: 'number' }, shown(row.before)),
      element('td', { class: 'number' }, shown(row.after)),
      element('td', { class: `number ${difference === null ? '' : difference > 0.0005 ? 'more' : difference < -0.0005 ? 'less' : ''}` }, signed(difference)),
      element('td', {}, bars(row, scale)),
    );
  });
  const table = element('table', { class: 'compared' }, element('thead', {}, element('tr', {}, ...head)), element('tbody', {}, ...lines));
  return [element('div', { class: 'scroll', tabindex: '0', role: 'region', 'aria-label': 'Comparison' }, table), causesOf(before, after)];
};

const causesOf = (before: BootReport, after: BootReport): Node => {
  const ids = (boot: BootReport): Set<string> => new Set(boot.causes.filter(({ severity }) => severity !== 'note').map(({ id }) => id));
  const [first, second] = [ids(before), ids(after)];
  const groups: readonly (readonly [string, readonly string[]])[] = [
    ['Causes of both', [...first].filter((id) => second.has(id))],
    ['Only of the first', [...first].filter((id) => !second.has(id))],
    ['Only of the second', [...second].filter((id) => !first.has(id))],
  ];
  const told = groups.filter(([, causes]) => causes.length > 0);
  return element('dl', { class: 'causes-compared' }, ...told.flatMap(([name, causes]) => [element('dt', {}, name), element('dd', {}, causes.join(', '))]));
};

const chooser = (id: string, label: string, names: readonly string[], onChange: () => void): { readonly field: HTMLElement; readonly chosen: () => number } => {
  const list = element(
    'select',
    { id },
    element('option', { value: '-1' }, '–'),
    ...names.map((name, index) => element('option', { value: String(index) }, name)),
  );
  list.addEventListener('change', onChange);
  return { field: element('div', {}, element('label', { for: id }, label), ' ', list), chosen: () => Number(list.value) };
};

/** Two lists to choose boots from; what they differ in stands below once both are chosen. */
export const compareSection = ({ boots }: Report): HTMLElement => {
  const names = bootRows(boots).map(({ name }) => name);
  const answer = element('div', { 'aria-live': 'polite' });
  const update = (): void => {
    const [before, after] = [boots[first.chosen()], boots[second.chosen()]];
    answer.replaceChildren(...(before === undefined || after === undefined ? [] : comparison(before, after)));
  };
  const first = chooser('compare-first', 'Compare', names, update);
  const second = chooser('compare-second', 'with', names, update);
  return element('section', { class: 'compare', 'aria-label': 'Compare two starts' }, element('div', { class: 'choose' }, first.field, second.field), answer);
};
