import { describe, expect, it } from 'vitest';
import { warmupErrorEvents } from '../../src/timeline/warmup-errors.js';
import { entriesOf, type GivenEntry } from './entries.js';

const warms: GivenEntry = { phase: 'warmup', extent: { kind: 'starts', key: 'warmup' } };
const over: GivenEntry = { phase: 'warmup', extent: { kind: 'ends', key: 'warmup' } };
const load: GivenEntry = { phase: 'weights-load', extent: { kind: 'stated' } };
const error: GivenEntry = { events: ['oom-device'] };

const told = (given: readonly GivenEntry[], kind: 'failed' | 'running' = 'failed') =>
  warmupErrorEvents(entriesOf(...given), { kind }).map(({ name, scope, evidence }) => [name, scope, evidence.line]);

describe('an error inside a warmup', () => {
  it.each(['oom-device', 'oom-host', 'uncaught-error', 'start-error', 'last-error'])('is its failure: %s', (event) => {
    expect(told([load, warms, { events: [event] }])).toEqual([['warmup-failed', 'startup', 3]]);
  });

  it('is the first of those that follow', () => {
    expect(told([warms, {}, error, { events: ['start-error'] }])).toEqual([['warmup-failed', 'startup', 3]]);
  });

  it.each(['until-next', 'opening-to-next'] as const)('may follow a warmup whose end no line tells: %s', (kind) => {
    expect(told([{ phase: 'warmup', extent: { kind } }, error])).toEqual([['warmup-failed', 'startup', 2]]);
  });

  it('is none where the warmup was over, another step had begun, or a step followed', () => {
    expect(told([warms, over, error])).toEqual([]);
    expect(told([warms, load, error])).toEqual([]);
    expect(told([warms, error, load])).toEqual([]);
    expect(told([warms, { milestone: 'ready' }, error])).toEqual([]);
    expect(told([warms, { request: 'starts' }, error])).toEqual([]);
    expect(told([{ phase: 'warmup', extent: { kind: 'stated' } }, error])).toEqual([]);
  });

  it.each(['kernel-binary-missing', 'device-unavailable', 'startup-timeout', 'stop-asked'])('is none that another reason stands beside: %s', (event) => {
    expect(told([warms, error, { events: [event] }])).toEqual([]);
    expect(told([warms, { events: [event] }])).toEqual([]);
  });

  it('is none where the start went on, or nothing broke', () => {
    expect(told([warms, error], 'running')).toEqual([]);
    expect(told([warms, { events: ['warmup'] }])).toEqual([]);
    expect(told([error])).toEqual([]);
  });
});
