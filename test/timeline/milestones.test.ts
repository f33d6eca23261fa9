import { describe, expect, it } from 'vitest';
import type { RuntimeRules } from '../../src/rules/schema.js';
import { lastAnnounced, listeningAsReady, milestoneEntry, readyEntry } from '../../src/timeline/milestones.js';
import { entriesOf, type GivenEntry } from './entries.js';

const ready = (given: GivenEntry = {}): GivenEntry => ({ milestone: 'ready', ...given });
const orderOf = (ranking: readonly string[], ...given: readonly GivenEntry[]): number | null =>
  milestoneEntry(entriesOf(...given), 'ready', ranking)?.order ?? null;

describe('a milestone', () => {
  it('is marked by the first that says so', () => {
    expect(orderOf([], {}, { milestone: 'listening' }, ready(), ready())).toBe(2);
    expect(orderOf([], { milestone: 'listening' })).toBeNull();
  });

  it('is marked by the runtime that serves, which ranks first', () => {
    expect(orderOf(['vllm', 'uvicorn'], ready({ runtime: 'uvicorn' }), ready({ runtime: 'other' }), ready({ runtime: 'vllm' }))).toBe(2);
    expect(orderOf(['vllm', 'uvicorn'], ready({ runtime: 'other' }), ready({ runtime: 'uvicorn' }))).toBe(1);
  });

  it('of several workers is marked by the last of those that were booting before the first was ready', () => {
    const worker = (process: string): GivenEntry => ({ process });
    expect(orderOf([], worker('1'), worker('2'), ready({ process: '1' }), worker('3'), ready({ process: '2' }), ready({ process: '3' }))).toBe(4);
    expect(orderOf([], worker('1'), worker('2'), ready({ process: '1' }), ready({ process: '2' }), ready({ process: '1' }))).toBe(3);
    expect(orderOf([], ready({ process: '1' }), ready({ process: '2' }))).toBe(0);
  });

  it('without a process is the first, whatever workers say later', () => {
    expect(orderOf([], { process: '1' }, ready(), ready({ process: '1' }))).toBe(1);
  });

  it('of another name is that of the first worker', () => {
    const entries = entriesOf({ process: '1' }, { process: '2' }, { milestone: 'listening', process: '1' }, { milestone: 'listening', process: '2' });
    expect(milestoneEntry(entries, 'listening', [])?.order).toBe(2);
  });
});

describe('the word of a layer around a model server', () => {
  const rules = (kind: RuntimeRules['kind']): RuntimeRules[] => [{ runtime: 'x', title: 'X', kind, detect: [], signals: [] }];
  const wrapper = ready({ runtime: 'wrapper' });
  const load: GivenEntry = { runtime: 'x', phase: 'weights-load' };
  const orderFor = (kind: RuntimeRules['kind'], ...given: readonly GivenEntry[]): number | null =>
    readyEntry(entriesOf(...given), ['x', 'wrapper'], rules(kind))?.order ?? null;

  it('counts where the server loads nothing any more', () => {
    expect(orderFor('server', load, wrapper)).toBe(1);
    expect(orderFor('server', wrapper, { runtime: 'x', phase: 'serve' }, { runtime: 'other', phase: 'weights-load' })).toBe(0);
  });

  it('does not where the server loads its model afterwards, or fails at it', () => {
    expect(orderFor('server', wrapper, load)).toBeNull();
    expect(orderFor('server', wrapper, { runtime: 'x', events: ['start-error'] })).toBeNull();
  });

  it('counts where a request came first: that one loads', () => {
    expect(orderFor('server', wrapper, { request: 'ends' }, load)).toBe(0);
  });

  it("gives way to the server's own, and is heard of what is no model server", () => {
    expect(orderFor('server', wrapper, load, ready({ runtime: 'x' }), load)).toBe(2);
    expect(orderFor('library', wrapper, load)).toBe(0);
  });
});

describe('a line that says that a service listens', () => {
  const rules = (kind: RuntimeRules['kind']): RuntimeRules[] => [{ runtime: 'x', title: 'X', kind, detect: [], signals: [] }];
  const listening: GivenEntry = { milestone: 'listening' };
  const orderFor = (kind: RuntimeRules['kind'], ...given: readonly GivenEntry[]): number | null =>
    listeningAsReady(entriesOf(...given), ['x'], rules(kind))?.order ?? null;

  it.each(['library', 'generic'] as const)('says that one of no known server is ready: %s', (kind) => {
    expect(orderFor(kind, {}, listening)).toBe(1);
    expect(orderFor(kind, {})).toBeNull();
  });

  it.each(['server', 'http', 'platform'] as const)('says nothing of a known one: %s', (kind) => {
    expect(orderFor(kind, {}, listening)).toBeNull();
  });

  it('says so of one without rules', () => {
    expect(listeningAsReady(entriesOf(listening), ['y'], rules('server'))?.order).toBe(0);
  });

  it.each<[string, GivenEntry]>([
    ['loads', { phase: 'weights-load' }],
    ['warms up', { phase: 'warmup' }],
    ['fails', { events: ['start-error'] }],
  ])('does not say so where it %s behind it', (_, one) => {
    expect(orderFor('generic', listening, {}, one)).toBeNull();
    expect(orderFor('generic', one, listening)).toBe(1);
    expect(orderFor('generic', listening, { request: 'ends' }, one)).toBe(0);
    expect(orderFor('generic', { request: 'ends' }, listening, one)).toBeNull();
  });

  it('says so where what comes behind it is no work', () => {
    expect(orderFor('generic', listening, { phase: 'steady' }, { events: ['worker-start'] }, { phase: null })).toBe(0);
  });
});

describe('the last word that a service is up', () => {
  const positionOf = (...given: readonly GivenEntry[]): number | null => {
    const entries = entriesOf(...given);
    return lastAnnounced(entries, entries[0] ?? null);
  };

  it('is the last milestone before anybody came', () => {
    expect(positionOf(ready(), { milestone: 'listening' }, ready(), {})).toBe(2);
    expect(positionOf(ready(), ready(), { request: 'ends' }, ready())).toBe(1);
    expect(positionOf(ready(), ready(), { events: ['other', 'http-answer'] }, ready())).toBe(1);
    expect(positionOf(ready(), ready(), { request: 'ends', milestone: 'ready' })).toBe(1);
  });

  it('is none where it is said once, where ready has a clock, and where there is none', () => {
    expect(positionOf(ready(), {})).toBeNull();
    expect(positionOf(ready({ at: 5 }), ready())).toBeNull();
    expect(lastAnnounced([], null)).toBeNull();
  });

  it('says nothing of what came before', () => {
    const entries = entriesOf({ request: 'ends' }, { milestone: 'listening' }, ready(), {});
    expect(lastAnnounced(entries, entries[2] ?? null)).toBeNull();
  });
});

/** The line that marks ready. */
const readyAt = (...given: readonly GivenEntry[]): number | null => milestoneEntry(entriesOf(...given), 'ready', [])?.signal.line ?? null;

describe('a request that is handed over', () => {
  const handed: GivenEntry = { milestone: 'ready', request: 'starts' };

  it('shows that the service is ready', () => {
    expect(readyAt({}, handed)).toBe(2);
    expect(readyAt({}, handed, { boot: 'fails' })).toBe(2);
  });

  it('shows nothing after a start that failed, as other words still do', () => {
    expect(readyAt({ boot: 'fails' }, handed)).toBeNull();
    expect(readyAt({ boot: 'fails' }, { milestone: 'ready' })).toBe(2);
  });
});
