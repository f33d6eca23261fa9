import { readdir, readFile, readlink } from 'node:fs/promises';
import { UserError } from '../../model/user-error.js';
import { askAtOnce, askFirst, askText } from '../../warm/audit/ask.js';
import { concurrencyAudit, firstAudit, memoryAudit, type ServiceAudit, scalingAudit, tokenizerAudit } from '../../warm/audit/audit.js';
import { listenerOf, memoryOf } from '../../warm/audit/process-memory.js';
import { scaleUp } from '../../warm/audit/scale.js';
import { clock, sleep } from '../../warm/clock.js';
import type { Plan } from '../../warm/plan/plan.js';
import { readSystemText } from '../../warm/system-text.js';
import { getStatus } from '../../warm/target/get-status.js';
import { send } from '../../warm/target/send.js';
import type { Target } from '../../warm/target/target.js';
import type { Io } from '../terminal/io.js';
import type { TargetOptions } from '../warm/target.js';
import { type LocalReplica, type ReplicaSettings, startReplica } from './replica.js';
import { withinDeadline } from './within-deadline.js';

export type AuditOptions = Omit<TargetOptions, 'target' | 'command'> & {
  readonly start?: string;
  readonly ready?: string;
  readonly replicas: number;
  readonly rate: number;
  readonly window: number;
  readonly idle: number;
  readonly atOnce: number;
  readonly pid?: number;
  readonly memoryLimit?: number;
  readonly deadline: number;
};

const proc = {
  readText: readSystemText,
  list: (path: string) => readdir(path).catch(() => []),
  linkOf: (path: string) => readlink(path).catch(() => null),
};

/** Where the service's requests carry text, so that a tokenizer has something to do. */
const hasText = async ({ protocol, template }: AuditOptions, plan: Plan): Promise<boolean> => {
  if ((protocol ?? plan.target.protocol) === 'openai') return true;
  return template !== undefined && /\{\{\s*texts?\s*\}\}/.test(await readFile(template, 'utf8'));
};

const isLocal = ({ hostname }: URL): boolean => /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(hostname);

const portOf = ({ port, protocol }: URL): number => (port === '' ? (protocol === 'https:' ? 443 : 80) : Number(port));

export type Audited = {
  readonly plan: Plan;
  readonly options: AuditOptions;
  readonly targetAt: (port: number | null) => Promise<Target>;
  readonly urlAt: (port: number | null) => URL;
  readonly signal: AbortSignal;
  readonly tell: (words: string) => void;
};

/** The checks of one service; `pid` is null where it was not started here. */
export const auditOne = async (service: Target, pid: number | null, { plan, options, urlAt, signal, tell }: Audited): Promise<ServiceAudit[]> => {
  const target = withinDeadline(service, options.deadline);
  const shapes = plan.shapes.map(({ shape }) => shape);
  const isNew = options.start !== undefined;
  tell(options.idle > 0 ? `first requests, then ${options.idle} s of nothing` : 'first requests');
  const first = await askFirst(shapes, target, isNew, { seconds: options.idle, sleep }, signal);
  tell('requests at once');
  const atOnce = await askAtOnce(shapes, target, options.atOnce, signal);
  const text = (await hasText(options, plan)) ? await askText(target, options.atOnce, signal) : { problem: 'its requests carry no text' };
  const url = urlAt(null);
  const own = pid ?? options.pid ?? (isLocal(url) ? await listenerOf(portOf(url), proc) : null);
  const memory =
    own === null
      ? { problem: 'its process is not known: it runs elsewhere, or as another user; give --pid on its machine' }
      : await memoryOf(own, options.memoryLimit ?? null, proc);
  return [firstAudit(first.found, first.why), memoryAudit(memory), tokenizerAudit(text), concurrencyAudit(atOnce, options.atOnce)];
};

const replicaSettings = (line: string, { options, targetAt, urlAt, signal }: Audited): ReplicaSettings => ({
  line,
  targetAt,
  isReady: async (port, target, own) => {
    if (options.ready === undefined) return target.isAlive(own);
    return (await getStatus(send, new URL(options.ready, urlAt(port)), {}, own)) === 200;
  },
  patienceSeconds: options.deadline,
  clock,
  sleep,
  signal,
});

const sentence = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** The same of a replica that is started for it, then p95 while replicas come up from none. */
export const auditStarted = async (line: string, audited: Audited, io: Io): Promise<ServiceAudit[]> => {
  const { plan, options, signal, tell } = audited;
  const settings = replicaSettings(line, audited);
  tell('a replica is started');
  const alone = await startReplica(settings, io).catch((error: unknown) => {
    throw new UserError(`--start: ${sentence(error)}`);
  });
  const items = await auditOne(alone.target, alone.pid, audited).finally(alone.stop);
  const started: LocalReplica[] = [];
  try {
    const { windows, steady } = await scaleUp({
      replicas: options.replicas,
      ratePerSecond: options.rate,
      windowSeconds: options.window,
      timeoutSeconds: options.deadline,
      shapes: plan.shapes,
      startReplica: async () => {
        tell(`replica ${started.length + 1} of ${options.replicas}`);
        const one = await startReplica(settings, io);
        started.push(one);
        return one.target;
      },
      clock,
      sleep,
      signal,
    });
    return [...items, scalingAudit(windows, steady, null)];
  } catch (error) {
    return [...items, scalingAudit([], null, sentence(error))];
  } finally {
    await Promise.all(started.map(({ stop }) => stop()));
  }
};
