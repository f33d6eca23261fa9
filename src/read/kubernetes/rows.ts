import type { Instant, Seconds } from '../../model/units.js';
import { readClock } from '../clock/clock.js';
import { addLabel, type Draft } from '../draft.js';
import { ageOf } from './age.js';

/**
 * The text that `kubectl describe` and `kubectl get events` print. Rows of events carry ages instead of times; they are
 * held until their table ends, since the pod's start time and the age of its `Scheduled` row together say what "now" was.
 */
export type EventRows = {
  /** Takes the draft of a line: true if it is a row and is held back. */
  hold(draft: Draft): boolean;
  /** The rows held, with their times: to be called at any other line and at the end. */
  release(): Draft[];
};

type Row = { readonly draft: Draft; readonly seconds: Seconds; readonly resolution: Seconds; readonly reason: string; readonly isOne: boolean };

const age = '(?:\\d+[ydhms])+|<unknown>|<invalid>';
const over = `(?: \\(x\\d+ over ((?:\\d+[ydhms])+)\\))?`;
const described = new RegExp(`^\\s*(Normal|Warning)\\s+([A-Z]\\w*)\\s+(${age})${over}\\s+\\S`);
const listed = new RegExp(`^(?:([a-z0-9][a-z0-9-]*) +)?(${age})${over} +(Normal|Warning) +([A-Z]\\w*) +(\\w+)\\/(\\S+) `);

/** What the kubelet says of a pod once the pull of its image is over, well or badly. */
const afterPull = /^(?:Pulled|Created|Started|Killing|BackOff|Unhealthy|Failed|Err\w+|Inspect\w+|Invalid\w+|Evicted|Preempt\w+)$/;

/**
 * Whether nothing shows the end of a pull that a row began: it goes on as the table is printed. Of one that was begun again the ends are
 * rows of their own, of other ages.
 */
const goesOn = (pull: Row, rows: readonly Row[]): boolean =>
  pull.isOne && rows.every((row) => row.draft.replica !== pull.draft.replica || row.seconds > pull.seconds || row === pull || !afterPull.test(row.reason));

/** Only a first letter that a row can begin with is looked at further. */
const mayBeRow = (text: string): boolean => text.includes('Normal ') || text.includes('Warning ');

const nameLine = /^Name: +([a-z0-9][a-z0-9.-]*)$/;
const namespaceLine = /^Namespace: +([a-z0-9][a-z0-9-]*)$/;
const nodeLine = /^Node: +([a-z0-9][\w.-]*)(?:\/[\w.:]+)?$/;
const startLine = /^Start Time: +\w{3}, (\d\d) (\w{3}) (\d{4}) (\d\d:\d\d:\d\d [+-]\d{4})$/;

/** `now`: when the text was printed, as far as that is known. */
export const createEventRows = (now: Instant | null): EventRows => {
  let rows: Row[] = [];
  let name: { readonly value: string; readonly line: number } | null = null;
  let pod: { [name: string]: string } | null = null;
  let started: Instant | null = null;

  const noteHeader = ({ text, line }: Draft): void => {
    const code = text.charCodeAt(0);
    if (code !== 78 && code !== 83) return;
    const named = nameLine.exec(text);
    if (named !== null) {
      name = { value: named[1] ?? '', line };
      pod = null;
      started = null;
      return;
    }
    const namespace = namespaceLine.exec(text)?.[1];
    // Only `describe` puts the two one under the other.
    if (namespace !== undefined && name?.line === line - 1) pod = { pod: name.value, namespace };
    const node = nodeLine.exec(text)?.[1];
    if (node !== undefined && pod !== null) pod = { ...pod, node };
    const start = startLine.exec(text);
    if (start === null) return;
    const reading = readClock(`${start[1]}/${start[2]}/${start[3]} ${start[4]}`, 0);
    started = reading?.seconds ?? null;
  };

  const add = (draft: Draft, level: string | undefined, reason: string | undefined, last: string | undefined, first: string | undefined): boolean => {
    // A wait for a node began with the first of its rows; other rows are dated by the last.
    const read = ageOf((reason === 'FailedScheduling' ? first : undefined) ?? last ?? '');
    draft.level = level === 'Warning' ? 'warning' : 'info';
    draft.text = draft.text.trim();
    rows.push({ draft, seconds: read?.seconds ?? Number.NaN, resolution: read?.resolution ?? 0, reason: reason ?? '', isOne: first === undefined });
    return true;
  };

  const label = (draft: Draft): void => {
    if (pod === null || draft.replica !== null) return;
    draft.replica = pod.pod ?? null;
    for (const [labelName, value] of Object.entries(pod)) addLabel(draft, labelName, value);
  };

  const hold = (draft: Draft): boolean => {
    const { text } = draft;
    noteHeader(draft);
    if (pod !== null) label(draft);
    if (!mayBeRow(text)) return false;
    const inDescription = described.exec(text);
    if (inDescription !== null) return add(draft, inDescription[1], inDescription[2], inDescription[3], inDescription[4]);
    const inList = listed.exec(text);
    if (inList === null) return false;
    addLabel(draft, 'namespace', inList[1]);
    if (inList[6] === 'pod') {
      addLabel(draft, 'pod', inList[7]);
      draft.replica = inList[7] ?? null;
    }
    return add(draft, inList[4], inList[5], inList[2], inList[3]);
  };

  const release = (): Draft[] => {
    if (rows.length === 0) return [];
    const scheduled = rows.find(({ reason, seconds }) => reason === 'Scheduled' && !Number.isNaN(seconds));
    const printed = started !== null && scheduled !== undefined ? started + scheduled.seconds : (now ?? 0);
    // The last pull of a table: there are few, and each is held against the rows once.
    const last = rows.findLast(({ reason, seconds }) => reason === 'Pulling' && !Number.isNaN(seconds));
    const unfinished = last !== undefined && goesOn(last, rows) ? last : null;
    const released = rows.map((row) => {
      const { draft, seconds, resolution } = row;
      if (draft.time === null && !Number.isNaN(seconds)) {
        // What still goes on is dated by now, until when it has taken its age.
        draft.time = printed - (row === unfinished ? 0 : seconds);
        draft.resolution = resolution;
        if (row === unfinished) draft.fields = { ...draft.fields, goesOnForSeconds: String(seconds) };
      }
      return draft;
    });
    rows = [];
    return released.sort((left, right) => (left.time ?? 0) - (right.time ?? 0));
  };

  return { hold, release };
};
