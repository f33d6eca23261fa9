import { describe, expect, it } from 'vitest';
import { builtinRules } from '../../../src/rules/builtin.js';
import { createMatcher } from '../../../src/rules/match/matcher.js';
import { record, rulesFrom, signal } from '../given.js';

const rules = rulesFrom(
  signal('compile', 'compile takes (?<seconds>[\\d.]+) s', 'phase: compile, event: compile') +
    signal('loaded', 'has loaded (?<model>\\S+)', 'event: model-load') +
    signal('request', 'served request (?<request>\\d+)', 'request: ends') +
    signal('p95', 'p95 latency (?<earlyDuration>\\S+)', 'metric: true') +
    signal('tick', 'still waiting', 'heartbeat: true'),
  "scopes: [{ pattern: '\\[FirstRequest\\]', scope: request }]\n",
);

function idsOf(text: string, ruleSet = rules): string[] {
  return createMatcher(ruleSet)
    .match(record(text))
    .map((found) => found.id);
}

describe('a matcher', () => {
  it('gives the signals of a record with their facts, in the order of the rules', () => {
    const found = createMatcher(rules).match(record('has loaded m; compile takes 2.5 s'));
    expect(found.map(({ id, facts }) => ({ id, facts }))).toEqual([
      { id: 'demo/compile', facts: { seconds: 2.5 } },
      { id: 'demo/loaded', facts: { model: 'm;' } },
    ]);
  });

  it('takes a signal only where one of its facts is below another', () => {
    const short = rulesFrom(signal('short', 'tokens=(?<tokens>\\d+) context=(?<context>\\d+)', 'below: { tokens: context }, event: memory-headroom-low'));
    expect(idsOf('tokens=4000 context=8192', short)).toEqual(['demo/short']);
    expect(idsOf('tokens=9000 context=8192', short)).toEqual([]);
  });

  it('cites the line of the error that a traceback ends with', () => {
    const raised = rulesFrom(signal('raised', '^Traceback:\\n(?:[^\\n]*\\n){1,9}(?<error>\\w+Error: [^\\n]+)', 'event: uncaught-error'));
    const text = 'Traceback:\n  File "a.py"\nValueError: no such profile';
    expect(createMatcher(raised).match(record(text, { line: 7 }))[0]?.line).toBe(9);
    expect(createMatcher(raised).match(record(text, { line: 7, lines: [7, 9, 14] }))[0]?.line).toBe(14);
  });

  it('cites the line that its words stand in where a sentence goes over several', () => {
    const text = 'reading the index: it has loaded m1 from here';
    const wraps = [text.indexOf('it'), text.indexOf('from')];
    expect(
      createMatcher(rules)
        .match(record(text, { line: 7, wraps }))
        .map(({ line }) => line),
    ).toEqual([8]);
  });

  it('gives a stated duration with a phase the extent `stated`', () => {
    expect(createMatcher(rules).match(record('compile takes 2.5 s'))[0]).toMatchObject({
      phase: 'compile',
      extent: { kind: 'stated' },
      events: ['compile'],
      scope: null,
    });
  });

  it('takes the scope from a label in the record', () => {
    expect(createMatcher(rules).match(record('[FirstRequest] compile takes 2.5 s'))[0]?.scope).toBe('request');
  });

  it('says in which line of a record of several lines it matched', () => {
    expect(createMatcher(rules).match(record('Traceback\n  compile takes 2.5 s', { line: 10 }))[0]?.line).toBe(11);
  });

  it('reads the other members of a structured record as lines `name=value`', () => {
    const ruleSet = rulesFrom(signal('load', 'done[\\s\\S]{0,20}^took=(?<duration>\\S+)$', 'phase: weights-load'));
    const [found] = createMatcher(ruleSet).match(record('done', { line: 7, fields: { model: 'm', took: '3s' } }));
    expect(found).toMatchObject({ line: 7, facts: { seconds: 3 } });
  });

  it('passes over a record that also matches `unless`', () => {
    const ruleSet = rulesFrom(signal('load', 'weights loaded', "unless: 'dry run'"));
    expect(idsOf('weights loaded', ruleSet)).toEqual(['demo/load']);
    expect(idsOf('weights loaded (dry run)', ruleSet)).toEqual([]);
  });

  it('asks for the level where the rule does', () => {
    const ruleSet = rulesFrom(signal('bad', 'weights broken', 'levels: [error]'));
    const matcher = createMatcher(ruleSet);
    expect(matcher.match(record('weights broken', { level: 'error' }))).toHaveLength(1);
    expect(matcher.match(record('weights broken', { level: 'info' }))).toHaveLength(0);
    expect(matcher.match(record('weights broken'))).toHaveLength(0);
  });

  it('applies a version range once the replica has stated its version', () => {
    const matcher = createMatcher(rulesFrom(signal('version', 'demo server v(?<version>[\\d.]+)') + signal('old', 'weights loaded', "versions: '<0.8'")));
    const [a, b] = ['a', 'b'].map((replica) => ({ stream: { replica, process: null } }));
    expect(matcher.match(record('weights loaded', a))).toHaveLength(1);
    matcher.match(record('demo server v0.9.1', a));
    expect(matcher.match(record('weights loaded', a))).toHaveLength(0);
    expect(matcher.match(record('weights loaded', b))).toHaveLength(1);
  });

  it('takes the phase of a pair from whichever end states it', () => {
    const matcher = createMatcher(
      rulesFrom(signal('begin', 'weights begin', 'starts: load') + signal('end', 'weights end', 'ends: load, phase: weights-load')),
    );
    expect(matcher.match(record('weights begin'))[0]).toMatchObject({ phase: 'weights-load', extent: { kind: 'starts', key: 'load' } });
    expect(matcher.match(record('weights end'))[0]).toMatchObject({ phase: 'weights-load', extent: { kind: 'ends', key: 'load' } });
  });

  it('keeps a signal whose duration has no unit, without a span', () => {
    const matcher = createMatcher(rulesFrom(signal('load', 'weights took (?<duration>[\\d.]+ ?[a-zA-Z]*)', 'phase: weights-load')));
    expect(matcher.match(record('weights took 2.3 GB'))[0]).toMatchObject({ extent: null, facts: { unreadable: 'duration' } });
  });

  it('names the runtimes whose lines a record shows', () => {
    expect(createMatcher(rules).detects(record('demo server v1'))).toEqual(['demo']);
    expect(createMatcher(rules).detects(record('another server'))).toEqual([]);
  });

  it('names them too where an envelope has escaped the quotes of the line', () => {
    const written = 'time=2026-03-11T06:00:00Z level=INFO source=server.go:591 msg="waiting for llama runner to start responding"';
    const raw = JSON.stringify({ log: `${written}\n`, stream: 'stderr' });
    expect(createMatcher(builtinRules).detects(record('waiting for llama runner to start responding', { raw }))).toEqual(['ollama']);
  });

  it('survives names that objects already have', () => {
    const matcher = createMatcher(rulesFrom(signal('proto', '__proto__ (?<constructor>\\w+)')));
    expect(matcher.match(record('__proto__ toString', { fields: { constructor: 'x' } }))).toHaveLength(1);
  });
});

