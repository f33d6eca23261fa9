import { dirname, isAbsolute, join } from 'node:path';
import { Option } from 'commander';
import { durationWords } from '../diagnose/words.js';
import { choose, overWords } from '../fleet/simulate/choose.js';
import { forecast } from '../fleet/simulate/forecast.js';
import { loadScenario } from '../fleet/simulate/load.js';
import { type Measured, measuredIn, nothingMeasured } from '../fleet/simulate/measured.js';
import { reproducedIn, withReproduced } from '../fleet/simulate/reproduced.js';
import type { Scenario } from '../fleet/simulate/scenario.js';
import type { Simulation } from '../model/simulation.js';
import { toolVersion } from '../model/tool.js';
import { readTextFile } from '../read/text-file.js';
import { redacted } from '../report/redaction/redact.js';
import type { Format, RenderSimulation } from '../report/registry.js';
import { collected, createCommand, wholeNumber } from './command-line.js';
import { complain } from './errors.js';
import { arrivalsIn } from './input/arrivals-in.js';
import { readBoots } from './input/read-boots.js';
import { reproductionAmong } from './input/reproduction-file.js';
import { formatNamed, formatsThat, parseOutput, refuseSharedFiles, showIn, writeOutputs } from './options/formats.js';
import { amount, formatOption } from './options/option-values.js';
import { readRuleSet } from './options/rule-set.js';
import { readThresholds } from './options/thresholds.js';
import { status } from './status.js';
import type { Io, Run } from './terminal/io.js';
import { layoutOf } from './terminal/terminal.js';
import { createWaitingLine } from './terminal/waiting-line.js';

type Options = {
  readonly from?: readonly string[];
  readonly rules?: readonly string[];
  readonly thresholds?: string;
  readonly precision: number;
  readonly maxReplications: number;
  readonly seed: number;
  readonly format: string;
  readonly output?: readonly string[];
  readonly quiet?: boolean;
  readonly color: boolean;
};

const simulationFormats = formatsThat(({ loadSimulation }) => loadSimulation);
const simulationShow = (format: Format): Promise<RenderSimulation> => showIn(format, ({ loadSimulation }) => loadSimulation, 'a forecast');

const precision = new Option(
  '--precision <share>',
  'replicate until half the interval of each latency is this share of it, and it is plain which strategies keep the objective',
)
  .argParser(amount('--precision', 'share', { fits: (share) => share >= 0.001 && share <= 1, mend: 'from 0.1% to 100%' }))
  .default(0.05, '5%');

const epilogue = `
Examples:
  coldcase simulate scale-out.yaml
  coldcase simulate scale-out.yaml --from logs/ --format json > forecast.json
`;

const simulateCommand = (io: Io) =>
  createCommand('coldcase simulate', io)
    .usage('[options] SCENARIO')
    .description(
      'Forecasts a scale-out by discrete events: the latency over time of each strategy, what it costs, and the cheapest one that keeps the objective.',
    )
    .argument('<SCENARIO>', 'a YAML file: arrivals, service, start, autoscaler, objective, strategies')
    .option(
      '--from <path>',
      'logs, their reports of --format json, or that of a reproduction: they give what the scenario leaves out, starts, cold work, request times (may repeat)',
      collected,
    )
    .option('--rules <dir>', 'rules of your own, added to the built-in ones or in their place (may repeat)', collected)
    .option('--thresholds <which>', 'fine (for small models and serverless functions) or a YAML file with thresholds of causes')
    .addOption(precision)
    .option('--max-replications <number>', 'at most so many replications', wholeNumber('--max-replications'), 40)
    .option('--seed <number>', 'another one gives other chance', wholeNumber('--seed'), 1)
    .addOption(formatOption(simulationFormats))
    .option('-o, --output <format=path>', 'also write it into a file (may repeat)', collected)
    .option('-q, --quiet', 'only the sentence; no progress')
    .addHelpText('after', epilogue);

/** What measured boots and a reproduction show; null where an input could not be read, which was told then. */
const measuredFrom = async (options: Options, io: Io): Promise<Measured | null> => {
  const { reproduction, others } = await reproductionAmong(options.from ?? []);
  const logs = await measuredInLogs(others, options, io);
  return logs === null || reproduction === null ? logs : withReproduced(logs, reproducedIn(reproduction));
};

