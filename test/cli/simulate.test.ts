import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import type { Simulation } from '../../src/model/simulation.js';
import { simulationJsonSchema } from '../../src/report/simulation/schema.js';
import { run } from './run.js';

const lesson = 'fixtures/scenarios/scale-out.yaml';
const few = ['--max-replications', '6'];

const scenarioIn = (text: string): string => {
  const file = join(mkdtempSync(join(tmpdir(), 'coldcase-simulate-')), 'scenario.yaml');
  writeFileSync(file, text);
  return file;
};

describe('coldcase simulate', () => {
  it('shows the scale-out of the lesson over its bound, and what keeps it', async () => {
    const { status, out } = await run(['simulate', lesson, ...few, '--format', 'json']);
    expect(status).toBe(0);
    const answer: Simulation = JSON.parse(out);
    const [asItIs] = answer.strategies;
    expect(asItIs?.keeps).toBe(false);
    expect(asItIs?.overSeconds.value).toBeGreaterThan(30);
    expect(answer.strategies.find(({ name }) => name === answer.chosen)).toMatchObject({ keeps: true });
    const validate = new Ajv2020({ strict: true, allowUnionTypes: true }).compile(simulationJsonSchema);
    expect(validate(answer) || validate.errors).toBe(true);
  });

  it('tells it to a person, within the columns', async () => {
    const { out } = await run(['simulate', lesson, ...few], { columns: 100 });
    expect(out).toContain('Strategies  over: time with p95 above 200 ms');
    expect(out).toMatch(/^ {2}→ .* yes$/m);
  });

  it('takes starts, cold work and request times from logs', async () => {
    const file = scenarioIn(
      'version: 1\nduration: 2m\nobjective: { under: 1s }\narrivals: { constant: 2 }\nreplicas: { steps: { initial: 1 } }\nstart: { takes: 9s }\n',
    );
    const { out } = await run(['simulate', file, '--from', 'fixtures/lesson.log', ...few, '--format', 'json']);
    const answer: Simulation = JSON.parse(out);
    expect(answer.scenario.measured.map(({ part }) => part)).toEqual(['cold', 'shapes']);
    expect(answer.strategies[0]?.p50.value).toBeCloseTo(0.12, 1);
  });

  it.each([
    ['nginx', (second: number) => ({ time_iso8601: `2026-02-06T12:14:${second}+00:00`, request: 'GET /v1/x HTTP/1.1', status: 200 })],
    ['Envoy', (second: number) => ({ timestamp: `2026-02-06T12:14:${second}.5Z`, method: 'POST', path: '/v1/x', protocol: 'HTTP/2' })],
  ])('counts the requests of an access log in JSON, as %s writes it', async (_, line) => {
    const file = scenarioIn(
      'version: 1\nduration: 20s\nobjective: { under: 1s }\narrivals: { file: access.log }\nservice: { shapes: [{ name: all, share: 100%, steady: 10ms }] }\nstart: { takes: 1s }\nreplicas: { steps: { initial: 1 } }\n',
    );
    const lines = Array.from({ length: 200 }, (_, place) => JSON.stringify(line(10 + Math.floor(place / 10))));
    writeFileSync(join(dirname(file), 'access.log'), lines.join('\n'));
    const { out } = await run(['simulate', file, ...few, '--format', 'json']);
    expect((JSON.parse(out) as Simulation).scenario.requestsPerReplication).toBeGreaterThan(150);
  });

  it('names what is wrong with a scenario, its line and the mend', async () => {
    const file = scenarioIn('version: 1\nduration: 2m\nobjective: { under: 1 }\narrivals: { constant: 2 }\nreplicas: { steps: { initial: 1 } }\n');
    const { status, err } = await run(['simulate', file]);
    expect(status).toBe(2);
    expect(err).toContain(`${file}:3:21: 1 needs its unit, as in 45s`);
  });

  it('names the line of a file of arrivals that is not there', async () => {
    const file = scenarioIn(
      'version: 1\nduration: 2m\nobjective: { under: 1s }\narrivals: { file: rates.csv }\nservice: { shapes: [{ name: all, share: 100%, steady: 1s }] }\nstart: { takes: 1s }\nreplicas: { steps: { initial: 1 } }\n',
    );
    const { status, err } = await run(['simulate', file]);
    expect(status).toBe(2);
    expect(err).toContain(`${file}:4:`);
    expect(err).toContain('rates.csv');
  });

  it('refuses a scenario that is not there', async () => {
    expect((await run(['simulate', 'nowhere.yaml', '--format', 'html5'])).err).toBe("coldcase: unknown format 'html5'; there are text, json, csv\n");
    expect((await run(['simulate', 'nowhere.yaml'])).err).toContain('nowhere.yaml: there is no such scenario; docs/simulate.md shows one');
  });
});
