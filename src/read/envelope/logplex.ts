import { readClock } from '../clock/clock.js';
import { addLabel, type Draft, noteReading, type Peeler, type SourceState } from '../draft.js';

/** Takes off a clock with its zone and the mark that must follow it, a sticky pattern; null, and nothing is taken off, where there is none. */
const takeMark = (draft: Draft, state: SourceState, mark: RegExp): RegExpExecArray | null => {
  const reading = readClock(draft.text, 0);
  if (reading === null || !reading.hasZone) return null;
  mark.lastIndex = reading.end;
  const found = mark.exec(draft.text);
  if (found === null) return null;
  noteReading(draft, reading, state);
  draft.text = draft.text.slice(mark.lastIndex);
  return found;
};

const source = / (app|heroku)\[([\w.-]{1,40})\]: ?/y;

/**
 * Heroku's router of logs: `2026-03-02T10:00:00.100000+00:00 app[web.1]: message`. What the platform says of a dyno (`heroku[web.1]`) is no
 * word of the process inside it.
 */
export const peelLogplex: Peeler = (draft, state) => {
  const found = takeMark(draft, state, source);
  if (found === null) return false;
  addLabel(draft, 'unit', found[2]);
  if (found[1] === 'heroku') draft.process ??= 'heroku';
  return true;
};

const machine = / (app|runner|proxy|health)\[(\w{6,40})\] [a-z]{3} \[(info|warn|error|debug)\] ?/y;

/**
 * What `fly logs` prints: `2026-03-02T10:00:00Z app[148e2d] ams [info]message`. Each machine is a replica; what the platform says of it
 * (`runner`, `proxy`, `health`) is no word of the process inside it, and the level is the stream's.
 */
export const peelFly: Peeler = (draft, state) => {
  const found = takeMark(draft, state, machine);
  if (found === null) return false;
  draft.replica ??= found[2] ?? null;
  if (found[1] !== 'app') draft.process ??= 'fly';
  return true;
};
