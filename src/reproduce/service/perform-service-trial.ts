import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { StageName, Trial, TrialDiagnosis, TrialRuns, TrialStage } from '../../model/reproduction.js';
import type { Bytes, Seconds } from '../../model/units.js';
import type { Condition } from '../conditions.js';
import { withDeadline } from '../deadline.js';
import { oneLine } from '../one-line.js';
import { evicted, type PageCacheControl } from '../page-cache.js';
import type { Ask } from './ask.js';
import { lastWords } from './last-words.js';
import type { Answered, RunningService, Service, ServiceRequest, ServiceStart } from './service.js';
import type { StartService } from './start-service.js';

/** What the trials of a service need of the machine, handed in. */
export type ServiceWorld = {
  readonly start: StartService;
  readonly ask: Ask;
  readonly pages: PageCacheControl;
  /** What the log of one start says of it; null where it says nothing. */
  readonly diagnose: (log: string) => Promise<TrialDiagnosis | null>;
  readonly signal: AbortSignal;
  /** Where the logs are kept until the end. */
  readonly folder: string;
  readonly timeoutSeconds: Seconds;
  /** Waited before a request each, at the end of trials of the base and of the same again. */
  readonly idleSeconds: readonly Seconds[];
  /** First requests that are sent together. */
  readonly requestsAtOnce: number;
};

/** Enough for a steady state; fewer where a request takes long. */
const laterRequests = { least: 4, most: 30, seconds: 3 } as const;
/** Short beside any start, and long enough not to take a core from it. */
const pollMilliseconds = 10;

/** Ends a trial with why it counts for nothing. */
class Failed extends Error {}

type Ended = { failure: string | null; wasKilled: boolean };
type Reached = {
  readonly stages: TrialStage[];
  runs: TrialRuns | null;
  atOnce: Trial['atOnce'];
  readonly idle: { readonly idleSeconds: Seconds; readonly seconds: Seconds }[];
};

const address = ({ host }: URL): string => host;

/** What a service says of a request that it does not take, and where requests go. */
const refusal = ({ url }: ServiceRequest, { status, text }: Answered): string => {
  const said = oneLine(text);
  const mend = status === 404 || status === 405 ? '; say where requests go, as in --path /predict' : '';
  return `POST ${url.pathname} answered ${status}${said === '' ? '' : `: ${said}`}${mend}`;
};

const untilBound = async (service: Service, ask: Ask, signal: AbortSignal): Promise<void> => {
  while (!(await ask.isBound(service.ready, signal))) await delay(pollMilliseconds, undefined, { signal });
};

/** A server that is bound and hangs up, or answers that it is not ready, is asked again. */
const untilReady = async (service: Service, ask: Ask, signal: AbortSignal): Promise<void> => {
  for (;;) {
    const answer = await ask.get(service.ready, signal).catch((error: unknown) => {
      if (signal.aborted) throw error;
      return null;
    });
    if (answer !== null && answer.status >= 200 && answer.status < 300) return;
    await delay(pollMilliseconds, undefined, { signal });
  }
};

const posted = async (request: ServiceRequest, ask: Ask, signal: AbortSignal): Promise<Answered> => {
  const answer = await ask.post(request, signal).catch((error: unknown) => {
    if (signal.aborted) throw error;
    throw new Failed(`POST ${request.url.pathname} was not answered (${error instanceof Error ? error.message : String(error)})`);
  });
  if (answer.status < 200 || answer.status >= 300) throw new Failed(refusal(request, answer));
  return answer;
};

/** So many requests at once, in the order of their answers. */
const postedTogether = async (count: number, request: ServiceRequest, ask: Ask, signal: AbortSignal): Promise<Answered[]> => {
  const answered = await Promise.all(Array.from({ length: count }, () => posted(request, ask, signal)));
  return answered.sort((a, b) => a.seconds - b.seconds);
};

const secondsOf = (answered: readonly Answered[]): Seconds[] => answered.map(({ seconds }) => seconds);

const laterOf = async (request: ServiceRequest, ask: Ask, signal: AbortSignal): Promise<Answered[]> => {
  const taken: Answered[] = [];
  let total = 0;
  while (taken.length < laterRequests.most && (taken.length < laterRequests.least || total < laterRequests.seconds)) {
    const own = await posted(request, ask, signal);
    taken.push(own);
    total += own.seconds;
  }
  return taken;
};

const runsOf = (first: Answered, second: Answered, later: readonly Answered[]): TrialRuns => {
  const tokens = [first, second, ...later].map(({ firstTokenSeconds }) => firstTokenSeconds);
  const [firstToken, secondToken, ...laterTokens] = tokens.filter((seconds) => seconds !== null);
  const isStreamed = firstToken !== undefined && secondToken !== undefined && laterTokens.length === later.length;
  return {
    shape: {},
    position: 0,
    firstSeconds: first.seconds,
    secondSeconds: second.seconds,
    laterSeconds: later.map(({ seconds }) => seconds),
    ...(isStreamed ? { tokens: { firstSeconds: firstToken, secondSeconds: secondToken, laterSeconds: laterTokens } } : {}),
  };
};