const measuredInLogs = async (paths: readonly string[], options: Options, io: Io): Promise<Measured | null> => {
  if (paths.length === 0) return nothingMeasured;
  const rules = await readRuleSet(options.rules ?? []);
  const thresholds = await readThresholds(
    options.thresholds,
    rules.causes.map(({ id }) => id),
  );
  const { report, problems, isInterrupted } = await readBoots(paths, { rules, thresholds, isQuiet: options.quiet === true }, io);
  return problems > 0 || isInterrupted ? null : measuredIn(report.boots);
};

const parts = ({ boots }: Measured): Simulation['scenario']['measured'] =>
  Object.entries(boots).flatMap(([part, count]) => (count === 0 ? [] : [{ part, boots: count }]));

const remarksOn = (isPrecise: boolean, replications: number): string[] =>
  isPrecise ? [] : [`Ended after ${replications} replications, before the intervals were as narrow as asked; --max-replications takes more.`];

const summaryOf = (scenario: Scenario, made: Pick<Simulation, 'strategies' | 'chosen'>): string => {
  const [first] = made.strategies;
  if (first === undefined) return '';
  const { quantile, seconds } = scenario.objective;
  const worst = first.worst.latency.value;
  const peak = worst === null ? 'requests are lost' : `p${Number((quantile * 100).toFixed(3))} reaches ${durationWords(worst)}`;
  const before = `\`${first.name}\`: ${peak}, and ${overWords(first, durationWords(seconds))}`;
  if (first.keeps) return `\`${first.name}\` keeps the objective: ${peak} at most.`;
  return made.chosen === null ? `${before}; no strategy keeps the objective.` : `${before}; \`${made.chosen}\` keeps the objective.`;
};

/** `coldcase simulate SCENARIO` */
export const runSimulate: Run = async (args, io) => {
  const command = simulateCommand(io).parse([...args], { from: 'user' });
  const options = command.opts<Options>();
  const [file = ''] = command.args;
  const outputs = (options.output ?? []).map(parseOutput);
  await refuseSharedFiles(outputs, command.args);
  const show = await simulationShow(formatNamed(options.format, simulationFormats));
  for (const { format } of outputs) await simulationShow(format);
  const text = await readTextFile(file, 'scenario', 'docs/simulate.md shows one');
  const measured = await measuredFrom(options, io);
  if (measured === null) return status.wrong;
  const beside = (path: string): string => (isAbsolute(path) ? path : join(dirname(file), path));
  const scenario = await loadScenario(file, text, { measured, arrivalsIn: (path) => arrivalsIn(beside(path), io) });
  const controller = new AbortController();
  const forget = io.onInterrupt(() => controller.abort());
  const line = createWaitingLine(io, options.quiet !== true, '{replications} of at most {most} replications; Ctrl-C ends with what there is');
  const made = await forecast(scenario, {
    seed: options.seed,
    precision: options.precision,
    mostReplications: options.maxReplications,
    onProgress: (replications) => line.update({ replications, most: options.maxReplications }),
    isInterrupted: () => controller.signal.aborted,
    // A turn of the loop, so that Ctrl-C is heard.
    pause: () => new Promise((resolve) => setImmediate(resolve)),
  }).finally(() => {
    forget();
    line.stop();
  });
  if (made.replications === 0) return status.interrupted;
  const { chosen, reason } = choose(made.strategies, scenario.objective);
  const answer: Simulation = redacted({
    schemaVersion: 1,
    tool: { name: 'coldcase', version: toolVersion },
    summary: summaryOf(scenario, { strategies: made.strategies, chosen }),
    scenario: {
      file,
      durationSeconds: scenario.durationSeconds,
      windowSeconds: scenario.windowSeconds,
      objective: scenario.objective,
      requestsPerReplication: made.requestsPerReplication,
      measured: parts(measured),
    },
    seed: options.seed,
    replications: made.replications,
    isPrecise: made.isPrecise,
    chosen,
    reason,
    strategies: made.strategies,
    remarks: remarksOn(made.isPrecise, made.replications),
  });
  const render = await layoutOf(io, options.color, options.quiet === true);
  io.stdout.write(show(answer, render));
  const unwritten = await writeOutputs(outputs, simulationShow, answer, render);
  for (const { message } of unwritten) complain(io, message);
  if (controller.signal.aborted) return status.interrupted;
  return unwritten.length > 0 ? status.wrong : status.done;
};
