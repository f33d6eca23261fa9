import type { Record } from '../../model/record.js';
import type { Seconds } from '../../model/units.js';
import { readDuration } from '../figures/duration.js';

/** A duration that a record states, as it stands there: in its message (from the character `index` on), or as a member of a JSON logger. */
export type StatedTime =
  | { readonly kind: 'text'; readonly seconds: Seconds; readonly text: string; readonly index: number }
  | { readonly kind: 'field'; readonly seconds: Seconds; readonly name: string; readonly capture: 'seconds' | 'milliseconds' | 'duration' };

// A number and its unit, or a clock of three parts; bounded, so that a line of digits costs no more than any other.
const durations =
  /(?<![\w.:])(?:\d[\d.,]{0,14} ?(?:ms|milliseconds?|s|secs?|seconds?|mins?|minutes?)(?![\w/])|\d{1,3}m ?\d{1,2}(?:\.\d{1,6})?s|\d{1,3}:\d\d:\d\d(?:\.\d{1,6})?(?![\w:]))/gu;

/** Words that make a duration a setting, or a time to come: nobody spent it. */
const settings =
  /(?:time-?out|interval|deadline|\bttl|every|\bnext|period|window|grace|keep-?alive|expire[sd]?|retention|max[a-z]*|limit|delay|retry|back-?off|wait(?:ing)? (?:up to|at most)|within|up to|after|idle)[^\d\n]{0,16}$/i;
const settingsBehind = /^ ?(?:time-?out|interval|deadline|ttl|grace|of (?:audio|video|events|data))/i;

const fieldNames = /(?:duration|elapsed|took|latency|seconds|(?:^|[a-z_])time|spent)_?(?<unit>ms|millis|milliseconds|s|sec|secs|seconds)?$/i;
const settingNames = /time-?out|interval|deadline|ttl|uptime|datetime|timestamp|max|limit|delay/i;

/** The longest duration that a record says was spent; null where it says none. Settings, limits and times to come are left out. */
export function statedTime({ text, fields }: Pick<Record, 'text' | 'fields'>): StatedTime | null {
  const stated = [...inText(firstLine(text)), ...inFields(fields)];
  return stated.reduce<StatedTime | null>((longest, one) => (longest === null || one.seconds > longest.seconds ? one : longest), null);
}

function inText(line: string): StatedTime[] {
  return [...line.matchAll(durations)].flatMap(({ 0: text, index }) => {
    const before = line.slice(Math.max(0, index - 40), index);
    const isSetting = settings.test(before) || settingsBehind.test(line.slice(index + text.length, index + text.length + 20));
    const seconds = isSetting ? null : readDuration(text);
    return seconds === null ? [] : [{ kind: 'text' as const, seconds, text, index }];
  });
}

function inFields(fields: Record['fields']): StatedTime[] {
  return Object.entries(fields).flatMap(([name, value]): StatedTime[] => {
    const unit = fieldNames.exec(name)?.groups;
    if (unit === undefined || settingNames.test(name) || !/^[\w.-]{1,60}$/.test(name) || value.length > 20) return [];
    const isBare = /^\d+(?:\.\d+)?$/.test(value);
    if (!isBare) {
      const seconds = readDuration(value);
      return seconds === null ? [] : [{ kind: 'field', seconds, name, capture: 'duration' }];
    }
    const isMilliseconds = /^m/i.test(unit.unit ?? '');
    const saysUnit = unit.unit !== undefined || /seconds$/i.test(name);
    if (!saysUnit) return [];
    return [
      {
        kind: 'field',
        seconds: Number(value) / (isMilliseconds ? 1000 : 1),
        name,
        capture: isMilliseconds ? 'milliseconds' : 'seconds',
      },
    ];
  });
}

/** The first line of a message, cut at 1,000 characters. */
export function firstLine(text: string): string {
  const feed = text.indexOf('\n');
  return (feed === -1 ? text : text.slice(0, feed)).slice(0, 1_000);
}
