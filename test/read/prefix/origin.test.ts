import { describe, expect, it } from 'vitest';
import { type Seen, seenOf } from './read.js';

const clock = '2026-01-01 00:00:00';

describe('the place in the code', () => {
  it.each([
    '[core.py:12] Loading',
    '[core.py:12] - Loading',
    'core.py:12] Loading',
    'core.py:12]Loading',
    'core.py:12 - Loading',
    'core.py:12 | Loading',
    'core.py:12 -- Loading',
    'router/src/lib.rs:199: Loading',
    'send:496 - Loading',
    '<module>:12 - Loading',
    'controller 1666 -- Loading',
    'proxy 10.20.0.1 -- Loading',
    'controller 1666 deployment_state.py:1545 - Loading',
  ])('is taken off behind a level: INFO %s', (rest) => {
    expect(seenOf(`${clock} INFO ${rest}`)).toEqual(['info', null, 'Loading']);
  });

  it.each(['app.lifecycle:lifespan:15 - Loading', '__main__ | <module> | 329 | Loading', 'scorer:280 | Loading', 'scorer.models | Loading'])(
    'is taken off between strokes, as loguru writes it: | INFO | %s',
    (rest) => {
      expect(seenOf(`${clock} | INFO | ${rest}`)).toEqual(['info', null, 'Loading']);
    },
  );

  it.each(['core.py:12 Loading', 'a - Loading', '-- Loading', 'Loading - 3 of 4', 'model [core.py:12] Loading', '[Init] Loading', 'Loading the weights: 3 s'])(
    'is no part of a message: INFO %s',
    (message) => {
      expect(seenOf(`${clock} INFO ${message}`)).toEqual(['info', null, message]);
    },
  );

  it.each(['nothing of the kind', 'Loading weights | 3 s'])('is no part of a message between strokes: | INFO | %s', (message) => {
    expect(seenOf(`${clock} | INFO | ${message}`)).toEqual(['info', null, message]);
  });

  it.each<[string, ...Seen]>([
    ['[INFO ] main org.pytorch.serve.ModelServer - Loading', 'info', null, 'Loading'],
    ['[WARN ] W-9000-scorer_1.0-stdout MODEL_LOG - low', 'warning', 'W-9000-scorer_1.0', 'low'],
    ['[INFO ] W-9000-scorer_1.0-stderr MODEL_LOG - Loading', 'info', 'W-9000-scorer_1.0', 'Loading'],
    ['[INFO ] main Loading - 3 of 4', 'info', null, 'main Loading - 3 of 4'],
  ])('is a thread and a class, and a worker is a process, as log4j writes it: %s', (rest, ...seen) => {
    expect(seenOf(`${clock},123 ${rest}`)).toEqual(seen);
  });

  it.each([
    ['Logback', '[main] INFO  com.example.ranker.Service - Loading'],
    ['Logback', '[main] INFO  Application - Loading'],
    ['Logback, two strokes', '[pool-2-thread-1] INFO com.example.Ranker -- Loading'],
    ['Tomcat', '[http-nio-9000-exec-4] INFO c.e.r.RankController - Loading'],
    ['Spring Boot', ' INFO 1 --- [ranker] [           main] c.e.r.Service                            : Loading'],
    ['Spring Boot, of a host', ' INFO 1 --- [nio-9000-exec-1] o.a.c.c.C.[Tomcat].[localhost].[/]       : Loading'],
    ['Quarkus', 'INFO  [io.quarkus] (main) Loading'],
    ['Log4j', 'INFO  [main] c.e.r.Service: Loading'],
  ])('is a thread and a class, as %s writes it: %s', (_logger, rest) => {
    expect(seenOf(`${clock},123 ${rest}`)).toEqual(['info', null, 'Loading']);
  });

  it.each(['[req 7] INFO ranker - Loading', '[Init] INFO Loading - 3 of 4'])('is no thread of the JVM: %s', (rest) => {
    const [level, , text] = seenOf(`${clock},123 ${rest}`);
    expect([level, text]).toEqual(['info', rest.replace('INFO ', '')]);
  });

  it.each(['ranker.core.processor  - Loading', 'ranker.api - Loading'])('is a module, as Python writes it behind the level: INFO %s', (rest) => {
    expect(seenOf(`${clock},123 INFO     ${rest}`)).toEqual(['info', null, 'Loading']);
  });

  it.each(['ranker.safetensors - 4.1 GB', 'ranker - Loading', 'v1.2.3 - Loading'])('is no file and no word: INFO %s', (message) => {
    expect(seenOf(`${clock},123 INFO ${message}`)).toEqual(['info', null, message]);
  });

  it.each(['ranker.api                    INFO    : Loading', 'ranker INFO : Loading'])('is a name in front of a level, padded as columns are: %s', (rest) => {
    expect(seenOf(`[${clock}] ${rest}`)).toEqual(['info', null, 'Loading']);
  });
});
