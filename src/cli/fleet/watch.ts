import type { Fleet } from '../../model/fleet.js';
import { UserError } from '../../model/user-error.js';
import { sleep } from '../../warm/clock.js';
import { complain } from '../errors.js';
import { metWords } from '../options/fail-on.js';
import { type Probe, type ProbeAddress, startProbe } from '../output/probe.js';
import { status } from '../status.js';
import type { Io } from '../terminal/io.js';
import type { ReadLogs } from './reading.js';
import type { Watched } from './watched.js';

/** What came of telling what is known by now. */
export type Told = {
  readonly fleet: Fleet;
  /** One sentence for each output that could not be written. */
  readonly unwritten: readonly string[];
  /** What meets `--fail-on`. */
  readonly met: readonly string[];
  /** Inputs that could not be read. */
  readonly wrong: number;
  /** Whether all could be kept in the state file. */
  readonly isKept: boolean;
};

export type WatchSettings = {
  readonly everySeconds: number;
  readonly probe: ProbeAddress | null;
  /** Ends the looking; aborted on a signal. */
  readonly stop: AbortController;
  /** Sums up what is known, writes the outputs, judges. */
  readonly tell: (logs: ReadLogs) => Promise<Told>;
  /** What is written to standard output at the end. */
  readonly show: (fleet: Fleet) => string;
  readonly metrics: (fleet: Fleet, format: 'prometheus' | 'openmetrics') => string;
  readonly isKeepingGoing: boolean;
  readonly isQuiet: boolean;
};

const ending: readonly NodeJS.Signals[] = ['SIGINT', 'SIGTERM', 'SIGHUP'];

/**
 * Looks again and again and tells what is known by now, until a signal or until `--fail-on` is met. Gives the exit status: SIGTERM is the usual end of
 * what runs until it is stopped, Ctrl-C an interrupt. Throws a UserError where the first look fails.
 */
export const runWatch = async (watched: Watched, settings: WatchSettings, io: Io): Promise<number> => {
  const { stop, isQuiet } = settings;
  let stoppedBy: NodeJS.Signals | null = null;
  const stopListening = io.onSignal(ending, (signal) => {
    stoppedBy = signal;
    stop.abort();
    // A second one ends the process as ever.
    stopListening();
  });
  let told: Told | null = null;
  let trouble: string | null = null;

  const tell = async (logs: ReadLogs): Promise<Told> => {
    const now = await settings.tell(logs);
    for (const message of now.unwritten) if (told?.unwritten.includes(message) !== true) complain(io, message);
    if (!isQuiet && now.fleet.summary !== told?.fleet.summary) complain(io, now.fleet.summary);
    told = now;
    return now;
  };

  const look = async (): Promise<Told | null> => {
    try {
      const logs = await watched.look();
      trouble = null;
      return logs === null ? told : await tell(logs);
    } catch (error) {
      if (!(error instanceof UserError) || told === null) throw error;
      if (trouble !== error.message) complain(io, `${error.message}; what was known before stands until it can be read again`);
      trouble = error.message;
      return told;
    }
  };

  const reasons = (): string[] => [...(told === null ? ['the first look is not over'] : []), ...(trouble === null ? [] : [trouble])];
  const metrics = (format: 'prometheus' | 'openmetrics'): string => (told === null ? '' : settings.metrics(told.fleet, format));
  let probe: Probe | null = null;
  try {
    if (settings.probe !== null) probe = await startProbe(settings.probe, { reasons, metrics });
    if (probe !== null && !isQuiet) complain(io, `probe on ${probe.url}`);
    let isFirstOver = false;
    let met: readonly string[] = [];
    while (!stop.signal.aborted && met.length === 0) {
      met = (await look())?.met ?? [];
      isFirstOver ||= !stop.signal.aborted;
      if (met.length === 0) await sleep(settings.everySeconds, stop.signal);
    }
    const last = await tell(await watched.end());
    io.stdout.write(settings.show(last.fleet));
    if (met.length === 0) met = last.met;
    if (met.length > 0) complain(io, metWords(met));
    if (stoppedBy === 'SIGINT' || !isFirstOver) return status.interrupted;
    if (met.length > 0) return status.failed;
    return !last.isKept || last.unwritten.length > 0 || trouble !== null || (last.wrong > 0 && !settings.isKeepingGoing) ? status.wrong : status.done;
  } finally {
    stopListening();
    await probe?.close();
    await watched.close();
  }
};
