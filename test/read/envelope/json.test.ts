import { describe, expect, it } from 'vitest';
import { isoOf, recordOf, recordsOf } from '../records.js';

type Members = { readonly [name: string]: unknown };
const read = (members: Members) => recordOf(JSON.stringify(members));
const day = '2026-03-11T06:00:04.000Z';

describe('the message of a JSON record', () => {
  it.each(['message', 'msg', 'MESSAGE', 'log', 'textPayload', 'event', '@m', '@mt', 'text', 'line', 'body', 'short_message', 'Message', 'content'])(
    'is its member %s, which is no field',
    (name) => {
      const record = read({ [name]: 'ready', port: 8000 });
      expect(record.text).toBe('ready');
      expect(Object.keys(record.fields)).toEqual(name === 'MESSAGE' ? [] : ['port']);
    },
  );

  it('is the first of these that is a text', () => {
    expect(read({ event: 'step', msg: 'ready' }).text).toBe('ready');
    expect(read({ msg: { a: 1 }, event: 'ready' }).text).toBe('ready');
  });

  it('ends before its line feeds', () => {
    expect(read({ msg: 'ready\r\n\n' }).text).toBe('ready');
  });

  it('may be bytes in a journal, and in nothing else', () => {
    expect(read({ MESSAGE: [...Buffer.from('fertig: ü')] }).text).toBe('fertig: ü');
    expect(read({ event: [114, 101], port: 1 }).text).toBe('event=[114,101] port=1');
  });

  it.each([[[]], [[256]], [[-1]], [[1.5]], [['r']]])('of a journal that is %j is no bytes', (value) => {
    expect(read({ MESSAGE: value }).text).toBe(JSON.stringify(value));
  });

  it('of bytes may hold the smallest and the largest', () => {
    expect(read({ MESSAGE: [97, 255, 0, 98] }).text).toBe('a\ufffd\0b');
  });
});

describe('the attributes that a host puts beside a message', () => {
  it('are fields, but for the level that stands for a stream', () => {
    const record = read({ message: 'loading the model', attributes: { level: 'error', replica: 'r1' }, timestamp: '2026-03-11T06:00:04Z' });
    expect(record.fields).toEqual({ 'attributes.replica': 'r1' });
    expect(record.level).toBeNull();
    expect(read({ message: 'ready', attributes: 'level=error' }).fields).toEqual({ attributes: 'level=error' });
    expect(read({ message: 'ready', details: { level: 'error' } }).fields).toEqual({ 'details.level': 'error' });
  });
});

describe('the clock of a JSON record', () => {
  it.each([
    ['time', '2026-03-11T06:00:04Z', day],
    ['ts', 1_773_208_804, day],
    ['timestamp', '2026-03-11T06:00:04Z', day],
    ['@timestamp', '2026-03-11T06:00:04Z', day],
    ['@t', '2026-03-11T06:00:04Z', day],
    ['datetime', '2026-03-11 06:00:04', day],
    ['asctime', '2026-03-11 06:00:04,500', '2026-03-11T06:00:04.500Z'],
    ['date', '2026-03-11 06:00:04', day],
    ['eventTime', '2026-03-11T06:00:04Z', day],
    ['Timestamp', '2026-03-11T06:00:04Z', day],
    ['t', 1_773_208_804_000, day],
    ['__REALTIME_TIMESTAMP', '1773208804000000', day],
    ['TimeGenerated', '2026-03-11T06:00:04Z', day],
    ['time', '1773208804.5', '2026-03-11T06:00:04.500Z'],
    ['time', '2026-03-11T06:00:04 CET', day],
  ])('is its member %s: %j', (name, value, instant) => {
    const record = read({ [name]: value, msg: 'ready', port: 1 });
    expect([isoOf(record), Object.keys(record.fields)]).toEqual([instant, ['port']]);
  });

  it.each([[12], ['12'], ['yesterday'], ['2026-03-11T06:00:04Z in Berlin'], [true], [null], ['17732088040x'], ['x1773208804']])('is not %j', (value) => {
    expect(isoOf(read({ time: value, msg: 'ready' }))).toBe('-');
  });

  it('is the first member that can be read', () => {
    expect(isoOf(read({ time: 12, ts: 1_773_208_804, msg: 'ready' }))).toBe(day);
    expect(isoOf(read({ time: '2026-03-11T06:00:04Z', ts: 1_773_208_999, msg: 'ready' }))).toBe(day);
  });
});

