import type { Shape } from '../../model/boot.js';
import { toolVersion } from '../../model/tool.js';
import { renderJson } from '../../report/json.js';
import { redacted } from '../../report/redaction/redact.js';
import { withDeadline } from '../../reproduce/deadline.js';
import { clock, sleep } from '../../warm/clock.js';
import { containerMemory, type Memory } from '../../warm/memory.js';
import { shapeWords } from '../../warm/plan/dimensions.js';
import type { Plan } from '../../warm/plan/plan.js';
import { after, notYet, reasonsAgainst, type WarmEvent } from '../../warm/readiness.js';
import type { WarmResult } from '../../warm/result.js';
import type { Earlier } from '../../warm/settings.js';
import { earlierIn } from '../../warm/state.js';
import { readSystemText } from '../../warm/system-text.js';
import type { Target } from '../../warm/target/target.js';
import { warmUp } from '../../warm/warm.js';
import { complain } from '../errors.js';
import { type ProbeAddress, startProbe } from '../output/probe.js';
import { status } from '../status.js';
import type { Io } from '../terminal/io.js';
import { warmMetrics } from './metrics.js';
import { type Service, startService } from './service.js';
import type { StateFile } from './state-file.js';
import { warmText } from './text.js';

export type SessionSettings = {
  readonly probe: ProbeAddress | null;
  readonly concurrency: number;
  readonly deadlineSeconds: number;
  readonly format: 'text' | 'json';
  readonly isQuiet: boolean;
  /** What is known of the target from earlier warmups; null where nothing is kept. */
  readonly stateFile: StateFile | null;
  /** The service to start first; empty where it runs already. */
  readonly command: readonly string[];
};

/** A target that is gone must not stay ready for long. */
const watchSeconds = 1;

const ending: readonly NodeJS.Signals[] = ['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGQUIT'];
/** Servers take these for reloads and the like. */
const others: readonly NodeJS.Signals[] = ['SIGUSR2', 'SIGWINCH'];
/** A terminal sends these to everything that runs in it, the service included. */
const ofTerminal: readonly NodeJS.Signals[] = ['SIGINT', 'SIGQUIT', 'SIGWINCH'];

/**
 * Starts the service and the probe that are asked for, warms, and stays as long as one of the two is there. Gives the exit status: the
 * service's own where it was started here. A UserError where the probe or the service cannot be started.
 */
export const runSession = async (plan: Plan, target: Target, settings: SessionSettings, io: Io): Promise<number> => {
  const { command, concurrency, isQuiet } = settings;
  let state = notYet(plan.shapes.map(({ shape }) => shapeWords(shape)));
  const show = progress(state.planned, isQuiet, io);
  const tell = (told: WarmEvent): void => {
    // What a service says of an error may hold a key.
    const event = redacted(told);
    state = after(state, event);
    if (event.kind === 'shape') settings.stateFile?.keep(event.result);
    show(event);
  };
  const stop = new AbortController();
  let stoppedBy: NodeJS.Signals | null = null;
  let service: Service | null = null;
  const stopListening = io.onSignal(command.length > 0 ? [...ending, ...others] : ending, (signal) => {
    if (ending.includes(signal)) {
      stoppedBy = signal;
      tell({ kind: 'stopping', why: `stopped by ${signal}` });
      stop.abort(`stopped by ${signal}`);
    }
    if (io.stdin.isTTY !== true || !ofTerminal.includes(signal)) service?.kill(signal);
  });
  const probe =
    settings.probe === null
      ? null
      : await startProbe(settings.probe, { reasons: () => reasonsAgainst(state), metrics: (format) => warmMetrics(state, format) }).catch((error: unknown) => {
          stopListening();
          throw error;
        });
  try {
    if (probe !== null && !isQuiet) complain(io, `probe on ${probe.url}`);
    if (command.length > 0) {
      if (process.pid === 1) complain(io, 'this is process 1 of its container and cannot clear away orphans; start it by tini');
      service = await startService(command, io);
      // The signal may have come before there was anyone to pass it on to.
      if (stoppedBy !== null) service.kill(stoppedBy);
      void service.ended.then(({ words }) => {
        tell({ kind: 'stopping', why: words });
        stop.abort(words);
      });
    }
    const out = service === null ? io.stdout : io.stderr;
    // A service that was started elsewhere may run in another container, with a memory of its own.
    const ownMemory = async (): Promise<Memory | null> => (service === null ? null : containerMemory(readSystemText));
    const readMemory = target.memory ?? ownMemory;
    const earlier = (shape: Shape): Earlier | null => (settings.stateFile === null ? null : earlierIn(settings.stateFile.state(), shape));
    let result: WarmResult;
    do {
      result = redacted(
        await withDeadline(settings.deadlineSeconds, stop.signal, (signal) =>
          warmUp(plan, { target, clock, sleep, signal, isInterrupted: () => stoppedBy !== null, concurrency, readMemory, earlier, hasLoad: true, tell }),
        ),
      );
      out.write(settings.format === 'json' ? renderJson({ schemaVersion: 1, tool: { name: 'coldcase', version: toolVersion }, ...result }) : warmText(result));
      if (probe === null) break;
      await untilGone(target, stop.signal);
      if (!stop.signal.aborted) tell({ kind: 'died', why: 'the target no longer answers' });
      await sleep(watchSeconds, stop.signal);
    } while (!stop.signal.aborted);
    if (service !== null) return (await service.ended).status;
    if (result.verdict === 'interrupted') return status.interrupted;
    return result.verdict === 'warm' ? status.done : status.failed;
  } finally {
    stopListening();
    await probe?.close();
    await target.close?.();
    // What could not be kept costs the next warmup time; this one, and a service's status, stand.
    await settings.stateFile?.written().catch((error: unknown) => complain(io, error instanceof Error ? error.message : String(error)));
  }
};

/** Resolves once the target is gone, or the signal is aborted. */
const untilGone = async (target: Target, signal: AbortSignal): Promise<void> => {
  while (!signal.aborted && (await target.isAlive(signal))) await sleep(watchSeconds, signal);
};

/** Tells on standard error what is new; a service that comes up refuses many times in the same words. */
const progress = (planned: readonly string[], isQuiet: boolean, io: Io): ((event: WarmEvent) => void) => {
  let told = '';
  return (event) => {
    const words = wordsOf(event, planned);
    if (isQuiet || words === null || words === told) return;
    told = words;
    complain(io, words);
  };
};

const wordsOf = (event: WarmEvent, planned: readonly string[]): string | null => {
  if (event.kind === 'waiting') return `waiting for the target: ${event.why}`;
  if (event.kind === 'died' || event.kind === 'stopping') return event.why;
  if (event.kind === 'loaded') return `loaded on ${event.load.device}`;
  return event.kind === 'shape' && event.result.concurrency === null ? `${planned[event.index]}: ${event.result.state}` : null;
};
