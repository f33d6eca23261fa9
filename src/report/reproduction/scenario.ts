import type { Reproduction, ScenarioCause } from '../../model/reproduction.js';
import { wrap } from '../drawing/layout.js';
import type { Palette } from '../drawing/palette.js';
import { table } from '../text/table.js';
import { exactSeconds, medianText } from './figures.js';

const outcomes = { reproduced: 'reproduced', 'other-hardware': 'not here', 'not-reproduced': 'did not come up' } as const;

const causeText = ({ id, outcome, why, trials }: ScenarioCause, all: number): string => {
  const how = outcome === 'reproduced' ? ` in ${trials} of ${all} trials` : why === null ? '' : `: it ${why}`;
  return `${id} · ${outcomes[outcome]}${how}`;
};

/** What the log shows of a start beside what the trials show, and which of its causes came up. */
export const scenarioTable = ({ scenario, conditions }: Reproduction, width: number, palette: Palette): string[] => {
  if (scenario === null) return [];
  const title = conditions.find(({ id }) => id === scenario.condition)?.title ?? scenario.condition;
  const rows = scenario.phases.map(({ phase, scope, observedSeconds, reproduced }) => [
    `${phase} · ${scope}`,
    observedSeconds === null ? '–' : exactSeconds(observedSeconds),
    reproduced === null ? '–' : medianText(reproduced),
  ]);
  const loading =
    scenario.loading === null
      ? ''
      : `, loaded ${scenario.loading === 'eager' ? 'before ready' : scenario.loading === 'lazy' ? 'by a request' : 'in part by a request'}`;
  const atOnce = scenario.requestsAtOnce === null ? ', no two requests at once' : `, ${scenario.requestsAtOnce} first requests at once`;
  return [
    '',
    palette.strong('Observed and reproduced'),
    ...wrap(`${scenario.boot} (${scenario.verdict}${loading}${atOnce}) beside ${scenario.trials} trials, ${title}`, width - 2).map((line) =>
      palette.faint(`  ${line}`),
    ),
    ...table([['', 'observed', 'reproduced'], ...rows], -1, () => palette.faint),
    ...scenario.causes.flatMap((cause) => wrap(causeText(cause, scenario.trials), width - 2)).map((line) => `  ${line}`),
  ];
};
