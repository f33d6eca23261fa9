import { describe, expect, it } from 'vitest';
import { isoOf, recordOf, recordsOf } from './records.js';

describe('what a logger puts in front', () => {
  it.each([
    ['INFO:     Application startup complete.', 'info', 'Application startup complete.'],
    ['INFO:root:Loading', 'info', 'Loading'],
    ['INFO [FirstRequest] Compiling', 'info', '[FirstRequest] Compiling'],
    ['ERROR [worker.py:12] Gone', 'error', 'Gone'],
    ['WARNING: You are using pip', 'warning', 'You are using pip'],
    ['[INFO] Loading', 'info', 'Loading'],
    ['[WARNING]: Gpu 2 is not available', 'warning', 'Gpu 2 is not available'],
    ['[TensorRT-LLM][INFO] Refreshed', 'info', 'Refreshed'],
    ['2026-01-01 00:00:00,123 - INFO - Loading', 'info', 'Loading'],
    ['2026-01-01 00:00:00,123 - sentence_transformers.SentenceTransformer - INFO - Use cpu', 'info', 'Use cpu'],
    ['2026-01-01 00:00:00,123 - seldon_core.microservice:main:602 - INFO:  Parse', 'info', 'Parse'],
    ['2026-01-01 00:00:00,123 | WARNING | torch.cuda | CUDA initialization', 'warning', 'CUDA initialization'],
    ['2026-01-01 00:00:00,123 punct INFO model loaded', 'info', 'model loaded'],
    ['2026-01-01 00:00:00,123 INFO worker.py:1832 -- Connecting', 'info', 'Connecting'],
    ['INFO 2026-01-01 00:00:00,123 controller 1666 deployment_state.py:1545 - Deploying', 'info', 'Deploying'],
    ['INFO 2026-01-01 00:00:00,123 proxy 10.20.0.1 -- Got endpoints', 'info', 'Got endpoints'],
    ['2026-01-01 00:00:00,123 - INFO - autotuner.py:674 - flashinfer.jit: Tuning', 'info', 'flashinfer.jit: Tuning'],
    ['2026-01-01 00:00:00 CRITICAL: gone', 'fatal', 'gone'],
    ['2026-01-01T00:00:00Z WARN  low', 'warning', 'low'],
    ['2026/01/01 00:00:00 [warn] 7#7: slow', 'warning', 'slow'],
  ] as const)('takes the level off %s', (line, level, text) => {
    const record = recordOf(line);
    expect([record.level, record.text]).toEqual([level, text]);
  });

  it.each([
    '[Init] Loading weights: 1.8s',
    '[FirstRequest] CUDA context creation: 2.3s',
    '[Metrics] p95 = 1450ms (first 5 mins), steady = 120ms',
    '[req 1] started',
    '[boot] importing',
    '[warmup] shape 1x128',
    '[ranker] warmup of 3 buckets: 1.9 s',
    '[1] first',
    'Init: weights 1.8s',
    'warmup - done in 3 s',
    'Loading | weights',
  ])('keeps the label of %s, also behind a clock and a level', (message) => {
    expect(recordOf(message).text).toBe(message);
    expect(recordOf(`2026-01-01T00:00:00Z INFO ${message}`).text).toBe(message);
    expect(recordOf(`INFO 01-01 00:00:00 [a.py:1] ${message}`).text).toBe(message);
    expect(recordOf(`INFO:     ${message}`).text).toBe(message);
  });

  it('keeps a label that stands in front of the level', () => {
    expect(recordOf('2026-06-18 08:30:00 [ranker] INFO warmup: 1.9 s').text).toBe('[ranker] warmup: 1.9 s');
    expect(recordOf('2026-06-18 08:30:00 [Init] [INFO] weights: 1.9 s').text).toBe('[Init] weights: 1.9 s');
  });
});

