import { describe, expect, it } from 'vitest';
import { peelLayer } from '../../../src/read/envelope/peel.js';
import { clockOf, peeled } from './peeled.js';

const at = '2026-03-11T06:00:04';

describe("a table's row with a date in front", () => {
  it.each([`  | ${at}.487-04:00 | ready`, `| ${at}.487-04:00 | ready |`, `\t| ${at}Z | ready`])('is read as the line that it shows: %j', (line) => {
    const row = peeled(peelLayer, line);
    expect([row?.text, clockOf(row)?.slice(0, 10)]).toEqual(['ready', at.slice(0, 10)]);
  });

  it.each([
    ['| 1773208804487 | ready                 | AllTraffic/i-0a1b |', 'ready', at],
    ['| 1773208804487 | 50%|█████     | 1/2 [00:01<00:01] |', '50%|█████     | 1/2 [00:01<00:01]', at],
    [`| 1773208809000 | ${at}Z ready | AllTraffic/i-0a1b |`, 'ready', at],
  ])('is read by the moment in its first cell, or by its own clock where it has one: %j', (line, text, clock) => {
    const row = peeled(peelLayer, line);
    expect([row?.text, clockOf(row)]).toEqual([text, clock]);
  });

  it.each(['| bert | READY |', '| 9773208804487 | READY |', '  | 42 | READY |', '-- | --'])('is left alone without one: %j', (line) => {
    expect(peeled(peelLayer, line)).toBeNull();
  });
});

describe('a line with an indent', () => {
  it.each([` ${at}Z INFO ready`, `\t${at}Z INFO ready`, `${' '.repeat(40)}${at}Z INFO ready`, '  2026-03-11 06:00:04 ready'])(
    'is read as without, where it has a clock: %j',
    (line) => {
      expect(clockOf(peeled(peelLayer, line))).toBe(at);
    },
  );

  it.each([
    ['  INFO: ready', 'info', null],
    ['  [rank3]: ready', null, 'rank 3'],
    ['  (w pid=12) ready', null, 'pid 12'],
  ])('is read as without, where a level, a bracket or a process begins it: %j', (line, level, process) => {
    expect(peeled(peelLayer, line)).toMatchObject({ text: 'ready', level, process });
  });

  it.each([
    `${' '.repeat(41)}${at}Z INFO ready`,
    '  app[91]: ready',
    '  {"msg":"ready"}',
    '  (w) ready',
    '  at f (a.js:1:2)',
    '  42 bottles',
    '  Ready',
    '\u00a0INFO: ready',
  ])('is left alone otherwise: %j', (line) => {
    expect(peeled(peelLayer, line)).toBeNull();
  });

  it.each(['\tserve-1  | ready', '    serve-proxy-12 | ready', '  serve_1  | ready'])(
    "is read as without, where a container's number begins it: %j",
    (line) => {
      expect(peeled(peelLayer, line)?.text).toBe('ready');
    },
  );

  it.each(['  serve  | ready', ' id    | name', '  serve-1 || ready'])('is left alone where it may be the row of a table: %j', (line) => {
    expect(peeled(peelLayer, line)).toBeNull();
  });

  it('is left alone behind an envelope, where the indent is its own', () => {
    expect(peeled(peelLayer, `  ${at}Z INFO ready`, { raw: `serve-1  |   ${at}Z INFO ready` })).toBeNull();
  });
});

describe('a number of grep or of srun', () => {
  it.each([
    [`70:${at}Z ready`, `${at}Z ready`],
    ['7-Mar 11 06:00:04 h serve[1]: ready', 'Mar 11 06:00:04 h serve[1]: ready'],
    ['123456789:INFO 03-11 06:00:04 ready', 'INFO 03-11 06:00:04 ready'],
    ['7:I0311 06:00:04 ready', 'I0311 06:00:04 ready'],
    ['7:[2026-03-11 06:00:04] ready', '[2026-03-11 06:00:04] ready'],
    ['7:(w rank=1 pid=12) ready', '(w rank=1 pid=12) ready'],
    ['0: (w rank=1 pid=12) ready', '(w rank=1 pid=12) ready'],
  ])('is taken off a dated line: %s', (line, text) => {
    expect(peeled(peelLayer, line)?.text).toBe(text);
  });

  it.each(['7:ready', '7:INFO ready', '7: 2026-03'])('is none: %s', (line) => {
    expect(peeled(peelLayer, line)).toBeNull();
  });
});

describe('the layers that a line may begin with', () => {
  it.each([
    ['vllm  | ready', 'ready'],
    ['Serve_1 | ready', 'ready'],
    ['1-serve-1 | ready', 'ready'],
    ['level=info msg=ready', 'ready'],
    ['app[91]: ready', 'ready'],
    ['serve-0 main INFO ready', 'INFO ready'],
    [`build\tRun\t${at}Z ready`, `${at}Z ready`],
    [`Build\tRun\t${at}Z ready`, `${at}Z ready`],
    [`${at}Z stdout F ready`, 'ready'],
    [`${at}Z {pod="a-0"} ready`, 'ready'],
    [`${at}+00:00 app[web.1]: ready`, 'ready'],
    [`${at}+00:00 h serve[12]: ready`, 'ready'],
    [`${at}Z h kernel: ready`, 'ready'],
    [`${at}Z h systemd: ready`, 'ready'],
    ['<13>Mar 11 06:00:04 h serve[12]: ready', 'ready'],
    ['(w pid=12) ready', 'ready'],
    ['[pod/a-0/main] ready', 'ready'],
    [`> ${at}Z ready`, 'ready'],
    ['{"msg":"ready"}', 'ready'],
  ])('are told by what it begins with: %j', (line, text) => {
    expect(peeled(peelLayer, line)?.text).toBe(text);
  });

  it('are none in words, marks and nothing', () => {
    expect(
      ['ready', 'Ready', '', '-', '*** ready', '"ready"', 'a | b', '=x', '| ready', '[91]: ready', 'zebra', 'Zebra'].map(
        (line) => peeled(peelLayer, line)?.text ?? null,
      ),
    ).toEqual(Array.from({ length: 12 }, () => null));
  });
});
