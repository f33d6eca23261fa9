import type { Difference, Median, Reproduction } from '../../model/reproduction.js';
import { formatBytes } from '../quantity.js';
import { atOnceTitle } from './at-once.js';
import { creationSentence } from './creation.js';
import { differenceText, exactSeconds, intervalText, medianText } from './figures.js';
import { shapeText } from './shapes.js';

/** A table of a document: its title, the heads of its columns, and rows of plain text whose first cell names the row. */
export type Section = { readonly title: string; readonly head: readonly string[]; readonly rows: readonly (readonly string[])[] };

const orDash = (median: Median | null | undefined): string => (median === null || median === undefined ? '–' : medianText(median));
const whole = (difference: Difference | null): string => (difference === null ? '' : `${differenceText(difference)}${intervalText(difference)}`);

const titleIn =
  ({ conditions }: Reproduction) =>
  (id: string): string =>
    conditions.find((condition) => condition.id === id)?.title ?? id;

const stageSection = ({ conditions, differences }: Reproduction): Section => {
  const shown = conditions.filter(({ role }) => role !== 'change');
  const [coldest] = shown;
  const overOf = (stage: string | null): Difference | null =>
    differences.find((own) => own.condition === coldest?.id && own.stage === stage)?.difference ?? null;
  const stages = (coldest?.stages ?? []).map(({ stage }) => stage);
  return {
    title: 'Until the first answer',
    head: ['stage', ...shown.map(({ title }) => title), ...(coldest?.role === 'evicted' ? [`${coldest.title} over the base`] : []), 'peak memory'],
    rows: [
      ...stages.map((stage) => {
        const peak = coldest?.stages.find((own) => own.stage === stage)?.peakBytes ?? null;
        const medians = shown.map((condition) => orDash(condition.stages.find((own) => own.stage === stage)?.median));
        return [stage, ...medians, ...(coldest?.role === 'evicted' ? [whole(overOf(stage))] : []), peak === null ? '' : formatBytes(peak)];
      }),
      ['first answer', ...shown.map(({ firstAnswer }) => medianText(firstAnswer)), ...(coldest?.role === 'evicted' ? [whole(overOf(null))] : []), ''],
    ],
  };
};

const atOnceSection = (reproduction: Reproduction): Section => ({
  title: atOnceTitle(reproduction),
  head: ['condition', 'first answered', 'last answered', 'last once warm', 'last over warm'],
  rows: reproduction.atOnce.map(({ condition, firstAnswered, lastAnswered, warmLastAnswered, lastOverWarm }) => [
    titleIn(reproduction)(condition),
    ...[firstAnswered, lastAnswered, warmLastAnswered].map(medianText),
    whole(lastOverWarm),
  ]),
});

const runSections = ({ shapes, idle, service }: Reproduction): Section[] => [
  {
    title: service === null ? 'Runs of each shape' : 'Requests',
    head: ['', 'first', 'after others', 'second', 'steady', 'first over steady', 'after others over steady'],
    rows: shapes.flatMap((own) => [
      [
        service === null ? shapeText(own.shape) : 'whole answer',
        orDash(own.firstInProcess),
        own.firstAfterOthers === null ? '' : medianText(own.firstAfterOthers),
        medianText(own.second),
        medianText(own.steady),
        whole(own.penalty),
        whole(own.penaltyAfterOthers),
      ],
      ...(own.tokens === undefined
        ? []
        : [['first token', medianText(own.tokens.first), '', medianText(own.tokens.second), medianText(own.tokens.steady), '', '']]),
    ]),
  },
  {
    title: 'After an idle time',
    head: ['idle', 'run', 'over a steady one'],
    rows: idle.map(({ idleSeconds, run, overSteady }) => [exactSeconds(idleSeconds), medianText(run), whole(overSteady)]),
  },
];

const changeSection = ({ changes }: Reproduction): Section => ({
  title: 'Single changes over the base: below zero is saved',
  head: ['change', 'first answer', 'first run', 'steady run', 'peak memory', 'disk'],
  rows: changes.map(({ title, firstAnswer, firstRun, steady, peakBytes, diskBytes }) => [
    title,
    whole(firstAnswer),
    whole(firstRun),
    whole(steady),
    peakBytes === null ? '' : `${peakBytes < 0 ? '−' : '+'}${formatBytes(Math.abs(peakBytes))}`,
    diskBytes === 0 ? '' : formatBytes(diskBytes),
  ]),
});

const scenarioSections = ({ scenario }: Reproduction): Section[] => [
  {
    title: 'Observed and reproduced',
    head: ['phase', 'observed', 'reproduced'],
    rows: (scenario?.phases ?? []).map(({ phase, scope, observedSeconds, reproduced }) => [
      `${phase} · ${scope}`,
      observedSeconds === null ? '–' : exactSeconds(observedSeconds),
      orDash(reproduced),
    ]),
  },
  {
    title: 'Causes that were observed',
    head: ['cause', 'here', 'why'],
    rows: (scenario?.causes ?? []).map(({ id, outcome, trials, why }) => [
      id,
      outcome === 'reproduced'
        ? `reproduced in ${trials} of ${scenario?.trials ?? 0} trials`
        : outcome === 'other-hardware'
          ? 'cannot come up'
          : 'did not come up',
      why ?? '',
    ]),
  },
];

const diagnosisSection = (reproduction: Reproduction): Section => {
  const titleOf = titleIn(reproduction);
  const rows = reproduction.diagnoses.flatMap(({ condition, phases, causes }) => [
    ...phases.map(({ phase, scope, median }) => [titleOf(condition), `${phase} · ${scope}`, medianText(median)]),
    ...causes.map(({ id, trials, median }) => [titleOf(condition), id, `${trials} starts${median === null ? '' : `, ${exactSeconds(median.seconds)}`}`]),
  ]);
  return { title: 'What their logs say', head: ['condition', 'phase or cause', 'median'], rows };
};

/** What a reproduction shows, as tables for a document; those that would be empty are left out. */
export const sectionsOf = (reproduction: Reproduction): Section[] =>
  [
    stageSection(reproduction),
    ...runSections(reproduction),
    atOnceSection(reproduction),
    changeSection(reproduction),
    ...scenarioSections(reproduction),
    diagnosisSection(reproduction),
  ].filter(({ rows }) => rows.length > 0);

/** What was started, where, and how often: a line each. */
export const factLines = (reproduction: Reproduction): string[] => {
  const { model, service, machine, trials, seconds, settings, peakBytes } = reproduction;
  const creation = creationSentence(reproduction);
  return [
    service === null
      ? `${model?.path ?? ''} (${formatBytes(model?.bytes ?? 0)}), onnxruntime-node ${machine.onnxruntime}, Node ${machine.node}`
      : service.command,
    `${machine.processor}, ${machine.cores} cores, ${machine.platform}${machine.load === null ? '' : `, load ${machine.load.before.toFixed(1)} to ${machine.load.after.toFixed(1)}`}${peakBytes === null ? '' : `, peak memory ${formatBytes(peakBytes)}`}`,
    `${trials.length} trials in ${exactSeconds(seconds)}, in random order, --seed ${settings.seed}`,
    ...(creation === null ? [] : [creation]),
  ];
};
