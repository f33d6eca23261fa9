import { describe, expect, it } from 'vitest';
import { baselineText, parseBaseline } from '../../../src/gate/baseline/file.js';

const run = { id: 'a', recorded: '2026-11-26T12:00:00Z', fingerprint: {}, boots: [{ timeToReady: 4 }] };

/** What is said of a text that is no baseline. */
const problemOf = (text: string): string => {
  try {
    parseBaseline('baseline.json', text);
    return '';
  } catch (error) {
    return (error as Error).message;
  }
};

describe('the text of a baseline', () => {
  it('has its keys in order', () => {
    const text = baselineText({ schemaVersion: 1, runs: [{ ...run, boots: [{ b: 1, c: 3, a: 2 }] }] });
    expect(text).toBe('{ "schemaVersion": 1, "runs": [\n  {"id":"a","recorded":"2026-11-26T12:00:00Z","fingerprint":{},"boots":[{"a":2,"b":1,"c":3}]}\n] }\n');
  });

  it('may be of no run', () => {
    expect(baselineText({ schemaVersion: 1, runs: [] })).toBe('{ "schemaVersion": 1, "runs": [] }\n');
    expect(parseBaseline('x', baselineText({ schemaVersion: 1, runs: [] }))).toEqual({ schemaVersion: 1, runs: [] });
  });
});

describe('what is no baseline', () => {
  it.each(['[]', 'null', '3', '"x"', '{}', '{"schemaVersion":"2","runs":[]}', '{"schemaVersion":0,"runs":[]}'])('is named so, with the mend: %s', (text) => {
    expect(problemOf(text)).toMatch(/^baseline\.json: is no baseline \(.+\); coldcase baseline record writes one$/);
  });

  it('is named with the place of what is wrong', () => {
    expect(problemOf(JSON.stringify({ schemaVersion: 1, runs: [run, { ...run, boots: [] }] }))).toMatch(/ at runs\.1\.boots\); coldcase/);
    expect(problemOf('[]')).not.toContain(' at ');
  });

  it('may be of a newer version', () => {
    expect(problemOf('{"schemaVersion":2,"runs":[]}')).toBe(
      'baseline.json: is a baseline of version 2, and this coldcase reads version 1; install a newer coldcase',
    );
  });

  it('may be no JSON, or one of two sides', () => {
    expect(problemOf('{')).toMatch(/^baseline\.json: is no baseline: .+; coldcase baseline record writes one$/);
    expect(problemOf('{\n<<<<<<< HEAD\n')).toMatch(/^baseline\.json:2: holds a conflict of two branches; /);
  });
});
