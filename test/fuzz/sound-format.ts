import { strict as assert } from 'node:assert';

/** What a report in each format must be, whatever it holds. */

const terminal = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/u;

const checkJsonLines = (text: string): void => {
  for (const line of text.split('\n').filter((one) => one !== '')) JSON.parse(line);
};

/** RFC 4180: all rows have the cells of the first. */
const checkCsv = (text: string): void => {
  const field = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/y;
  const counts = new Set<number>();
  let cells = 0;
  while (field.lastIndex < text.length) {
    const at = field.lastIndex;
    const match = field.exec(text);
    assert.ok(match !== null, `no cell at ${at}`);
    const cell = match[1] ?? match[2] ?? '';
    assert.doesNotMatch(cell, /^[=+@]|^-(?![\d.]|$)/, 'no formula');
    cells += 1;
    if (match[3] === ',') continue;
    counts.add(cells);
    cells = 0;
  }
  assert.ok(counts.size <= 1, `rows of ${[...counts].join(' and ')} cells`);
};

const sample =
  /^(?:# (?:HELP|TYPE|UNIT) [a-z_]+ .*|# EOF|[a-z_]+(?:\{(?:[a-zA-Z_]\w*="(?:[^"\\\n]|\\[\\n"])*",?)*\})? (?:[-+]?(?:\d[\d.]*(?:e[+-]?\d+)?)|NaN|[+-]Inf)(?: \d[\d.]*)?)$/;

const checkMetrics = (text: string): void => {
  for (const line of text.split('\n').filter((one) => one !== '')) assert.match(line, sample);
};

/** Every tag that opens is closed, nothing but what we write is a tag, and no text is a control character. */
const checkSvg = (text: string): void => {
  const open: string[] = [];
  for (const [, slash, name = '', rest = ''] of text.matchAll(/<(\/?)([^\s>/]*)((?:"[^"]*"|[^">])*)>/g)) {
    assert.doesNotMatch(rest, /\son\w+\s*=|javascript:/i);
    assert.match(name, /^(?:\?xml|svg|g|rect|text|tspan|title|desc|line|path|style|circle|defs|pattern|a)$/);
    if (slash === '/') assert.equal(open.pop(), name);
    else if (!rest.endsWith('/') && !name.startsWith('?')) open.push(name);
  }
  assert.deepEqual(open, []);
  assert.doesNotMatch(text.replace(/&(?:amp|lt|gt|quot|apos|#\d+|#x[\da-f]+);/gi, ''), /&/, 'every & is a reference');
};

const checks: { readonly [format: string]: (text: string) => void } = {
  json: (text) => void JSON.parse(text),
  perfetto: (text) => void JSON.parse(text),
  otlp: checkJsonLines,
  csv: checkCsv,
  prometheus: checkMetrics,
  openmetrics: (text) => {
    checkMetrics(text);
    assert.ok(text.endsWith('# EOF\n'));
  },
  svg: checkSvg,
};

/** Formats that have nothing to say of a report without causes, or without boots. */
const mayBeEmpty = new Set(['github', 'otlp']);

/** Throws where a text is not what its format must be, or holds what a terminal would obey. */
export const checkFormat = (format: string, text: string): void => {
  assert.ok(text.endsWith('\n') || (text === '' && mayBeEmpty.has(format)), 'ends with a line feed');
  assert.doesNotMatch(text.replaceAll('\r\n', '\n'), terminal, 'nothing that a terminal obeys');
  checks[format]?.(text);
};