describe('the clock of a JSON record in parts', () => {
  it.each<readonly [string, unknown]>([
    ['timestamp', { seconds: 1773208804, nanos: 771_000_000 }],
    ['instant', { epochSecond: 1773208804, nanoOfSecond: 771_000_000 }],
    ['t', { $date: '2026-03-11T06:00:04.771+00:00' }],
    ['timeUnixNano', '1773208804771000000'],
  ])('is read: %s %j', (name, value) => {
    expect(recordOf(JSON.stringify({ [name]: value, msg: 'ready' })).time).toBeCloseTo(1773208804.771, 3);
  });

  it.each([{ seconds: 12 }, { seconds: 1773208804.5 }, { nanos: 5 }, { $date: 'yesterday' }, {}])('is none: %j', (value) => {
    expect(recordOf(JSON.stringify({ timestamp: value, msg: 'ready' })).time).toBeNull();
  });

  it('is when the record was created only where it has a level: models of a list were created too', () => {
    const time = (record: object): number | null => recordOf(JSON.stringify(record)).time;
    expect(time({ created: 1773208804, level: 'info', message: 'ready' })).toBe(1773208804);
    expect(time({ created: 1773208804, id: 'bert', text: 'ready' })).toBeNull();
  });
});

it("takes OpenTelemetry's body for the message", () => {
  const record = recordOf('{"timeUnixNano":"1773208804771000000","severityText":"INFO","body":{"stringValue":"ready"}}');
  expect([record.level, record.text]).toEqual(['info', 'ready']);
});

describe('the level of a JSON record', () => {
  it.each(['level', 'severity', 'levelname', 'lvl', '@l', 'log.level', 'loglevel', 'log_level', 'Level', 'LogLevel', 'PRIORITY'])(
    'is its member %s',
    (name) => {
      const record = read({ [name]: name === 'PRIORITY' ? '4' : 'warn', msg: 'ready', port: 1 });
      expect([record.level, Object.keys(record.fields)]).toEqual(['warning', ['port']]);
    },
  );

  it.each([
    [' WARN ', 'warning'],
    ['40', 'warning'],
    [40, 'warning'],
    [3, 'error'],
    ['3', 'error'],
    [7, 'debug'],
    [8, null],
    ['loud', null],
    ['400', null],
    [true, null],
    [null, null],
  ])('of %j is %j', (level, expected) => {
    expect(read({ level, msg: 'ready' }).level).toBe(expected);
  });

  it('is a syslog severity in a journal, whatever the number', () => {
    expect(read({ PRIORITY: '7', MESSAGE: 'ready' }).level).toBe('debug');
    expect(read({ PRIORITY: 30, MESSAGE: 'ready' }).level).toBe('info');
  });

  it('is the first that is not null', () => {
    expect(read({ level: null, severity: 'ERROR', msg: 'ready' }).level).toBe('error');
  });

  it("may stand within `log`, as Elastic's schema has it", () => {
    expect(read({ log: { level: 'error' }, message: 'ready' }).level).toBe('error');
    expect(read({ level: 'info', log: { logger: 'a' }, message: 'ready' }).level).toBe('info');
  });
});

