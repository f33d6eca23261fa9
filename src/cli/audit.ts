import { toolVersion } from '../model/tool.js';
import { UserError } from '../model/user-error.js';
import { renderJson } from '../report/json.js';
import { redacted } from '../report/redaction/redact.js';
import { auditVerdict, scalingAudit } from '../warm/audit/audit.js';
import { clock } from '../warm/clock.js';
import { fewestRequests } from '../warm/load/bounds.js';
import { type Plan, type PlannedShape, usualDeadlineSeconds, usualHeadroom, usualSteady } from '../warm/plan/plan.js';
import { readPlan } from '../warm/plan/read.js';
import type { Target } from '../warm/target/target.js';
import { type Audited, type AuditOptions, auditOne, auditStarted } from './audit/checks.js';
import { auditText } from './audit/text.js';
import { collected, createCommand, wholeNumber } from './command-line.js';
import { complain } from './errors.js';
import { httpUrl } from './options/http-url.js';
import { aboveZero, amount, oneOf, type Range, textOrJsonOption, timeOption } from './options/option-values.js';
import { status } from './status.js';
import type { Io, Run } from './terminal/io.js';
import { targetOf } from './warm/target.js';

type Options = AuditOptions & {
  readonly plan?: string;
  readonly undecided?: 'pass' | 'fail';
  readonly format: 'text' | 'json';
  readonly quiet?: boolean;
};

const atLeast = (least: number): Range => ({ fits: (value) => value >= least, mend: `${least}s or more` });

const epilogue = `
Exit status: 0 every check passed; 1 one failed; 2 the command line or a file is wrong; 3 one could not be decided; 130 interrupted.

Examples:
  coldcase audit http://localhost:8000 --protocol openai --plan warmup.yaml
  coldcase audit 'http://localhost:{port}/predict' --protocol json --template request.json --start 'python serve.py --port {port}' --replicas 3
`;

const auditCommand = (io: Io) =>
  createCommand('coldcase audit', io)
    .usage('[options] URL')
    .description('Asks a running service whether it is warm: first against second request, memory, p95 while replicas come up, tokenizer, requests at once.')
    .argument('<URL>', 'the service; with --start it has {port} in it')
    .option('--plan <file>', 'the shapes to ask for, and the protocol, from a plan; without it one of no size')
    .option('--protocol <name>', 'openai, kserve, tf-serving, torchserve or json; without it what the plan says')
    .option('--model <name>', 'the name of the model there; without it what the plan says')
    .option('--template <file>', 'for json and torchserve: the body of a request with placeholders such as "{{text}}"')
    .option('--header <header>', 'sent with each request, as in "authorization: Bearer KEY" (may repeat)', collected)
    .option('--start <line>', 'a command line that starts a replica on {port}: they are started here, from none to --replicas')
    .option('--ready <path>', 'with --start: a replica is ready once this answers 200; without it once it answers anything')
    .option('--replicas <count>', 'with --start: how many', wholeNumber('--replicas'), 3)
    .option('--rate <count>', 'with --start: requests a second to each', wholeNumber('--rate'), 10)
    .addOption(timeOption('--window <time>', 'with --start: how long each number of replicas is loaded', atLeast(1), 10))
    .addOption(timeOption('--deadline <time>', 'how long an answer may take; with --start, a replica to be ready too', aboveZero('seconds'), 600))
    .addOption(timeOption('--idle <time>', 'for how long the service is left alone before its first request; 0s leaves that out', atLeast(0), 10))
    .option('--at-once <count>', 'how many requests at once are compared with requests one by one', wholeNumber('--at-once'), 4)
    .option('--pid <pid>', 'the process of the service; without it who listens on that port of this machine', wholeNumber('--pid'))
    .option('--memory-limit <size>', 'in place of what its control group, or the machine, sets', amount('--memory-limit', 'bytes', aboveZero('bytes')))
    .option('--undecided <verdict>', 'what status 3 counts as: pass or fail', oneOf('--undecided', ['pass', 'fail']))
    .addOption(textOrJsonOption())
    .option('-q, --quiet', 'no progress on standard error')
    .addHelpText('after', epilogue);

const noShape: PlannedShape = { shape: {}, share: null, firstSeconds: null, steadySeconds: null, peakBytes: null };

const planOf = async (file: string | undefined): Promise<Plan> =>
  file === undefined
    ? {
        placement: null,
        components: [],
        inputs: [],
        shapes: [noShape],
        buckets: {},
        memory: { peakBytes: null, limitBytes: null, headroom: usualHeadroom },
        steady: usualSteady,
        deadlineSeconds: usualDeadlineSeconds,
        target: { protocol: null, model: null },
      }
    : readPlan(file);

const checkOptions = (url: string, { start, window, rate }: Options): void => {
  const hasPort = url.includes('{port}');
  if (httpUrl(url.replaceAll('{port}', '1')) === null) throw new UserError(`${url}: give the URL of a service, as in http://localhost:8000`);
  if (start === undefined && hasPort) throw new UserError(`${url}: {port} is for replicas that --start starts; give --start, or the port itself`);
  if (start === undefined) return;
  if (!hasPort || !start.includes('{port}')) throw new UserError('--start: the URL and the command line need {port} in them, where each replica gets its own');
  const fewest = fewestRequests({ p95Seconds: 1, errorShare: 0, confidence: 0.95 });
  if (window * rate < fewest) throw new UserError(`--window ${window}s: ${window * rate} requests show no p95, ${fewest} do; give more, or a higher --rate`);
};

/** `coldcase audit URL` */
export const runAudit: Run = async (args, io) => {
  const command = auditCommand(io).parse([...args], { from: 'user' });
  const options = command.opts<Options>();
  const [url = ''] = command.args;
  checkOptions(url, options);
  const plan = await planOf(options.plan);
  const at = (port: number | null): string => url.replaceAll('{port}', String(port ?? 1));
  const targetAt = (port: number | null): Promise<Target> => targetOf({ ...options, target: at(port) }, plan, clock, io);
  const target = await targetAt(null);
  const stop = new AbortController();
  const forget = io.onSignal(['SIGINT', 'SIGTERM'], () => stop.abort('was interrupted'));
  const tell = (words: string): void => {
    if (options.quiet !== true && !stop.signal.aborted) complain(io, words);
  };
  const audited: Audited = { plan, options, targetAt, urlAt: (port) => new URL(at(port)), signal: stop.signal, tell };
  try {
    const items =
      options.start === undefined
        ? [...(await auditOne(target, null, audited)), scalingAudit([], null, 'replicas are started by --start only')]
        : await auditStarted(options.start, audited, io);
    if (stop.signal.aborted) return status.interrupted;
    const told = redacted(items);
    const verdict = auditVerdict(told);
    io.stdout.write(
      options.format === 'json' ? renderJson({ schemaVersion: 1, tool: { name: 'coldcase', version: toolVersion }, verdict, audit: told }) : auditText(told),
    );
    const undecided = { pass: status.done, fail: status.failed }[options.undecided ?? 'pass'];
    if (verdict === 'unknown') return options.undecided === undefined ? status.undecided : undecided;
    return verdict === 'pass' ? status.done : status.failed;
  } finally {
    forget();
  }
};
