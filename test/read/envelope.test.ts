import { describe, expect, it } from 'vitest';
import { createRecordParser } from '../../src/read/parser.js';
import { isoOf, recordOf, recordsOf } from './records.js';

const message = '[Init] Loading weights: 1.8s';
const time = '2026-03-11T06:00:04.000Z';

const envelopes: readonly (readonly [name: string, line: string, clock: string, replica: string | null, process: string | null])[] = [
  ['Docker json-file', JSON.stringify({ log: `${message}\n`, stream: 'stdout', time: '2026-03-11T06:00:04.000000000Z' }), time, null, null],
  ['CRI', `2026-03-11T06:00:04.000000000Z stdout F ${message}`, time, null, null],
  ['Compose', `serve-1  | ${message}`, '-', 'serve-1', null],
  ['Compose of old', `serve_1   | ${message}`, '-', 'serve_1', null],
  ['a named container under Compose', `vllm  | ${message}`, '-', 'vllm', null],
  ['kubectl --prefix', `[pod/serve-7c5ddbdf54-x2k9p/main] ${message}`, '-', 'serve-7c5ddbdf54-x2k9p/main', null],
  ['kubectl --prefix --timestamps', `[pod/serve-0/main] 2026-03-11T06:00:04.000000000Z ${message}`, time, 'serve-0/main', null],
  ['kubectl --timestamps', `2026-03-11T06:00:04.000000000Z ${message}`, time, null, null],
  ['stern', `serve-7c5ddbdf54-x2k9p main ${message}`, '-', 'serve-7c5ddbdf54-x2k9p/main', null],
  ['journald short', `Mar 11 06:00:04 node-1 serve[12]: ${message}`, time, null, 'pid 12'],
  ['journald short-iso', `2026-03-11T08:00:04+0200 node-1 serve[12]: ${message}`, time, null, 'pid 12'],
  ['journald short-precise', `Mar 11 06:00:04.000000 node-1 serve[12]: ${message}`, time, null, 'pid 12'],
  [
    'journald json',
    JSON.stringify({ __REALTIME_TIMESTAMP: '1773208804000000', MESSAGE: message, _PID: '12', _SYSTEMD_UNIT: 'serve.service' }),
    time,
    'serve.service',
    'pid 12',
  ],
  [
    'journald json of bytes',
    JSON.stringify({ __REALTIME_TIMESTAMP: '1773208804000000', MESSAGE: [...Buffer.from(message)], _PID: '12' }),
    time,
    null,
    'pid 12',
  ],
  ['Heroku', `2026-03-11T06:00:04.000000+00:00 app[web.1]: ${message}`, time, null, null],
  ["Heroku's own word", `2026-03-11T06:00:04.000000+00:00 heroku[web.1]: ${message}`, time, null, 'heroku'],
  ['Fly', `2026-03-11T06:00:04Z app[148e21f0a] ams [info]${message}`, time, '148e21f0a', null],
  ["Fly's own word", `2026-03-11T06:00:04Z runner[148e21f0a] ams [info] ${message}`, time, '148e21f0a', 'fly'],
  ['syslog RFC 3164', `<13>Mar 11 06:00:04 node-1 serve[12]: ${message}`, time, null, 'pid 12'],
  ['syslog RFC 5424', `<13>1 2026-03-11T06:00:04.000Z node-1 serve 12 - - ${message}`, time, null, 'pid 12'],
  ['syslog RFC 5424 with data', `<13>1 2026-03-11T06:00:04.000Z node-1 serve 12 ID47 [a@1 b="c\\]d"] ${message}`, time, null, 'pid 12'],
  ['structlog', JSON.stringify({ event: message, timestamp: '2026-03-11T06:00:04Z', level: 'info' }), time, null, null],
  ['python-json-logger', JSON.stringify({ asctime: '2026-03-11 06:00:04,000', levelname: 'INFO', message, process: 12 }), time, null, 'pid 12'],
  ['pino', JSON.stringify({ level: 30, time: 1773208804000, pid: 12, hostname: 'h', msg: message }), time, null, 'pid 12'],
  ['zap', JSON.stringify({ level: 'info', ts: 1773208804.0001, caller: 'a.go:1', msg: message }), time, null, null],
  ['bunyan', JSON.stringify({ name: 'a', hostname: 'h', pid: 12, level: 30, msg: message, time: '2026-03-11T06:00:04.000Z', v: 0 }), time, null, 'pid 12'],
  [
    'Google Cloud text',
    JSON.stringify({
      textPayload: message,
      timestamp: '2026-03-11T06:00:04Z',
      severity: 'INFO',
      resource: { type: 'k8s_container', labels: { pod_name: 'serve-0', container_name: 'main' } },
    }),
    time,
    'serve-0/main',
    null,
  ],
  [
    'Google Cloud json',
    JSON.stringify({ jsonPayload: { message }, timestamp: '2026-03-11T06:00:04Z', resource: { labels: { pod_name: 'serve-0' } } }),
    time,
    'serve-0',
    null,
  ],
  ['CloudWatch', JSON.stringify({ timestamp: 1773208804000, message, ingestionTime: 1773208805000 }), time, null, null],
  [
    'filebeat',
    JSON.stringify({ '@timestamp': '2026-03-11T06:00:04.000Z', message, kubernetes: { pod: { name: 'serve-0' }, container: { name: 'main' } } }),
    time,
    'serve-0/main',
    null,
  ],
  [
    'loguru',
    JSON.stringify({ text: `x | ${message}\n`, record: { message, level: { name: 'INFO' }, time: { timestamp: 1773208804 }, process: { id: 12 } } }),
    time,
    null,
    'pid 12',
  ],
  ['logfmt', `time=2026-03-11T06:00:04Z level=info msg="${message}"`, time, null, null],
  ['logcli', `2026-03-11T06:00:04Z {container="main", pod="serve-0"} ${message}`, time, 'serve-0/main', null],
  ['GitHub Actions', `2026-03-11T06:00:04.0000000Z ${message}`, time, null, null],
  ['gh run view --log', `build\tRun server\t2026-03-11T06:00:04.0000000Z ${message}`, time, null, null],
  [
    'aws logs tail',
    `2026-03-11T06:00:04.000000+00:00 ecs/app/0123456789abcdef0123456789abcdef ${message}`,
    time,
    'ecs/app/0123456789abcdef0123456789abcdef',
    null,
  ],
  ['an indent', `    2026-03-11T06:00:04Z INFO ${message}`, time, null, null],
  ['grep -n', `70:Mar 11 06:00:04 node-1 serve[12]: ${message}`, time, null, 'pid 12'],
  ['a quotation', `> 2026-03-11T06:00:04Z INFO ${message}`, time, null, null],
  ['the sides of a box', `│ (EngineCore pid=7) INFO 03-11 06:00:04 [a.py:1] ${message}      │`, time, null, 'pid 7'],
  ['srun --label', `0: 2026-03-11 06:00:04 INFO ${message}`, time, null, null],
  ['a comment of a shell', `# 2026-03-11T06:00:04Z INFO ${message}`, time, null, null],
  ['a comment around Compose', `// serve-1  | 2026-03-11T06:00:04Z INFO ${message}`, time, 'serve-1', null],
  ['grep -A', `71-2026-03-11T06:00:04Z ${message}`, time, null, null],
  ['vLLM', `(EngineCore_DP0 pid=41490) ${message}`, '-', null, 'pid 41490'],
  ['vLLM ranks', `(VllmWorker rank=0 pid=3249) INFO 03-11 06:00:04 [a.py:1] ${message}`, time, null, 'pid 3249'],
  ['Ray', `(RayWorkerWrapper pid=123, ip=10.0.0.3) ${message}`, '-', null, 'pid 123 on 10.0.0.3'],
  ['torch', `[rank0]: ${message}`, '-', null, 'rank 0'],
  ['torchrun --tee', `[default3]:2026-03-11 06:00:04 INFO ${message}`, time, null, 'rank 3'],
  ['torchx', `[trainer0|1]:${message}`, '-', null, 'rank 0'],
  ['gunicorn', `[2026-03-11 06:00:04 +0000] [123] [INFO] ${message}`, time, null, 'pid 123'],
  ['Celery', `[2026-03-11 06:00:04,000: INFO/ForkPoolWorker-1] ${message}`, time, null, 'ForkPoolWorker-1'],
  ['TorchServe', `2026-03-11T06:00:04,000 [INFO ] W-9000-model_1.0-stdout MODEL_LOG - ${message}`, time, null, 'W-9000-model_1.0'],
  ['a tag', `app[91]: 2026-03-11T06:00:04.000Z INFO  ${message}`, time, null, 'pid 91'],
  ['colours', `\u001b[1;36m(EngineCore pid=7)\u001b[0;0m \u001b[32mINFO\u001b[0m 03-11 06:00:04 [a.py:1] ${message}`, time, null, 'pid 7'],
  ['colours that syslog spelled out', `#033[2m#033[36m(ServeReplica pid=7)#033[0m ${message}`, '-', null, 'pid 7'],
  ['colours that cat -v spelled out', `^[[2m2026-03-11T06:00:04Z^[[0m ^[[32m INFO^[[0m ${message}`, time, null, null],
  ['colours that lost their escape character', `[2m2026-03-11T06:00:04Z[0m [32m INFO[0m ${message}`, time, null, null],
  ['colours whose escape character became a space', ` [2;36m2026-03-11T06:00:04Z [0m  [34mINFO     [0m ${message}`, time, null, null],
  ['CRI around gunicorn', `2026-03-11T06:00:04.000000000Z stderr F [2026-03-11 06:00:04 +0000] [8] [INFO] ${message}`, time, null, 'pid 8'],
  ['Compose around JSON', `serve-1  | ${JSON.stringify({ level: 'info', ts: '2026-03-11T06:00:04Z', msg: message })}`, time, 'serve-1', null],
  [
    'kubectl around Docker around vLLM',
    `[pod/a-0/b] ${JSON.stringify({ log: `(APIServer pid=14) INFO 03-11 06:00:04 [a.py:1] ${message}\n`, stream: 'stderr', time: '2026-03-11T06:00:04Z' })}`,
    time,
    'a-0/b',
    'pid 14',
  ],
  [
    'filebeat around Docker around JSON',
    JSON.stringify({
      message: JSON.stringify({ log: `${JSON.stringify({ level: 'info', msg: message })}\n`, stream: 'stderr', time: '2026-03-11T06:00:04Z' }),
    }),
    time,
    null,
    null,
  ],
];