describe('the process of a JSON record', () => {
  it.each(['pid', 'process', '_PID', 'processId', 'process_id'])('is its member %s', (name) => {
    const record = read({ [name]: 12, msg: 'ready', port: 1 });
    expect([record.stream.process, Object.keys(record.fields)]).toEqual(['pid 12', ['port']]);
  });

  it.each([
    ['12', 'pid 12'],
    ['12a', null],
    ['a12', null],
    ['', null],
    [null, null],
    [{ id: 12 }, null],
  ])('of %j is %j', (pid, expected) => {
    expect(read({ pid, msg: 'ready' }).stream.process).toBe(expected);
  });
});

describe('what collectors know of a replica', () => {
  it.each<readonly [Members, { readonly [label: string]: string }, string | null]>([
    [{ kubernetes: { pod_name: 'a-0', namespace_name: 'n', container_name: 'c' } }, { pod: 'a-0', namespace: 'n', container: 'c' }, 'a-0/c'],
    [{ kubernetes: { namespace: 'n', host: 'h', container_image: 'i' } }, { namespace: 'n', node: 'h', image: 'i' }, null],
    [
      { labels: { pod_name: 'a-0', namespace_name: 'n', container_name: 'c', node_name: 'h' } },
      { pod: 'a-0', namespace: 'n', container: 'c', node: 'h' },
      'a-0/c',
    ],
    [{ labels: { pod: 'a-0', namespace: 'n', container: 'c' } }, { pod: 'a-0', namespace: 'n', container: 'c' }, 'a-0/c'],
    [{ pod: 'a-0', namespace: 'n', container_name: 'c', node: 'h' }, { pod: 'a-0', namespace: 'n', container: 'c', node: 'h' }, 'a-0/c'],
    [{ pod_name: 'a-0', namespace_name: 'n', node_name: 'h', container_image: 'i' }, { pod: 'a-0', namespace: 'n', node: 'h', image: 'i' }, 'a-0'],
    [{ 'k8s.pod.name': 'a-0' }, { pod: 'a-0' }, 'a-0'],
    [{ CONTAINER_NAME: 'c' }, { container: 'c' }, 'c'],
    [{ UNIT: 'u.service' }, { unit: 'u.service' }, 'u.service'],
    [{ _SYSTEMD_UNIT: 'u.service', CONTAINER_NAME: 'c' }, { unit: 'u.service', container: 'c' }, 'u.service'],
    [{ kubernetes: { pod: { name: 'a-0' }, container: { name: 'c' }, node: { name: 'h' } } }, { pod: 'a-0', container: 'c', node: 'h' }, 'a-0/c'],
    [{ _HOSTNAME: 'h' }, { host: 'h' }, null],
    [{ hostname: 'h' }, { host: 'h' }, null],
    [{ host: 'h' }, { host: 'h' }, null],
  ])('is labelled: %j', (members, labels, replica) => {
    const record = read({ ...members, msg: 'ready' });
    expect([{ ...record.labels }, record.stream.replica]).toEqual([labels, replica]);
  });

  it('is taken from the first place that has it, as a text', () => {
    expect({ ...read({ kubernetes: { pod_name: 'a-0' }, pod: 'b-0', msg: 'ready' }).labels }).toEqual({ pod: 'a-0' });
    expect({ ...read({ kubernetes: { pod_name: '' }, pod: 'b-0', msg: 'ready' }).labels }).toEqual({ pod: 'b-0' });
    expect({ ...read({ kubernetes: { pod_name: 7 }, pod: 'b-0', msg: 'ready' }).labels }).toEqual({ pod: 'b-0' });
    expect({ ...read({ kubernetes: 'pod_name', pod: 'b-0', msg: 'ready' }).labels }).toEqual({ pod: 'b-0' });
    expect({ ...read({ kubernetes: { pod: { name: 7 }, container: 'c' }, msg: 'ready' }).labels }).toEqual({});
  });

  it("stands in the resource of Google's exports, where there is one", () => {
    const resource = { labels: { pod_name: 'a-0' } };
    expect({ ...read({ resource, labels: { pod_name: 'b-0' }, textPayload: 'ready' }).labels }).toEqual({ pod: 'a-0' });
    expect({ ...read({ resource: 'none', labels: { pod_name: 'b-0' }, textPayload: 'ready' }).labels }).toEqual({ pod: 'b-0' });
  });

  it('does not rename the replica that an outer layer named', () => {
    expect(recordOf(`serve-1  | ${JSON.stringify({ pod: 'a-0', msg: 'ready' })}`).stream.replica).toBe('serve-1');
  });

  it('makes no fields where it is known to be such', () => {
    const members = { stream: 'stdout', kubernetes: { a: 1 }, resource: { a: 1 }, labels: { a: 1 }, attrs: { a: 1 }, insertId: 'a', logName: 'a', v: 0 };
    expect({ ...read({ ...members, receiveTimestamp: 'a', hostname: 'h', _HOSTNAME: 'h', msg: 'ready', port: 1 }).fields }).toEqual({ port: '1' });
  });
});

