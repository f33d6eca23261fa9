import { describe, expect, it } from 'vitest';
import { createScaler, type Observation } from '../../../src/fleet/simulate/scaler.js';

const seen = (changes: Partial<Observation> = {}): Observation => ({ at: 0, ready: 2, asked: 2, working: 2, inside: 2, concurrency: 2, ...changes });

describe('the horizontal autoscaler', () => {
  const hpa = { kind: 'hpa', min: 1, max: 10, target: 0.5, everySeconds: 15, downAfterSeconds: 300 } as const;

  it('asks for as many replicas as bring the use to its target', () => {
    expect(createScaler(hpa)(seen({ working: 4 }))).toBe(4);
  });

  it('leaves all as it is within a tenth of the target', () => {
    expect(createScaler(hpa)(seen({ working: 2.1 }))).toBe(2);
  });

  it('counts replicas that start as idle, so that it does not ask twice', () => {
    expect(createScaler(hpa)(seen({ working: 4, ready: 2, asked: 4 }))).toBe(4);
  });

  it('goes down only once less has been enough for its time', () => {
    const decide = createScaler(hpa);
    expect(decide(seen({ at: 0, working: 2, ready: 4, asked: 4, concurrency: 1 }))).toBe(4);
    expect(decide(seen({ at: 15, working: 0.1, ready: 4, asked: 4, concurrency: 1 }))).toBe(4);
    expect(decide(seen({ at: 301, working: 0.1, ready: 4, asked: 4, concurrency: 1 }))).toBe(1);
  });

  it('stays within its bounds', () => {
    expect(createScaler({ ...hpa, max: 3 })(seen({ working: 4 }))).toBe(3);
    expect(createScaler({ ...hpa, min: 2, downAfterSeconds: 0 })(seen({ working: 0 }))).toBe(2);
  });
});

describe('the autoscaler by concurrency', () => {
  const knative = { kind: 'concurrency', min: 1, max: 20, target: 0.5, everySeconds: 2, windowSeconds: 60, panicSeconds: 6 } as const;

  it('asks for what the stable window needs', () => {
    expect(createScaler(knative)(seen({ inside: 3 }))).toBe(3);
  });

  it('panics where the short window asks for twice what there is, and never goes down meanwhile', () => {
    const decide = createScaler(knative);
    for (let at = 0; at < 60; at += 2) decide(seen({ at, inside: 0.5 }));
    expect(decide(seen({ at: 60, inside: 12 }))).toBeGreaterThan(3);
    for (let at = 62; at < 66; at += 2) decide(seen({ at, inside: 12 }));
    expect(decide(seen({ at: 70, inside: 0, ready: 2, asked: 12 }))).toBe(12);
  });
});

describe('the autoscaler by requests inside', () => {
  it('asks for one replica for so many requests, and for none without any', () => {
    const keda = { kind: 'keda', min: 0, max: 10, target: 4, everySeconds: 30, downAfterSeconds: 0 } as const;
    expect(createScaler(keda)(seen({ inside: 17 }))).toBe(5);
    expect(createScaler(keda)(seen({ inside: 0 }))).toBe(0);
  });
});