describe('candidates in steady state', () => {
  /** A matcher that has seen the program's own line: of others only what begins a boot is watched. */
  const shown = (ruleSet: typeof rules) => {
    const matcher = createMatcher(ruleSet);
    matcher.detects(record('demo server v1'));
    return matcher;
  };
  const lines = ['quiet', 'HAS LOADED x', 'served request 1', 'é compile takes', 'still waiting', 'p95 latency 3 s', 'compile takes 3 s'];

  it('are the lines that could hold a signal still watched, by offset and number', () => {
    const bytes = Buffer.from(`${lines.join('\n')}\n`);
    const found = shown(rules).candidates({ bytes, firstLine: 100 });
    expect(found.map(({ line }) => lines[line - 100])).toEqual(['HAS LOADED x', 'é compile takes', 'compile takes 3 s']);
    for (const { offset, line } of found) expect(bytes.subarray(offset).toString().split('\n')[0]).toBe(lines[line - 100]);
  });

  it('of a program that the log has not shown are the lines that begin a boot', () => {
    const ruleSet = rulesFrom(signal('start', 'demo starts', 'boot: starts') + signal('load', 'weights loaded', 'phase: weights-load, event: model-load'));
    const bytes = Buffer.from('weights loaded\ndemo starts\n');
    expect(createMatcher(ruleSet).candidates({ bytes, firstLine: 1 })).toEqual([{ offset: 15, line: 2 }]);
  });

  it('are found in a last line without a line feed', () => {
    expect(shown(rules).candidates({ bytes: Buffer.from('a\nhas loaded x'), firstLine: 1 })).toEqual([{ offset: 2, line: 2 }]);
  });

  it('leave out requests, metrics and heartbeats unless a rule says `watch: always`', () => {
    const ruleSet = rulesFrom(
      signal('request', 'served request (?<request>\\d+)', 'request: ends, watch: always') +
        signal('load', 'weights loaded', 'phase: weights-load, watch: startup'),
    );
    const bytes = Buffer.from('served request 1\nweights loaded\n');
    expect(shown(ruleSet).candidates({ bytes, firstLine: 1 })).toEqual([{ offset: 0, line: 1 }]);
  });
});
