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
