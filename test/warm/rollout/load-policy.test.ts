import { describe, expect, it } from 'vitest';
import { loadRolloutPolicy } from '../../../src/warm/rollout/load-policy.js';
import { example } from './example-policy.js';

const load = (text: string) => loadRolloutPolicy('deploy/rollout.yaml', text);
const complaint = (change: (text: string) => string): string => {
  try {
    load(change(example));
    return 'no complaint';
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
};

describe('a policy of a rollout', () => {
  it('is read with its units, its files beside it, and the usual figures where it names none', () => {
    expect(load(example)).toMatchObject({
      replicas: { blue: [{ server: 'blue1' }], green: [{ server: 'green1' }, { server: 'green2' }] },
      planFile: 'deploy/warmup.yaml',
      request: { protocol: 'json', model: null, templateFile: 'deploy/request.json' },
      load: { ratePerSecond: 20, seconds: 30, timeoutSeconds: 2 },
      bounds: { p95Seconds: 0.2, errorShare: 0.01, confidence: 0.95 },
      steps: [
        { share: 0.1, holdSeconds: 30 },
        { share: 1, holdSeconds: 120 },
      ],
      drainSeconds: 30,
      patienceSeconds: 30,
      driver: { kind: 'haproxy', socket: '/run/haproxy/admin.sock', backend: 'model' },
    });
  });

  it.each([
    ['a key that is misspelt', (text: string) => text.replace('steps:', 'stepps:'), /rollout\.yaml:\d+:1: there is no field `stepps`; did you mean `steps`\?/],
    ['a unit that is missing', (text: string) => text.replace('200ms', '200'), /rollout\.yaml:9:16: 200 needs its unit, as in 45s/],
    [
      'weights that fall',
      (text: string) => text.replace('weight: 10%', 'weight: 100%'),
      /rollout\.yaml:12:15: is no more than the step before; let the weights rise/,
    ],
    [
      'a last step that leaves something',
      (text: string) => text.replace('weight: 100%', 'weight: 50%'),
      /:12:15: the last step must have a weight of 100%; add one that does/,
    ],
    [
      'a hold of too few requests',
      (text: string) => text.replace('hold: 30s', 'hold: 5s'),
      /:11:5: 100 requests at 20 a second cannot show that these bounds are kept, 299 can; give it at least 15s, or raise the rate|:11:\d+: 100 requests/,
    ],
    ['a replica without its server', (text: string) => text.replace(', server: blue1', ''), /needs the `server` that it is in HAProxy's backend; add its name/],
    [
      'a server that stands twice',
      (text: string) => text.replace('server: blue1', 'server: green1'),
      /the server green1 stands twice; give each replica its own/,
    ],
    ['a name with a command in it', (text: string) => text.replace('backend: model', "backend: 'model; shutdown sessions server'"), /is no name of a backend/],
    [
      'a URL that is none',
      (text: string) => text.replace('http://10.0.0.1:8000', '10.0.0.1:8000'),
      /:2:15: 10\.0\.0\.1:8000\/predict is no URL; write it as in http:/,
    ],
  ])('names file, line and mend of %s', (_, change, expected) => {
    expect(complaint(change)).toMatch(expected);
  });

  it('is told from another file', () => {
    expect(complaint(() => 'just text')).toBe(
      'deploy/rollout.yaml:1:1: is no policy of a rollout: it holds no `version: 1`; docs/rollout.md has one to begin with',
    );
  });
});
