import { shareWords } from '../diagnose/words.js';
import { UserError } from '../model/user-error.js';
import { sanitize } from '../report/escape/sanitize.js';
import { redacted } from '../report/redaction/redact.js';
import { mendOfName } from '../rules/near-name.js';
import { type Emit, emitters } from '../warm/emit/emitters.js';
import { type Buckets, parseBuckets } from '../warm/plan/buckets.js';
import { type Draft, draftPlan } from '../warm/plan/draft.js';
import { loadPlan } from '../warm/plan/load.js';
import { usualCover, usualHeadroom } from '../warm/plan/plan.js';
import { readPlan } from '../warm/plan/read.js';
import { parseShapes, shapesByHand } from '../warm/plan/shapes-by-hand.js';
import { planText } from '../warm/plan/text.js';
import { collected, createCommand, wholeNumber } from './command-line.js';
import { complain } from './errors.js';
import { readBoots } from './input/read-boots.js';
import { aboveZero, amount, oneOf, type Range } from './options/option-values.js';
import { readRuleSet } from './options/rule-set.js';
import { readThresholds } from './options/thresholds.js';
import { isModel, measuredIn, modelAmong, trafficIn } from './plan/sources.js';
import { status } from './status.js';
import type { Io, Run } from './terminal/io.js';

type Options = {
  readonly traffic?: readonly string[];
  readonly cover?: number;
  readonly buckets?: Buckets;
  readonly headroom?: number;
  readonly memory?: number;
  readonly device?: 'cuda' | 'cpu';
  readonly rules?: readonly string[];
  readonly shape?: readonly string[];
  readonly measured?: readonly string[];
  readonly plan?: string;
  readonly pool?: string;
  readonly start?: number;
  readonly service?: number;
  readonly slo?: number;
  readonly slots?: number;
  readonly emit?: () => Promise<Emit>;
};

const cover: Range = { fits: (share) => share > 0 && share <= 1, mend: 'more than 0% and at most 100%' };
const headroomRange: Range = { fits: (share) => share < 1, mend: 'less than 100%' };

const time = (option: string) => amount(option, 'seconds', aboveZero('seconds'));

const parseEmit = (name: string): (() => Promise<Emit>) => {
  const emitter = emitters.get(name);
  if (emitter !== undefined) return emitter;
  throw new UserError(`--emit ${name}: there is no such artefact; ${mendOfName(name, emitters.keys(), `there are ${[...emitters.keys()].join(', ')}`)}`);
};

const epilogue = `
Examples:
  coldcase plan server.log > warmup.yaml
  coldcase plan server.log --traffic requests.csv --cover 99% --buckets 128,256,512
  coldcase plan model.onnx --shape batch=1,8 --device cuda
  coldcase plan --pool traffic.csv --start 45s --service 120ms --slo 500ms
  coldcase plan --plan warmup.yaml --emit pytorch > warmup.py
  coldcase warm warmup.yaml --target http://localhost:8000 --protocol openai
`;

const planCommand = (io: Io) =>
  createCommand('coldcase plan', io)
    .usage('[options] [PATH…|-]')
    .description('Writes the plan of a warmup: what to load in which order, which shapes to run, within which memory. Its comments say why.')
    .argument('[PATH...]', 'logs of a start, or reports of --format json: files, folders, globs; - or a pipe is standard input; a .onnx file for its inputs')
    .option(
      '--traffic <file>',
      'requests: an access log, spans of OTLP, CSV or JSON lines with batch, sequence, height, width, count, seconds, peak_bytes (may repeat)',
      collected,
    )
    .option('--cover <share>', 'warm what covers this much of the requests: 99% unless given', amount('--cover', 'share', cover))
    .option(
      '--buckets <sizes>',
      'sizes that the service pads to: 128,256,512 of sequences, or batch=1,2,4 (may repeat)',
      (text: string, previous: Buckets | undefined) => ({ ...previous, ...parseBuckets(text) }),
    )
    .option('--shape <sizes...>', 'plan these sizes however rare, as in --shape batch=1,8 sequence=128; each combination is a shape')
    .option('--measured <file>', 'what coldcase warm --format json measured, for times and memory (may repeat)', collected)
    .option('--headroom <share>', 'keep this much of the memory limit free: 25% unless given', amount('--headroom', 'share', headroomRange))
    .option('--memory <size>', 'the memory that there is, as in 16GiB, where no log states it', amount('--memory', 'bytes', aboveZero('bytes')))
    .option('--device <which>', 'cuda or cpu, where the log does not tell, or the plan is for another machine', oneOf('--device', ['cuda', 'cpu']))
    .option('--rules <dir>', 'rules of your own, added to the built-in ones or in their place (may repeat)', collected)
    .option('--emit <artefact>', `write what puts the plan to work instead: ${[...emitters.keys()].join(', ')}`, parseEmit)
    .option('--plan <file>', 'with --emit or --pool: from this plan, and no log')
    .option('--pool <curve>', 'the size of a warm pool for a curve of traffic instead: CSV with time and rate, or requests')
    .option('--start <time>', 'with --pool: from asking for a replica until it is warm; what the plan says unless given', time('--start'))
    .option('--service <time>', 'with --pool: what a warm replica takes for a request; what the plan says unless given', time('--service'))
    .option('--slo <time>', 'with --pool: what the 95th percentile is to stay under', time('--slo'))
    .option('--slots <count>', 'with --pool: requests that a replica serves at once: 1 unless given', wholeNumber('--slots'))
    .addHelpText('after', epilogue);

