import { describe, expect, it } from 'vitest';
import { beginsAs, continues, startsTraceback } from '../../src/read/traceback.js';
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

  it('go on behind the line of another stream', () => {
    const log = [
      '(A pid=1) Traceback (most recent call last):',
      '(A pid=1)   File "a.py", line 3, in x',
      '(B pid=2) INFO 08-24 17:41:39 [b.py:1] alive',
      '(A pid=1)     load()',
      '(A pid=1) ValueError: no',
    ].join('\n');
    expect(shapes(log)).toEqual([
      [1, 4],
      [3, 1],
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

describe('a traceback begins', () => {
  it.each([
    'Traceback (most recent call last):',
    'Traceback (most recent call last)',
    '  + Exception Group Traceback (most recent call last):',
    '| Traceback (most recent call last):  ',
  ])('with %s', (text) => {
    expect([startsTraceback(text), beginsAs(text, true), beginsAs(text, false)]).toEqual([true, 'python', 'python']);
  });

  it.each(['Traceback (most recent call last): see below', 'noTraceback (most recent call last):', 'Traceback (innermost last):'])('not with %s', (text) => {
    expect([startsTraceback(text), beginsAs(text, false)]).toEqual([false, 'none']);
  });

  it.each(['panic: oh', 'fatal error: all goroutines are asleep', 'goroutine 1 [running]:'])('of Go with %s', (text) => {
    expect([beginsAs(text, false), beginsAs(text, true)]).toEqual(['go', 'go']);
  });

  it.each(['a panic: oh', 'goroutine 1 is up', 'fatal: no'])('of Go not with %s', (text) => {
    expect([beginsAs(text, false), beginsAs(text, true)]).toEqual(['none', 'open']);
  });
});

describe('a line goes on', () => {
  it.each([
    ['python', '  File "a.py", line 3, in f', 'python'],
    ['python', ' one blank', 'python'],
    ['python', '\tx', 'python'],
    ['python', 'File "a.py", line 3, in f', 'source'],
    ['python', '~~~^^^', 'python'],
    ['python', '[...]', 'python'],
    ['python', '…', 'python'],
    ['python', '<snip>', 'python'],
    ['python', '... and so on', 'raised'],
    ['python', 'ValueError: no ', 'raised'],
    ['source', 'load()', 'python'],
    ['source', 'File "b.py", line 3, in f', 'source'],
    ['source', 'ValueError: no', 'raised'],
    ['source', 'a.b.NoModelError', 'raised'],
    ['raised', '  of the message', 'raised'],
    ['raised', '\tat a.B.c(B.java:1)', 'raised'],
    ['raised', 'frame #0: x::y()', 'raised'],
    ['raised', 'Caused by: x', 'raised'],
    ['raised', 'The above exception was the direct cause of the following exception:', 'python'],
    ['go', '\t/a/main.go:12 +0x1d', 'go'],
    ['go', 'main.main()', 'go'],
    ['go', 'a/b.(*C).run(0x1, 0x2)', 'go'],
    ['go', 'created by a/b.New', 'go'],
    ['none', 'Caused by: x', 'none'],
    ['open', 'Caused by: x', 'open'],
    ['none', 'frame #0: x::y()', 'none'],
    ['none', '@  0x7a2f  x()', 'none'],
    ['none', '#0  0x7a2f in x', 'none'],
    ['none', '   3: 0x55d0 - x', 'none'],
    ['none', '  at ./src/main.rs:12', 'none'],
    ['open', '  rest', 'open'],
    ['open', '\trest', 'open'],
    ['open', ' \trest', 'open'],
  ] as const)('%s with %j, and then is %s', (state, text, next) => {
    expect(continues(state, text, false)).toBe(next);
  });

  it.each([
    ['raised', 'next'],
    ['raised', '  50%|#####'],
    ['go', 'next'],
    ['go', 'it is up (at last)'],
    ['go', 'main(x) is up'],
    ['none', 'next'],
    ['none', '  rest'],
    ['none', 'Cause: x'],
    ['none', 'x Caused by: y'],
    ['none', 'frame 0'],
    ['none', '# of models: 3'],
    ['none', '@decorated'],
    ['none', '  at once'],
    ['open', ' rest'],
    ['open', 'rest'],
    ['open', '  3/4 [00:01<00:00'],
  ] as const)('%s not with %j', (state, text) => {
    expect(continues(state, text, false)).toBeNull();
  });

  it.each([
    ['raised', '  rest'],
    ['open', '  rest'],
    ['none', '\tat a.B.c(B.java:1)'],
    ['none', 'Caused by: x'],
  ] as const)('%s not with %j that has a prefix of its own', (state, text) => {
    expect(continues(state, text, true)).toBeNull();
  });
});
