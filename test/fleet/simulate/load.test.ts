import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { loadScenario } from '../../../src/fleet/simulate/load.js';
import { type Measured, nothingMeasured } from '../../../src/fleet/simulate/measured.js';
import type { Scenario } from '../../../src/fleet/simulate/scenario.js';

const load = (text: string, measured: Measured = nothingMeasured): Promise<Scenario> =>
  loadScenario('s.yaml', text, { measured, arrivalsIn: () => Promise.resolve({ kind: 'points', points: [] }) });

const whole = `version: 1
duration: 10m
objective: { under: 200ms }
arrivals: { constant: 5 }
service: { shapes: [{ name: all, share: 100%, steady: 120ms }] }
start: { takes: 40s }
replicas: { hpa: { min: 1, max: 4, target: 70% } }
`;

describe('a scenario', () => {
  it('has the usual figures where it names none', async () => {
    const scenario = await load(whole);
    expect(scenario).toMatchObject({
      durationSeconds: 600,
      windowSeconds: 10,
      objective: { quantile: 0.95, seconds: 0.2, met: 0.99 },
      service: { concurrency: 1, queue: 1000, timeoutSeconds: null, scatter: { kind: 'lognormal', variation: 0.2 } },
      start: { samples: [40], scatter: { kind: 'fixed' } },
    });
    expect(scenario.service.shapes).toEqual([{ name: 'all', share: 1, steadySeconds: 0.12, firstSeconds: 0.12 }]);
    expect(scenario.strategies[0]?.scaler).toEqual({ kind: 'hpa', min: 1, max: 4, target: 0.7, everySeconds: 15, downAfterSeconds: 300 });
  });

  it('compares the usual strategies where it names none', async () => {
    const { strategies } = await load(whole);
    expect(strategies.map(({ name }) => name)).toEqual([
      'as it is',
      'ready once warm',
      'ready once warm, least requests',
      'the same, a pool of 1',
      'the same, a pool of 2',
      'the same, a pool of 3',
      'the same, at least 2 replicas',
      'the same, at least 3 replicas',
      'the same, at least 4 replicas',
    ]);
  });

  it('takes what measured boots show for what it leaves out', async () => {
    const measured: Measured = {
      startSeconds: [30, 50],
      cold: [{ cause: 'compile-in-request', seconds: 1.2 }],
      shapes: [{ name: 'sequence=512', share: 1, steadySeconds: 0.1, firstSeconds: 0.4 }],
      boots: { start: 2, cold: 2, shapes: 2 },
    };
    const text = whole.replace(/^(service|start):.*\n/gm, '');
    expect(await load(text, measured)).toMatchObject({ start: { samples: [30, 50] }, cold: measured.cold, service: { shapes: measured.shapes } });
    await expect(load(text)).rejects.toThrow(/nothing says what a request takes[\s\S]*nothing says how long a start takes/);
  });

  it('of the lesson is read', async () => {
    const scenario = await load(readFileSync('fixtures/scenarios/scale-out.yaml', 'utf8'));
    expect(scenario.cold.map(({ cause }) => cause)).toEqual(['device-init-in-request', 'compile-in-request']);
  });
});

describe('a mistake in a scenario', () => {
  it.each([
    ['', /is no scenario/],
    ['version: 1\n  x: [', /s\.yaml:\d+:\d+: is no YAML here/],
    [whole.replace('under: 200ms', 'under: 200'), /s\.yaml:3:\d+: 200 needs its unit, as in 45s/],
    [whole.replace('objective', 'objectiv'), /there is no field `objectiv`; did you mean `objective`\?/],
    [whole.replace('share: 100%', 'share: 90%'), /s\.yaml:5:\d+: the shares add up to 90 %; make them 100 %/],
    [whole.replace('min: 1', 'min: 9'), /s\.yaml:7:\d+: min \(9\) is above max \(4\); swap them/],
    [`${whole}warm: [al]\n`, /s\.yaml:8:\d+: there is no shape `al`; did you mean all\?/],
    [`${whole}strategies: [{ name: a }, { name: a }]\n`, /s\.yaml:8:\d+: `a` stands here twice; rename one/],
    [whole.replace('duration: 10m', 'duration: 5s'), /a window must be more than nothing, and within the duration/],
    [whole.replace('max: 4', 'max: 4, targt: 1'), /there is no field `targt`; did you mean `target`\?/],
  ])('is named with its place and mend: %#', async (text, message) => {
    await expect(load(text)).rejects.toThrow(message);
  });
});