const noShapes = (draft: Draft): string => {
  if (draft.covered.lazy.some(({ reason }) => reason === 'over-memory'))
    return 'every shape is over the bound of memory; give a smaller --headroom, or more memory';
  if (draft.covered.lazy.some(({ reason }) => reason === 'not-taken'))
    return 'the model takes none of these shapes; give the model that serves this traffic, or sizes that it takes by --shape';
  if (draft.covered.lazy.length > 0) return 'every shape is larger than the largest bucket; give --buckets that hold them';
  return 'no shape of a request is known from this; give requests by --traffic, or a log that names batch or sequence';
};

/** `coldcase plan [PATH…|-]` */
export const runPlan: Run = async (args, io) => {
  const command = planCommand(io).parse([...args], { from: 'user' });
  const options = command.opts<Options>();
  const { traffic = [], measured = [], emit } = options;
  const { pool } = options;
  if (pool !== undefined) {
    const { runPool } = await import('./plan/pool.js');
    return runPool({ ...options, pool }, io);
  }
  if (options.plan !== undefined) {
    if (emit === undefined) throw new UserError('--plan is a plan already; give --emit with what to make of it');
    if (command.args.length + traffic.length > 0) throw new UserError('--plan takes no logs, models or traffic beside it; take them, or --plan, out');
    io.stdout.write((await emit())(await readPlan(options.plan)));
    return status.done;
  }
  const given = parseShapes(options.shape ?? []);
  const isAsked = options.shape !== undefined;
  const isPiped = io.stdin.isTTY !== true && traffic.length === 0 && !isAsked;
  if (command.args.length === 0 && traffic.length === 0 && !isAsked && !isPiped) {
    command.outputHelp({ error: true });
    return status.wrong;
  }
  const requests = await trafficIn(traffic, io);
  const { cover: share = usualCover, buckets = {}, headroom = usualHeadroom, device = null } = options;
  const model = await modelAmong(command.args, given, buckets);
  const points = await measuredIn(measured);
  const paths = command.args.length === 0 && isPiped ? ['-'] : command.args.filter((path) => !isModel(path));
  const rules = await readRuleSet(options.rules ?? []);
  const thresholds = await readThresholds(
    undefined,
    rules.causes.map(({ id }) => id),
  );
  const { report, problems, isInterrupted } = await readBoots(paths, { rules, thresholds, isQuiet: false }, io);
  if (isInterrupted) return status.interrupted;
  if (problems > 0) return status.wrong;
  const asked = isAsked ? (model?.shapes ?? shapesByHand(given)) : [];
  const draft = draftPlan(redacted(report.boots), requests, {
    share,
    buckets,
    headroom,
    device,
    model,
    asked,
    measured: points,
    limitBytes: options.memory ?? null,
  });
  if (draft.covered.shapes.length === 0) throw new UserError(noShapes(draft));
  const { share: covered } = draft.covered;
  if (requests.length > 0 && covered !== null && covered < share * (1 - 1e-9))
    complain(
      io,
      `these shapes cover ${shareWords(covered)} of the requests, and ${shareWords(share)} were asked for; the comments of the plan say what is left out`,
    );
  const source = [...paths, ...command.args.filter(isModel), ...traffic, ...measured, ...(isAsked ? ['--shape'] : [])]
    .map((path) => (path === '-' ? 'standard input' : path))
    .join(', ');
  const text = sanitize(planText(draft, source, requests.length > 0));
  // A plan of ours that we could not read would be a bug: better found here than by a warmup.
  const plan = loadPlan('standard output', text);
  io.stdout.write(emit === undefined ? text : (await emit())(plan));
  return status.done;
};