describe('prefixes that the loggers of single languages write', () => {
  it.each([
    ['[2026-01-02T15:04:05Z INFO  scorer::model] Loading', 'info', 'Loading'],
    ['[15:04:05 INF] Loading', 'info', 'Loading'],
    ['[15:04:05 WRN Scorer.ModelService] Loading', 'warning', 'Loading'],
    ['[2026-01-02 15:04:05.123 +00:00 ERR] Gone', 'error', 'Gone'],
    ['[2026-01-02 15:04:05 INFO model.cc:42] Loading', 'info', 'Loading'],
    ['[I 260102 15:04:05 web:2246] Loading', 'info', '[I 260102 15:04:05 web:2246] Loading'],
    ['[2026-01-02][15:04:05][scorer::model][WARN] low', 'warning', 'low'],
    ['20260102 15:04:05.123456 UTC 17 INFO  Loading - main.cc:54', 'info', 'Loading - main.cc:54'],
    ['WARN[2026-01-02T15:04:05Z] low', 'warning', 'low'],
    ['INFO[0003] Loading', 'info', 'Loading'],
    ['I, [2026-01-02T15:04:05.123456 #17]  INFO -- : Loading', 'info', 'Loading'],
  ] as const)('reads clock and level of %s', (line, level, text) => {
    const record = recordOf(line);
    expect([record.level, record.text, record.time === null]).toEqual([level, text, false]);
  });

  it.each(['[I 260102 15:04:05 web:2246] Loading', '[I 2026-01-02 15:04:05.000 ServerApp] Loading'])(
    "reads the day that Tornado's letter stands before: %s",
    (line) => {
      expect(recordOf(line).time).toBe(Date.UTC(2026, 0, 2, 15, 4, 5) / 1000);
    },
  );

  it('gives a message of java.util.logging the clock of the line above it', () => {
    const [record, ...others] = recordsOf('Jan 02, 2026 3:04:05 PM com.example.Loader load\nWARNING: low\nINFO: later\n');
    expect(record).toMatchObject({ line: 2, level: 'warning', text: 'low', time: Date.UTC(2026, 0, 2, 15, 4, 5) / 1000 });
    expect(others.map(({ time }) => time)).toEqual([null]);
  });

  it.each(['[2026-01-02T15:04:05Z the model is up] fine', '[15:04:05 elapsed] step'])('takes no word of %s for a level', (line) => {
    expect(recordOf(line).level).toBeNull();
  });
});

describe('prefixes with the clock inside or behind', () => {
  it.each([
    ['[INFO|modeling_utils.py:123] 2026-03-11 06:00:04,771 >> ready', 'info', 'ready', '2026-03-11T06:00:04.771Z'],
    ['info: ready {"timestamp":"2026-03-11T06:00:04.771Z"}', 'info', 'ready', '2026-03-11T06:00:04.771Z'],
    ['warn: low {"free":3,"timestamp":"2026-03-11T06:00:04.771Z"}', 'warning', 'low', '2026-03-11T06:00:04.771Z'],
    ['at=info time=2026-03-11T06:00:04Z message="is ready"', null, 'is ready', '2026-03-11T06:00:04.000Z'],
  ])('are read: %s', (line, level, text, time) => {
    const record = recordOf(line);
    expect([record.level, record.text.split('\n')[0], isoOf(record)]).toEqual([level, text, time]);
  });
});

describe('what a console encoder puts behind a message', () => {
  it('takes a JSON object as the fields of its record', () => {
    const record = recordOf('2026-01-01T00:00:00.000Z\tINFO\tmodel loaded\t{"durationMs":412,"path":"/srv/m.onnx"}');
    expect(record).toMatchObject({ text: 'model loaded', fields: { durationMs: '412', path: '/srv/m.onnx' } });
  });

  it("takes pino-pretty's name and process", () => {
    const record = recordOf('[2026-01-01 00:00:00.000 +0000] INFO (embedder/4711): tokenizer loaded {"durationMs":31}');
    expect(record).toMatchObject({ text: 'tokenizer loaded', stream: { process: 'pid 4711' }, fields: { durationMs: '31' } });
  });

  it.each(['2026-01-01 00:00:00 INFO config {"a":', '2026-01-01 00:00:00 INFO {"a":1} is wrong'])('leaves %s as it is', (line) => {
    expect(recordOf(line).fields).toEqual({});
  });
});
