import { Ajv2020 as Ajv } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import { isDay, isPast } from '../../src/gate/policy/day.js';
import { readQuantity } from '../../src/gate/policy/quantity.js';
import { policyJsonSchema } from '../../src/gate/policy/schema.js';
import { mistakesIn, policyOf } from './policies.js';

describe('a quantity in a policy', () => {
  it.each([
    ['45s', 'seconds', 45],
    ['1m30s', 'seconds', 90],
    ['500ms', 'seconds', 0.5],
    ['0s', 'seconds', 0],
    ['1.5GiB', 'bytes', 1.5 * 1024 ** 3],
    ['20%', 'share', 0.2],
    ['12.5 %', 'share', 0.125],
    [3, 'ratio', 3],
    ['2.5x', 'ratio', 2.5],
    [0, 'count', 0],
  ] as const)('%s in %s is %d in base units', (text, unit, value) => {
    expect(readQuantity(text, unit)).toBe(value);
  });

  it.each([
    [45, 'seconds', '45 needs its unit, as in 45s'],
    ['45 parsecs', 'seconds', '`45 parsecs` cannot be read; write it as in 45s'],
    [0.2, 'share', '0.2 needs its unit, as in 20%'],
    ['-3s', 'seconds', 'a limit cannot be negative (-3s)'],
    ['2 GB/s', 'bytes', '`2 GB/s` cannot be read; write it as in 1.5GiB'],
    [1.5, 'count', '1.5 needs its unit, as in 0'],
    ['1e999s', 'seconds', '`1e999s` cannot be read; write it as in 45s'],
  ] as const)('%s in %s is refused with the mend', (text, unit, problem) => {
    expect(readQuantity(text, unit)).toEqual({ problem });
  });
});

describe('a day', () => {
  it('has to exist', () => {
    expect(['2026-12-31', '2028-02-29'].every(isDay)).toBe(true);
    expect(['2026-02-29', '2026-13-01', '26-1-1', 'tomorrow'].some(isDay)).toBe(false);
  });

  it('is past once it is over everywhere on Earth', () => {
    expect(isPast('2026-11-25', new Date('2026-11-26T11:59:59Z'))).toBe(false);
    expect(isPast('2026-11-25', new Date('2026-11-26T12:00:00Z'))).toBe(true);
  });
});

