import { describe, expect, it } from 'vitest';
import { recordsOf } from './records.js';

const python = ['Traceback (most recent call last):', '  File "a.py", line 3, in <module>', '    load()', '        ^^^^', 'RuntimeError: CUDA out of memory'];
const shapes = (log: string): (readonly [number, number])[] => recordsOf(log).map(({ line, text }) => [line, text.split('\n').length]);

describe('tracebacks', () => {
  it('are one record', () => {
    expect(shapes(`before\n${python.join('\n')}\nafter\n`)).toEqual([
      [1, 1],
      [2, 5],
      [7, 1],
    ]);
  });

  it('are one record where each line has a prefix of its own', () => {
    const log = python.map((line) => `(EngineCore pid=1) ERROR 08-24 17:41:39 [core.py:946] ${line}`).join('\n');
    const [record, ...others] = recordsOf(`${log}\n(EngineCore pid=1) INFO 08-24 17:41:40 [core.py:1] next\n`);
    expect([record?.text, record?.level, record?.stream.process, others.length]).toEqual([python.join('\n'), 'error', 'pid 1', 1]);
  });

  it('go under the error line that announces them', () => {
    const [record, ...others] = recordsOf(`2026-01-01 00:00:00,123 ERROR boom\n${python.join('\n')}\n`);
    expect([record?.text, record?.time, others]).toEqual([['boom', ...python].join('\n'), Date.UTC(2026, 0, 1) / 1000 + 0.123, []]);
  });

  it('go on after "During handling of the above exception"', () => {
    const log = `${python.join('\n')}\n\nDuring handling of the above exception, another exception occurred:\n\n${python.join('\n')}\nafter\n`;
    expect(shapes(log)).toEqual([
      [1, 13],
      [14, 1],
    ]);
  });

  it('are one record inside a box that is drawn around them', () => {
    const box = [
      '╭──────── Traceback (most recent call last) ────────╮',
      '│ /srv/app.py:3 in <module>                         │',
      '╰───────────────────────────────────────────────────╯',
    ];
    const ascii = [
      '+-------- Traceback (most recent call last) --------+',
      '| C:\\srv\\app.py:3 in <module>                       |',
      '+---------------------------------------------------+',
    ];
    for (const drawn of [box, ascii]) {
      expect(shapes(`before\n${drawn.join('\n')}\nValueError: no model\nafter\n`)).toEqual([
        [1, 1],
        [2, 4],
        [6, 1],
      ]);
    }
  });

  it('are one record where a collector took the indent of their frames', () => {
    const flat = ['Traceback (most recent call last):', 'File "a.py", line 3, in setup', 'load()', '^^^^^^', 'File "b.py", line 9, in load', 'KeyError: 0'];
    expect(shapes(`${flat.join('\n')}\nafter\n`)).toEqual([
      [1, 6],
      [7, 1],
    ]);
  });

  it('break where another stream comes between', () => {
    const log = [
      '(A pid=1) Traceback (most recent call last):',
      '(A pid=1)   File "a.py", line 3, in x',
      '(B pid=2) INFO 08-24 17:41:39 [b.py:1] alive',
      '(A pid=1)     load()',
      '(A pid=1) ValueError: no',
    ].join('\n');
    expect(shapes(log)).toEqual([
      [1, 2],
      [3, 1],
      [4, 1],
      [5, 1],
    ]);
  });

  it('of .NET and Mono are one record, generics, offsets and all', () => {
    expect(shapes('A.ModelException: no\n   at A.B`2.<>c.<<Main>$>b__0_5(IServiceProvider sp) in /src/B.cs:line 8\nnext\n')).toEqual([
      [1, 2],
      [3, 1],
    ]);
    expect(shapes('NullReferenceException: no\n  at A.B.C (System.String path) [0x00012] in /src/B.cs:4\nnext\n')).toEqual([
      [1, 2],
      [3, 1],
    ]);
  });

  it('of Java, Go and native code are joined as well', () => {
    expect(shapes('java.lang.IllegalStateException: no\n\tat a.B.c(B.java:1)\n\t... 3 more\nCaused by: x.Y: z\n\tat a.B.c(B.java:1)\nnext\n')).toEqual([
      [1, 5],
      [6, 1],
    ]);
    expect(shapes('panic: oh\n\ngoroutine 1 [running]:\nmain.main()\n\t/a/main.go:12 +0x1d\nexit status 2\nnext\n')).toEqual([
      [1, 6],
      [7, 1],
    ]);
    expect(shapes('*** Check failure stack trace: ***\n    @     0x7a2fb123629f  google::LogMessage::Fail()\n    @     0x7a2fb123629f  x()\nnext\n')).toEqual([
      [1, 3],
      [4, 1],
    ]);
  });

  it('have at most 500 lines', () => {
    const log = `Traceback (most recent call last):\n${'  File "a.py", line 3, in f\n'.repeat(1200)}RecursionError: deep\n`;
    expect(Math.max(...shapes(log).map(([, lines]) => lines))).toBe(500);
  });
});

describe('lines of several', () => {
  it('are joined to a dated line where they are indented under it', () => {
    expect(shapes('2026-01-01T00:00:00Z INFO Args {\n    model: a,\n    tp: 1,\n}\nnext\n')).toEqual([
      [1, 3],
      [4, 1],
      [5, 1],
    ]);
  });

  it('are records of their own where nothing shows that they belong together', () => {
    expect(shapes('[Init] a: 1.8s\n[Init] b: 700ms\n  [Init] c: 1s\n')).toEqual([
      [1, 1],
      [2, 1],
      [3, 1],
    ]);
  });

  it('are no progress bars', () => {
    expect(shapes('2026-01-01T00:00:00Z INFO load\n  0%|          | 0/4 [00:00<?, ?it/s]\n')).toEqual([
      [1, 1],
      [2, 1],
    ]);
  });

  it('inside one JSON record are marked, since they have one number', () => {
    const [record] = recordsOf(`\n${JSON.stringify({ level: 'error', msg: python.join('\n') })}\n`);
    expect([record?.line, record?.text, record?.isSingleLine]).toEqual([2, python.join('\n'), true]);
  });
});
