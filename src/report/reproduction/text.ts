import type { Reproduction } from '../../model/reproduction.js';
import { wrap } from '../drawing/layout.js';
import { sanitize } from '../escape/sanitize.js';
import { mapTexts } from '../escape/texts.js';
import { formatBytes } from '../quantity.js';
import { readableWidth, type TextOptions } from '../text/options.js';
import { atOnceTable } from './at-once.js';
import { changeTable } from './changes.js';
import { diagnosisTable } from './diagnosis.js';
import { exactSeconds } from './figures.js';
import { idleTable } from './idle.js';
import { scenarioTable } from './scenario.js';
import { shapeTable } from './shapes.js';
import { stageChart, stageTable } from './stages.js';

const subjectOf = ({ model, service, machine }: Reproduction): string => {
  if (service !== null) {
    const request = service.request === null ? '' : `, then ${formatBytes(service.request.bytes)} to ${service.request.url}`;
    return `\`${service.command}\` · ready by ${service.readyUrl}${request}`;
  }
  if (model === null) return '';
  const opset = model.opset === null ? '' : `, opset ${model.opset}`;
  return `${model.path} (${formatBytes(model.bytes)}${opset}) · onnxruntime-node ${machine.onnxruntime}, Node ${machine.node}`;
};

const facts = (reproduction: Reproduction): string[] => {
  const { machine, conditions, trials, seconds, settings, peakBytes } = reproduction;
  const counts = conditions.map(({ title, trials: own }) => `${own} ${title}`).join(', ');
  const limit = machine.memoryLimitBytes === null ? '' : ` of ${formatBytes(machine.memoryLimitBytes)} allowed`;
  const load = machine.load === null ? '' : `, load ${machine.load.before.toFixed(1)} to ${machine.load.after.toFixed(1)}`;
  const peak = peakBytes === null ? '' : ` · peak memory ${formatBytes(peakBytes)}${limit}`;
  return [
    subjectOf(reproduction),
    `${machine.processor}, ${machine.cores} cores, ${machine.platform}${load}${peak}`,
    `${trials.length} trials in ${exactSeconds(seconds)} (${counts}), in random order, --seed ${settings.seed}`,
  ];
};

/**
 * A reproduction for a terminal: a sentence; the stages of a cold start to scale, then cold beside warm; the runs of each shape; what limits
 * it. Pure; nothing that a model holds reaches the terminal raw.
 */
export const renderReproductionText = (given: Reproduction, options: TextOptions): string => {
  const reproduction = mapTexts(given, sanitize);
  const { palette } = options;
  const width = Math.min(readableWidth, Math.max(60, options.width));
  const summary = wrap(reproduction.summary, width).map(palette.strong);
  if (options.isBrief === true) return `${summary.join('\n')}\n`;
  const [coldest] = reproduction.conditions;
  const lines = [
    ...summary,
    ...facts(reproduction).flatMap((line) => wrap(line, width).map(palette.faint)),
    ...(coldest === undefined ? [] : ['', palette.strong(`A cold start  ${coldest.title}`), ...stageChart(coldest, width, palette)]),
    ...stageTable(reproduction, width, palette),
    ...shapeTable(reproduction, width, palette),
    ...atOnceTable(reproduction, width, palette),
    ...idleTable(reproduction, palette),
    ...changeTable(reproduction, width, palette),
    ...scenarioTable(reproduction, width, palette),
    ...diagnosisTable(reproduction, width, palette),
    ...(reproduction.remarks.length === 0 ? [] : ['']),
    ...reproduction.remarks.flatMap((remark) => wrap(remark, width, '· ')),
  ];
  return `${lines.join('\n')}\n`;
};