describe('a policy', () => {
  it('keeps the place of each limit', async () => {
    const { limits } = await policyOf('version: 1\nbudgets:\n  timeToReady: 45s\n  phases:\n    compile: { max: 30s, p95: 20s }\n');
    expect(limits.map(({ measure, statistic, limit, place }) => [measure, statistic, limit, place.line, place.column])).toEqual([
      ['timeToReady', 'max', 45, 3, 3],
      ['phases.compile', 'max', 30, 5, 16],
      ['phases.compile', 'p95', 20, 5, 26],
    ]);
  });

  it('adds to those it extends, by path from its own file, and wins over them', async () => {
    const { limits, undecided, forbidden, baselineFile } = await policyOf('version: 1\nextends: base/all.yaml\nbudgets: { timeToReady: 30s }\n', {
      'base/all.yaml': 'version: 1\nextends: [strict.yaml]\nundecided: fail\nbaseline: { file: b.json }\nbudgets: { timeToReady: 60s, firstRequest: 2s }\n',
      'base/strict.yaml': 'version: 1\ncauses: { forbidden: [oom-device] }\n',
    });
    expect(limits.map(({ measure, limit, place }) => [measure, limit, place.file])).toEqual([
      ['timeToReady', 60, 'base/all.yaml'],
      ['firstRequest', 2, 'base/all.yaml'],
      ['timeToReady', 30, 'coldcase.yaml'],
    ]);
    expect([undecided, forbidden.length, baselineFile]).toEqual(['fail', 1, 'base/b.json']);
  });

  it.each([
    ['version: 1\nbudgetz: {}\n', 'coldcase.yaml:2:1: there is no field `budgetz`; did you mean `budgets`?'],
    ['version: 1\nbudgets:\n  firstRequst: 1s\n', 'coldcase.yaml:3:3: there is no field `firstRequst`; did you mean `firstRequest`?'],
    ['version: 1\nbudgets:\n  phases: { compil: 1s }\n', 'coldcase.yaml:3:13: there is no field `compil`; did you mean `compile`?'],
    ['version: 1\nbudgets:\n  timeToReady: 45\n', 'coldcase.yaml:3:16: 45 needs its unit, as in 45s'],
    ['version: 1\nbudgets:\n  timeToReady: { max: -1s }\n', 'coldcase.yaml:3:23: a limit cannot be negative (-1s)'],
    ['version: 1\ncauses: { forbidden: [oom-devise] }\n', 'coldcase.yaml:2:23: there is no cause `oom-devise`; did you mean oom-device?'],
    ['version: 1\nchecklist: [tokeniser-ready]\n', 'coldcase.yaml:2:13: there is no item of the checklist `tokeniser-ready`; did you mean tokenizer-ready?'],
    [
      "version: 1\ncauses:\n  tolerated:\n    - { cause: oom-device, reason: 'x', until: 2026-02-30 }\n",
      'coldcase.yaml:4:48: `2026-02-30` is no day; write it as in 2026-12-31',
    ],
    ['version: 1\nbaseline: { significance: 544% }\n', 'coldcase.yaml:2:27: 544% is no chance of a false alarm; give one above 0% and below 100%, as in 5%'],
    ['version: 2\n', 'coldcase.yaml:1:10: is of version 2 of the format, and this coldcase reads version 1; install a newer coldcase'],
    ['version: 1\noverrides:\n  - when: {}\n', 'coldcase.yaml:3:11: name a runtime, replicas or an environment'],
    ['- a list\n', 'coldcase.yaml:1:1: is no policy: it holds no `version: 1` and no budgets; coldcase init writes one'],
  ])('says what is wrong, where, and the mend: %j', async (text, message) => {
    expect(await mistakesIn(text)).toBe(message);
  });

  it('names each of several mistakes, in the order of the file', async () => {
    const lines = (await mistakesIn('version: 1\nbudgets:\n  timeToReady: 45\n  firstReqest: 1s\nundecided: maybe\n')).split('\n');
    expect(lines[0]).toBe('coldcase.yaml: 3 mistakes in this policy:');
    expect(lines.slice(1).map((line) => line.split(':')[1])).toEqual(['3', '4', '5']);
  });

  it('names the line that extends a file which is not there, or itself', async () => {
    expect(await mistakesIn('version: 1\nextends: no.yaml\n')).toBe('coldcase.yaml:2:10: extends no.yaml: there is no such policy');
    expect(await mistakesIn('version: 1\nextends: a.yaml\n', { 'a.yaml': 'version: 1\nextends: coldcase.yaml\n' })).toBe(
      'a.yaml:2:10: extends itself by way of coldcase.yaml; take one of the two out',
    );
  });

  it('refuses aliases that unfold without end', async () => {
    const bomb = [
      'version: 1',
      'a: &a [x, x, x, x, x, x, x, x, x]',
      ...'bcdefghi'.split('').map((key, at) => `${key}: &${key} [${`*${'abcdefgh'[at]}, `.repeat(9)}]`),
    ];
    expect(await mistakesIn(`${bomb.join('\n')}\n`)).toMatch(/^coldcase\.yaml: cannot be read: .*alias/i);
  });
});

describe('the published schema', () => {
  it('takes the policies that we read, and refuses those that we refuse for their keys', async () => {
    const check = new Ajv({ strict: false }).compile(policyJsonSchema());
    expect(check({ version: 1, budgets: { timeToReady: '45s', phases: { compile: { max: '30s' } } }, causes: { forbidden: ['error'] } })).toBe(true);
    expect(check({ version: 1, budgets: { timeToRedy: '45s' } })).toBe(false);
    expect(check({ version: 2 })).toBe(false);
  });
});