describe('envelopes', () => {
  it.each(envelopes)('takes %s off', (_name, line, clock, replica, process) => {
    const record = recordOf(line);
    expect([record.text, isoOf(record), record.stream.replica, record.stream.process]).toEqual([message, clock, replica, process]);
    expect(record.line).toBe(1);
  });

  it('takes the mark of a quotation off lines without a clock once a dated line had it', () => {
    const log = '> first\n> 2026-03-11T06:00:04Z INFO second\n> third\n# fourth\n>>> fifth';
    expect(recordsOf(log).map(({ text }) => text)).toEqual(['> first', 'second', 'third', '# fourth', '>>> fifth']);
  });

  it('keeps the line as it was printed, colours off', () => {
    expect(recordOf('\u001b[32mINFO\u001b[0m:     Started \u001b]0;title\u0007server').raw).toBe('INFO:     Started server');
  });

  it.each(['rate(http_requests_total[5m]) over [10m] and [0m]', 'shape [3m x 2m]', 'a[1;2m'])('takes %s for no colour', (text) => {
    expect(recordOf(text).raw).toBe(text);
  });

  it("joins the parts of CRI's cut lines, channel by channel", () => {
    const log =
      '2026-03-11T06:00:04.1Z stdout P INFO: first \n2026-03-11T06:00:04.2Z stderr F other\n2026-03-11T06:00:04.3Z stdout P second \n2026-03-11T06:00:04.4Z stdout F third\n';
    expect(recordsOf(log).map(({ line, text, level }) => [line, text, level])).toEqual([
      [2, 'other', null],
      [1, 'first second third', 'info'],
    ]);
  });

  it("joins the parts of Docker's cut lines", () => {
    const part = (log: string): string => JSON.stringify({ log, stream: 'stdout', time: '2026-03-11T06:00:04Z' });
    const records = recordsOf(`${part('a'.repeat(16_384))}\n${part('b\n')}\n${part('no line feed, and yet whole')}\n`);
    expect(records.map(({ line, text }) => [line, text.length])).toEqual([
      [1, 16_385],
      [3, 27],
    ]);
  });

  it('gives an open part at the end', () => {
    expect(recordsOf('2026-03-11T06:00:04.1Z stdout P half')[0]?.text).toBe('half');
  });

  it("makes a JSON logger's other members fields, one level deep", () => {
    const { fields } = recordOf(JSON.stringify({ level: 'info', msg: 'loaded', took: { seconds: 1.5, parts: [1, 2] }, model: 'a', none: null }));
    expect({ ...fields }).toEqual({ 'took.seconds': '1.5', 'took.parts': '[1,2]', model: 'a' });
  });

  it('keeps at most 64 fields', () => {
    const members = Object.fromEntries(Array.from({ length: 100 }, (_, index) => [`m${index}`, index]));
    expect(Object.keys(recordOf(JSON.stringify({ msg: 'a', ...members })).fields)).toHaveLength(64);
  });

  it('writes a JSON object without a message as pairs', () => {
    const record = recordOf('{"step":"weights","seconds":1.3}');
    expect([record.text, { ...record.fields }]).toEqual(['step=weights seconds=1.3', { step: 'weights', seconds: '1.3' }]);
  });

  it('is not fooled by names of the prototype', () => {
    const record = recordOf('{"__proto__":{"polluted":1},"constructor":"x","msg":"hi"}');
    expect([record.text, record.fields.constructor, ({} as { polluted?: unknown }).polluted]).toEqual(['hi', 'x', undefined]);
  });

  it('reads levels of JSON loggers by name and number', () => {
    const levels = ['"warn"', '40', '"ERROR"', '60', '"critical"'].map((level) => recordOf(`{"level":${level},"msg":"a"}`).level);
    expect(levels).toEqual(['warning', 'warning', 'error', 'fatal', 'fatal']);
  });

  it('takes the level of the message before that of the envelope', () => {
    const journal = { __REALTIME_TIMESTAMP: '1773208804000000', PRIORITY: '6' };
    const records = [
      recordOf(JSON.stringify({ ...journal, MESSAGE: 'ERROR:    boom' })),
      recordOf(JSON.stringify({ ...journal, MESSAGE: 'boom' })),
      recordOf('<11>Mar 11 06:00:04 a serve[1]: INFO:     boom'),
      recordOf(JSON.stringify({ severity: 'ERROR', textPayload: 'INFO:     boom', timestamp: '2026-03-11T06:00:04Z' })),
    ];
    expect(records.map(({ level, text }) => [level, text])).toEqual([
      ['error', 'boom'],
      ['info', 'boom'],
      ['info', 'boom'],
      ['info', 'boom'],
    ]);
  });

  it('reads the indented exports of clouds, the oldest entry first', () => {
    const google = [
      {
        insertId: 'b',
        jsonPayload: { message: 'second' },
        severity: 'WARNING',
        timestamp: '2026-03-11T06:00:05.5Z',
        resource: { labels: { pod_name: 'a-0' } },
      },
      { insertId: 'a', textPayload: 'INFO:     first "one"\n', timestamp: '2026-03-11T06:00:04Z' },
    ];
    const amazon = { events: [{ timestamp: 1773208804000, message: message, ingestionTime: 1773208805000 }], nextToken: 'x' };
    expect(recordsOf(JSON.stringify(google, null, 2)).map((record) => [isoOf(record), record.text, record.level, record.stream.replica, record.line])).toEqual([
      ['2026-03-11T06:00:04.000Z', 'first "one"', 'info', null, 15],
      ['2026-03-11T06:00:05.500Z', 'second', 'warning', 'a-0', 2],
    ]);
    expect(recordsOf(JSON.stringify(amazon, null, 4)).map((record) => [isoOf(record), record.text])).toEqual([[time, message]]);
  });

  it('tells replicas apart by host where a file has several', () => {
    const records = recordsOf('Mar 11 06:00:04 a serve[1]: x\nMar 11 06:00:05 b serve[1]: y\nMar 11 06:00:06 a serve[1]: z\n');
    expect(records.map(({ stream }) => stream.replica)).toEqual([null, 'b', null]);
  });

  it('knows pod and container of a file by its place on the node', () => {
    const uid = '8d2f0c1e-0000-4000-8000-000000000001';
    const parser = createRecordParser(`/var/log/pods/llm_vllm-0_${uid}/main/0.log`);
    parser.all({ bytes: Buffer.from('2026-03-11T06:00:04Z stdout F x\n'), firstLine: 1 });
    const [record] = parser.end();
    expect([record?.stream.replica, { ...record?.labels }]).toEqual(['vllm-0/main', { pod: 'vllm-0', namespace: 'llm', container: 'main', uid }]);
  });

  it('labels pod, container and host', () => {
    expect({ ...recordOf('[pod/a-0/b] x').labels }).toEqual({ pod: 'a-0', container: 'b' });
    expect({ ...recordOf('Mar 11 06:00:04 h serve[1]: x').labels }).toEqual({ host: 'h', unit: 'serve' });
  });

  it.each([
    'model loading finished for all workers',
    'gpt-4 model loaded in 3 s',
    'Name | Value',
    '| Backend | Path |',
    '(see the manual) and go on',
    'weights=3 layers=12',
    'note: {"a": 1} is no record',
    'I am a sentence',
    'Error: out of memory',
  ])('leaves %s alone', (line) => {
    const record = recordOf(line);
    expect([record.text, record.stream.replica, record.stream.process, record.level]).toEqual([line, null, null, null]);
  });
});
