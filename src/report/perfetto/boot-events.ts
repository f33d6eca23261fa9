import type { BootReport } from '../../model/report.js';
import { citationsOf } from '../citations.js';
import { bootName } from '../text/evidence.js';
import { traceClock } from './clock.js';
import { lanesOf } from './lanes.js';
import { overviewTracks } from './overview.js';
import { processTracks } from './process-tracks.js';
import type { Track } from './track.js';

/** An event of the Trace Event Format: M metadata, X complete, i instant; times in microseconds. */
export type TraceEvent = {
  readonly ph: 'M' | 'X' | 'i';
  readonly name: string;
  readonly pid: number;
  readonly tid?: number;
  readonly ts?: number;
  readonly dur?: number;
  readonly cat?: string;
  readonly s?: 'p';
  readonly args: object;
};

const microseconds = (seconds: number): number => Math.round(seconds * 1e6);

const trackEvents = (track: Track, pid: number, nextThread: () => number): TraceEvent[] => {
  const stretches = track.bars.map((bar) => ({ bar, from: microseconds(bar.from), to: microseconds(bar.to) }));
  const lanes = lanesOf(stretches);
  const rows = lanes.length === 0 && track.marks.length > 0 ? [[]] : lanes;
  return rows.flatMap((lane, index): TraceEvent[] => {
    const tid = nextThread();
    return [
      { ph: 'M', name: 'thread_name', pid, tid, args: { name: index === 0 ? track.name : `${track.name} (${index + 1})` } },
      { ph: 'M', name: 'thread_sort_index', pid, tid, args: { sort_index: tid } },
      ...lane.map(({ bar, from, to }): TraceEvent => ({ ph: 'X', name: bar.name, cat: bar.category, pid, tid, ts: from, dur: to - from, args: bar.args })),
      // Of the process: a line across all of its rows.
      ...(index > 0 ? [] : track.marks).map(
        ({ name, at, args }): TraceEvent => ({ ph: 'i', name, cat: 'milestone', pid, tid, ts: microseconds(at), s: 'p', args }),
      ),
    ];
  });
};

/** A boot as one process of the trace: its name, a row for each track, bars and moments. `nextThread` gives a number not used before. */
export const bootEvents = (boot: BootReport, pid: number, nextThread: () => number): TraceEvent[] => {
  const clock = traceClock(boot);
  const cited = citationsOf(boot.causes);
  const tracks = [...overviewTracks(boot, 'startup', clock, cited), ...overviewTracks(boot, 'request', clock, cited), ...processTracks(boot, clock, cited)];
  const labels = [boot.verdict, boot.runtime, clock.zero === null ? 'no clock: in the order of the log' : ''].filter((label) => label !== '');
  return [
    { ph: 'M', name: 'process_name', pid, args: { name: boot.replica === null ? bootName(boot.id) : `${boot.replica} (${bootName(boot.id)})` } },
    { ph: 'M', name: 'process_labels', pid, args: { labels: labels.join(', ') } },
    { ph: 'M', name: 'process_sort_index', pid, args: { sort_index: pid } },
    ...tracks.flatMap((track) => trackEvents(track, pid, nextThread)),
  ];
};
