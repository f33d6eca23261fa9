import type { Seconds } from '../../model/units.js';

/** A full date and time as most loggers write it; without a zone it is taken for UTC, as the rest of the report does. */
const written = /(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d:\d\d)(?:[.,](\d{1,3})\d*)?(?: ?(Z|[+-]\d\d:?\d\d))?/;

/** The moment that a line says it was written at, in seconds since the epoch; null where it has no date that can be read without doubt. */
export const clockIn = (text: string): Seconds | null => {
  const match = written.exec(text.slice(0, 200));
  if (match === null) return null;
  const [, day, time, fraction = '0', zone = 'Z'] = match;
  const milliseconds = Date.parse(`${day}T${time}.${fraction.padEnd(3, '0')}${zone.replace(/^([+-]\d\d)(\d\d)$/, '$1:$2')}`);
  return Number.isNaN(milliseconds) ? null : milliseconds / 1000;
};