describe("Docker's lines", () => {
  const docker = (log: unknown, stream: unknown = 'stdout', more: Members = {}): string =>
    JSON.stringify({ log, stream, time: '2026-03-11T06:00:04Z', ...more });

  it('are those with a log and a stream: the rest of them is not looked at', () => {
    const record = recordOf(docker('ready\r\n', 'stderr', { level: 'error', pid: 12, attrs: { a: 'b' } }));
    expect([record.text, record.level, record.stream.process, { ...record.fields }]).toEqual(['ready', null, null, {}]);
    expect({ ...recordOf(docker('ready\n', 1, { port: 1 })).fields }).toEqual({ port: '1' });
  });

  it('are joined where a long one has no line feed, within one stream', () => {
    const long = 'a'.repeat(16_001);
    const texts = (...lines: readonly string[]): number[] => recordsOf(`${lines.join('\n')}\n`).map(({ text }) => text.length);
    expect(texts(docker(long), docker('b\n'))).toEqual([16_002]);
    expect(texts(docker('a'.repeat(16_000)), docker('b\n'))).toEqual([16_000, 1]);
    expect(texts(docker(`${long}\n`), docker('b\n'))).toEqual([16_001, 1]);
    expect(texts(docker(long, 'stderr'), docker('b\n'), docker('c\n', 'stderr'))).toEqual([1, 16_002]);
    expect(texts(docker('ü'.repeat(8001)), docker('b\n'))).toEqual([8002]);
  });
});

describe("loguru's records", () => {
  const record = { message: 'ready', level: { name: 'WARNING' }, time: { timestamp: 1_773_208_804 }, process: { id: 12 }, extra: { port: 8000 } };

  it('are read from the record, with what was bound to it as fields', () => {
    const one = read({ text: '2026 | ready\n', record });
    expect([one.text, one.level, isoOf(one), one.stream.process, { ...one.fields }]).toEqual(['ready', 'warning', day, 'pid 12', { port: '8000' }]);
  });

  it('may lack all but the message', () => {
    const one = read({ text: '2026 | ready\n', record: { message: 'ready' } });
    expect([one.text, one.level, isoOf(one), one.stream.process]).toEqual(['ready', null, '-', null]);
  });

  it('are none without a message', () => {
    expect(read({ text: 'ready', record: { message: 7 } }).text).toBe('ready');
    expect(read({ text: 'ready', record: [record] }).text).toBe('ready');
  });
});

describe('a line in braces', () => {
  it.each(['{"msg":"ready"', '{"msg":"ready"} and more', '{msg: ready}', '{}x'])('is no record of its own: %s', (line) => {
    expect(recordOf(line).text).toBe(line);
  });

  it('may have blanks behind it', () => {
    expect(recordOf('{"msg":"ready"}  ').text).toBe('ready');
  });

  it('without a message is the pairs it holds, and a message within is read on', () => {
    expect(read({ step: 'weights', level: 'info' }).text).toBe('step=weights');
    expect(read({ jsonPayload: { message: 'ready', port: 1 }, severity: 'ERROR' })).toMatchObject({ text: 'ready', level: 'error', fields: { port: '1' } });
  });
});

