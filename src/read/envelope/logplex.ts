import { readClock } from '../clock/clock.js';
import { addLabel, noteReading, type Peeler } from '../draft.js';

const source = / (app|heroku)\[([\w.-]{1,40})\]: ?/y;

/**
 * Heroku's router of logs: `2026-03-02T10:00:00.100000+00:00 app[web.1]: message`. What the platform says of a dyno (`heroku[web.1]`) is no
 * word of the process inside it.
 */
export const peelLogplex: Peeler = (draft, state) => {
  const reading = readClock(draft.text, 0);
  if (reading === null || !reading.hasZone) return false;
  source.lastIndex = reading.end;
  const found = source.exec(draft.text);
  if (found === null) return false;
  noteReading(draft, reading, state);
  addLabel(draft, 'unit', found[2]);
  if (found[1] === 'heroku') draft.process ??= 'heroku';
  draft.text = draft.text.slice(source.lastIndex);
  return true;
};

const machine = / (app|runner|proxy|health)\[(\w{6,40})\] [a-z]{3} \[(info|warn|error|debug)\] ?/y;

/**
 * What `fly logs` prints: `2026-03-02T10:00:00Z app[148e2d] ams [info]message`. Each machine is a replica; what the platform says of it
 * (`runner`, `proxy`, `health`) is no word of the process inside it, and the level is the stream's.
 */
export const peelFly: Peeler = (draft, state) => {
  const reading = readClock(draft.text, 0);
  if (reading === null || !reading.hasZone) return false;
  machine.lastIndex = reading.end;
  const found = machine.exec(draft.text);
  if (found === null) return false;
  noteReading(draft, reading, state);
  draft.replica ??= found[2] ?? null;
  if (found[1] !== 'app') draft.process ??= 'fly';
  draft.text = draft.text.slice(machine.lastIndex);
  return true;
};
