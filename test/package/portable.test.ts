import { readFileSync } from 'node:fs';
import { globSync } from 'tinyglobby';
import { describe, expect, it } from 'vitest';
import { originOfPath } from '../../src/read/origin.js';
import { logOf } from '../../src/read/rotation.js';
import { bootRows } from '../../src/report/boot-row.js';
import { shortPlaceOf } from '../../src/report/text/evidence.js';
import { lessonBoot } from '../report/lesson-report.js';

/** What is not there on Windows, or on macOS, and the files that ask for it: each does without where it is missing. */
const posix: readonly (readonly [what: string, pattern: RegExp, files: readonly string[]])[] = [
  [
    'files of the Linux kernel',
    /['"`]\/(?:proc|sys|dev)\b/,
    [
      'src/reproduce/machine.ts',
      'src/reproduce/service/processes.ts',
      'src/reproduce/trial/peak-memory.ts',
      'src/warm/audit/process-memory.ts',
      'src/warm/memory.ts',
    ],
  ],
  ['groups of processes', /\b(?:kill|signalTo)\(-/, ['src/reproduce/process-group.ts', 'src/reproduce/service/start-service.ts']],
  ['programs of a shell', /(?:execFile|spawn|run)\w*\(\s*'(?:sh|bash|dd|nice|taskset|fincore|kill)'/, ['src/reproduce/page-cache.ts']],
  ['the user’s number', /\bget[eu]*[ug]id\b/, []],
];

const sources = globSync('{bin,src}/**/*.ts', { ignore: '**/*.generated.ts' }).map((file) => ({ file, text: readFileSync(file, 'utf8') }));

describe('what only some systems have', () => {
  it.each(posix)('is asked for in few places: %s', (_what, pattern, files) => {
    expect(
      sources
        .filter(({ text }) => pattern.test(text))
        .map(({ file }) => file)
        .sort(),
    ).toEqual(files);
  });
});

describe('a path with the separators of Windows', () => {
  it('tells pod and container as one with slashes does', () => {
    const path = 'C:\\logs\\llm_vllm-1_8d2f0000-0000-4000-8000-000000000000\\server\\0.log';
    expect(originOfPath(path)).toEqual(originOfPath(path.replaceAll('\\', '/')));
    expect(originOfPath(path)?.labels.pod).toBe('vllm-1');
  });

  it('tells which log a file was rotated from', () => {
    expect(['C:\\logs\\app.log.1', 'C:\\logs\\syslog.2.gz'].map(logOf)).toEqual(['C:\\logs\\app.log', 'C:\\logs\\syslog']);
  });

  it('is shortened by whole folders where a line has too little room', () => {
    expect(shortPlaceOf({ file: 'C:\\some\\long\\folder\\server.log', line: 7 }, 24)).toBe('…\\folder\\server.log:7');
  });

  it('leaves out of a table the folder that all have', () => {
    const named = (name: string) => ({ ...lessonBoot, id: `C:\\logs\\${name}#1`, replica: null });
    expect(bootRows([named('a.log'), named('b.log')]).map(({ name }) => name)).toEqual(['a.log#1', 'b.log#1']);
  });
});