describe('what goes on a JSON record', () => {
  const count = (members: Members): number => recordsOf(`${JSON.stringify(members)}\n    the rest\n`).length;

  it('is an indented line where a logger wrote it, which its level shows', () => {
    expect([count({ level: 'info', msg: 'a' }), count({ severity: 'INFO', message: 'a' })]).toEqual([1, 1]);
  });

  it('is none where a collector or the journal did', () => {
    expect([count({ msg: 'a' }), count({ MESSAGE: 'a', PRIORITY: '6' })]).toEqual([2, 2]);
  });

  it('is none where its text has several lines, or is made of its members', () => {
    expect([count({ level: 'info', msg: 'a\nb' }), count({ level: 'info', port: 1 })]).toEqual([2, 2]);
  });
});

describe('a line that Docker wrapped', () => {
  const docker = (log: string) => read({ log, stream: 'stderr', time: '2026-03-11T06:00:04Z' });

  it('ends before its line feeds', () => {
    expect([docker('a\r\n').text, docker('a\n\n').text]).toEqual(['a', 'a']);
  });

  it('may hold several, which have one number', () => {
    expect(docker('a\nb\n')).toMatchObject({ text: 'a\nb', isSingleLine: true });
    expect('isSingleLine' in docker('a\n')).toBe(false);
  });
});

describe('members that say little', () => {
  it('are bytes of a journal where all of them are', () => {
    expect(read({ MESSAGE: [97, 'b'] }).text).toBe('[97,"b"]');
  });

  it('are a time where it has a fraction, or blanks behind it', () => {
    expect(isoOf(read({ time: '1773208804.25', msg: 'a' }))).toBe('2026-03-11T06:00:04.250Z');
    expect(isoOf(read({ time: `2026-03-11T06:00:04Z${' '.repeat(9)}`, msg: 'a' }))).toBe(day);
  });

  it('are no second time, however fine', () => {
    expect(isoOf(read({ time: '2026-03-11T06:00:04Z', ts: 1_773_208_804.25, msg: 'a' }))).toBe(day);
    expect(isoOf(read({ time: 1_773_208_804, ts: 1_773_208_804.25, msg: 'a' }))).toBe(day);
  });

  it.each(['100', 'x5', '5x', 'loud'])('are no level that takes the place of that of an envelope: %s', (level) => {
    expect(recordOf(`<11>Mar 11 06:00:04 h s[1]: ${JSON.stringify({ level, msg: 'a' })}`).level).toBe('error');
  });

  it.each(['12x', 'x12', '', true])('are no process: %j', (pid) => {
    expect(read({ pid, msg: 'a' }).stream.process).toBeNull();
  });

  it('are labels at their own place beside those of a resource', () => {
    expect({ ...read({ resource: { labels: { pod_name: 'p', host: 'no' } }, labels: { pod: 'q' }, hostname: 'h', msg: 'a' }).labels }).toEqual({
      pod: 'p',
      host: 'h',
    });
    expect({ ...read({ labels: { pod: 'q' }, msg: 'a' }).labels }).toEqual({ pod: 'q' });
  });

  it('are the level inside of an object `log`', () => {
    expect(read({ log: { level: 'warn' }, msg: 'a' }).level).toBe('warning');
    expect(read({ log: { other: 'warn' }, msg: 'a' }).level).toBeNull();
  });

  it.each(['{"msg":"a"', '{"msg":"a"}x', '{msg:"a"}'])('are none where it is no JSON: %s', (line) => {
    expect(recordOf(line).text).toBe(line);
  });
});
