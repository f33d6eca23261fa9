import type { Chance } from './chance.js';

/** Words that programs trip over, by kind. */

const durations = [
  '1e308s',
  '1e-308 s',
  '-5s',
  '-0s',
  'NaN s',
  'Infinity seconds',
  '9'.repeat(400),
  `${'9'.repeat(320)}s`,
  '0s',
  '0.0000000000001ns',
  '1,000,000,000,000 ms',
  '1_000s',
  '99999999 days',
  '1m61s',
  '61:61:61',
  'PT9999999999H',
  'PTS',
  '1 day, 0:00:02',
  '1.2.3s',
  '2.3 GB',
  '2,3 s',
  '٣ s',
  '１２s',
  '1e5',
  '0x10s',
  '1s2m3h',
];

const dates = [
  '0000-00-00T00:00:00Z',
  '0000-01-01T00:00:00Z',
  '0001-01-01 00:00:00',
  '9999-12-31T23:59:59.999999999Z',
  '1970-01-01T00:00:00Z',
  '1900-02-29 00:00:00',
  '2199-12-31T24:00:60+14:00',
  '2026-02-30T25:61:61',
  '2026-01-01T00:00:00-14:59',
  '2026-12-31 23:59:60,999',
  '13-32 99:99:99',
  'Feb 31 00:00:00',
  '31/Feb/2026:00:00:00 +9999',
  '99999999999999999999',
  '1700000000',
  '1700000000000000000',
  '0:00:00.000000000',
  '9999.99.999.999',
  '12:00:00 AM',
  'I9999 99:99:99.999999',
  '[   1e308]',
];

const unicode = [
  '\u202e',
  '\u200b',
  '\ufeff',
  '\u2028',
  '\u0000',
  '\ud800',
  '\udc00x',
  'é\u0301',
  '👩‍👩‍👧',
  'ﷺ',
  'İ',
  'ß',
  '\u{e0041}',
  '一'.repeat(20),
  'µs',
  'μs',
  '\u0085',
];

const controls = ['\u001b[31m', '\u001b]0;title\u0007', '\u001b[2J', '\r', '\b\b\b', '\t', '\u009b31m', '\u001b', '\u001b[', '\f', '\v', '\u007f'];

const markup = [
  '<script>alert(1)</script>',
  ']]>',
  '<!--',
  '&amp;&lt;',
  '"><img src=x onerror=alert(1)>',
  '`|`',
  '| a | b |',
  '[x](javascript:alert(1))',
  '![x](http://example.org/x)',
  '::error::x',
  '%s%n%d',
  '#{jndi:x}',
  '$(id)',
  '=1+1',
  '@SUM(A1)',
  '"',
  "'",
  '\\',
  '\\u0000',
  ',',
  ';',
  '#',
  '{',
  '}',
  '{{x}}',
  '# EOF',
];

const members = [
  '{"__proto__":{"polluted":1}}',
  '{"constructor":{"prototype":{"polluted":1}}}',
  '__proto__=1',
  '{"message":null}',
  '{"message":{"toString":1}}',
  '{"time":1e308,"message":"x"}',
  '{"log":"x\\n","stream":"stdout","time":"0000-00-00T00:00:00Z"}',
  '[[[[[[[[[[',
  '{"a":'.repeat(30),
  '{"MESSAGE":[1,2,300]}',
  '{"kubernetes":{"pod_name":"__proto__"}}',
  'time=x level=y msg="\\"',
  'hasOwnProperty',
  'toString',
];

const bars = [
  '100%|██████████| 4/4 [00:02<00:00,  1.90it/s]',
  ' 50%|',
  '0it [00:00, ?it/s]',
  '7/7 [99:99:99<?, 0.00s/it]',
  '\r  1%|▏| 1/100 [00:00<00:09, 10.0it/s]\r  2%|▏| 2/100',
  '1e308/0 [00',
];

export const hostileNumbers = [
  '0',
  '-1',
  '1e308',
  '1e309',
  '-1e308',
  '1e-320',
  'NaN',
  'Infinity',
  '0.1',
  '00',
  '1.7976931348623157e308',
  '9007199254740993',
  '1,5',
  '٣',
  '4294967296',
  '-0',
];

const kinds = [durations, dates, unicode, controls, markup, members, bars];

/** One such word. */
export const hostileWord = (chance: Chance): string => chance.pick(chance.pick(kinds));

/** One hostile duration or date. */
export const hostileTime = (chance: Chance): string => chance.pick(chance.oneIn(2) ? durations : dates);