/** From the first probe to the last request; what was reached stays where it ends early. */
const measure = async (
  service: Service,
  running: RunningService,
  began: number,
  ask: Ask,
  signal: AbortSignal,
  reached: Reached,
  { waits, requestsAtOnce }: { readonly waits: readonly Seconds[]; readonly requestsAtOnce: number },
): Promise<void> => {
  let peak: Bytes | null = null;
  const since = (): Seconds => (performance.now() - began) / 1000;
  const reach = (stage: StageName, startSeconds: Seconds, endSeconds: Seconds): void => {
    const held = running.memoryBytes();
    peak = held === null ? peak : Math.max(held, peak ?? 0);
    reached.stages.push({ stage, startSeconds, seconds: endSeconds - startSeconds, peakBytes: peak });
  };
  await untilBound(service, ask, signal);
  const bound = since();
  reach('listening', 0, bound);
  await untilReady(service, ask, signal);
  reach('ready', bound, since());
  if (service.request === null) return;
  const asked = since();
  const together = await postedTogether(requestsAtOnce, service.request, ask, signal);
  const [first] = together;
  if (first === undefined) return;
  reach('first-request', asked, asked + first.seconds);
  const second = await posted(service.request, ask, signal);
  reached.runs = runsOf(first, second, await laterOf(service.request, ask, signal));
  if (requestsAtOnce > 1) {
    const warm = await postedTogether(requestsAtOnce, service.request, ask, signal);
    reached.atOnce = { coldSeconds: secondsOf(together), warmSeconds: secondsOf(warm) };
  }
  for (const idleSeconds of waits) {
    await delay(idleSeconds * 1000, undefined, { signal });
    const { seconds } = await posted(service.request, ask, signal);
    reached.idle.push({ idleSeconds, seconds });
  }
};

const failureOf = async (error: unknown, running: RunningService, stages: readonly TrialStage[], world: ServiceWorld): Promise<string> => {
  if (world.signal.aborted) return 'interrupted';
  const where = stages.length < 2 ? 'before it was ready' : 'while it was asked';
  const ending = running.ending();
  if (ending !== null) {
    const said = await lastWords(running.log);
    return `it ended with ${ending} ${where}${said === '' ? '' : `: ${said}`}`;
  }
  if (error instanceof Failed) return error.message;
  return `not at its end after ${world.timeoutSeconds} s, ${where}`;
};

const sumOf = (values: readonly number[]): number => values.reduce((sum, own) => sum + own, 0);

let logs = 0;

/** One fresh start of a service: until it listens, until it is ready, its first requests; stopped with all that it started, its log diagnosed. */
export async function performServiceTrial(service: Service, start: ServiceStart, condition: Condition, round: number, world: ServiceWorld): Promise<Trial> {
  const failed = (failure: string): Trial => ({ condition: condition.id, round, startedAt: null, failure, stages: [], runs: [] });
  if (await world.ask.isBound(service.ready, world.signal).catch(() => false))
    return failed(`something answers at ${address(service.ready)} already; stop it, or have the command use another port`);
  if (condition.pageCache === 'warm') await world.pages.fill(service.files);
  else if (condition.role === 'evicted' && (await evicted(service.files, world.pages)) !== condition.pageCache)
    return failed('the pages of its files stayed in memory');
  const waits = condition.role === 'base' || condition.role === 'reference' ? world.idleSeconds : [];
  logs += 1;
  const began = performance.now();
  const running = await world.start(start, join(world.folder, `start-${logs}.log`));
  const reached: Reached = { stages: [], runs: null, atOnce: undefined, idle: [] };
  const ended: Ended = { failure: null, wasKilled: false };
  try {
    await withDeadline(world.timeoutSeconds + sumOf(waits), AbortSignal.any([world.signal, running.ended]), async (within) => {
      try {
        await measure(service, running, began, world.ask, within, reached, { waits, requestsAtOnce: world.requestsAtOnce });
      } catch (error) {
        if (!(error instanceof Failed) && !within.aborted) throw error;
        ended.failure = await failureOf(error, running, reached.stages, world);
      }
    });
  } finally {
    ended.wasKilled = await running.stop();
  }
  const diagnosis = await world.diagnose(running.log);
  return {
    condition: condition.id,
    round,
    startedAt: running.startedAt.toISOString(),
    stages: reached.stages,
    runs: reached.runs === null ? [] : [reached.runs],
    ...(reached.atOnce === undefined ? {} : { atOnce: reached.atOnce }),
    ...(reached.idle.length === 0 ? {} : { idle: reached.idle }),
    ...ended,
    ...(diagnosis === null ? {} : { diagnosis }),
  };
}
