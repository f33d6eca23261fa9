import { Ajv2020 as Ajv } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { UserError } from '../../../src/model/user-error.js';
import { loadPlan } from '../../../src/warm/plan/load.js';
import { planJsonSchema } from '../../../src/warm/plan/schema.js';

const mistake = (text: string): string => {
  try {
    loadPlan('plan.yaml', text);
    return 'none';
  } catch (error) {
    if (error instanceof UserError) return error.message;
    throw error;
  }
};

const small = 'version: 1\nshapes:\n  - { sequence: 128 }\n';

describe('a plan', () => {
  it('has the usual figures where it names none', () => {
    expect(loadPlan('plan.yaml', small)).toEqual({
      placement: null,
      components: [],
      shapes: [{ shape: { sequence: 128 }, share: null, firstSeconds: null, steadySeconds: null, peakBytes: null }],
      buckets: {},
      inputs: [],
      memory: { peakBytes: null, limitBytes: null, headroom: 0.25 },
      steady: { window: 3, within: 0.1, most: 30 },
      deadlineSeconds: 600,
      target: { protocol: null, model: null },
    });
  });

  it('reads figures with their units', () => {
    const text = `${small}memory: { limit: 16GiB, headroom: 20% }\ndeadline: 1m30s\nsteady: { within: 5% }\n`;
    expect(loadPlan('plan.yaml', text)).toMatchObject({
      memory: { limitBytes: 16 * 1024 ** 3, headroom: 0.2 },
      deadlineSeconds: 90,
      steady: { window: 3, within: 0.05 },
    });
  });

  it.each([
    ['', 'plan.yaml:1:1: is no plan: it holds no `version: 1` and no shapes; coldcase plan writes one'],
    ['version: 1\nshapes: []\n', 'plan.yaml:2:9: `shapes` must not be empty'],
    ['version: 1\nshape: [{ batch: 1 }]\nshapes: [{ batch: 1 }]\n', 'plan.yaml:2:1: there is no field `shape`; did you mean `shapes`?'],
    ['version: 1\nshapes:\n  - { batch: 1, sequense: 128 }\n', 'plan.yaml:3:17: there is no field `sequense`; did you mean `sequence`?'],
    ['version: 1\nshapes: [{ batch: 0 }]\n', 'plan.yaml:2:19: 0 is no size or count here; give a whole number from 1 to 2147483648'],
    ['version: 1\nshapes: [{ share: 5% }]\n', 'plan.yaml:2:10: names no size; give it a batch, sequence, height or width'],
    [`${small}deadline: 10\n`, 'plan.yaml:4:11: 10 needs its unit, as in 45s'],
    [`${small}deadline: 10 parsecs\n`, 'plan.yaml:4:11: `10 parsecs` cannot be read; write it as in 45s'],
    [`${small}memory: { headroom: 100% }\n`, 'plan.yaml:4:21: 100% is too much; give less than 100%'],
    [`${small}  - { sequence: 128 }\n`, 'plan.yaml:4:5: sequence 128 stands here twice; take one out'],
    [`${small}steady: { most: 5 }\n`, 'plan.yaml:4:17: most (5) must be at least twice the window (3); raise it'],
    [`${small}placement: after-frok\n`, 'plan.yaml:4:12: `placement` cannot be `after-frok`; did you mean `after-fork`?'],
    [
      'version: 1\nshapes:\n  - { batch: 64, memory: 15GiB }\nmemory: { limit: 16GiB }\n',
      'plan.yaml:3:26: batch 64 needs more memory than 75 % of the limit; take the shape out, or raise the limit',
    ],
  ])('that is wrong is told by line and mend: %j', (text, message) => {
    expect(mistake(text)).toBe(message);
  });

  it('tells all its mistakes at once', () => {
    expect(mistake('version: 1\nshapes: [{ batch: x }]\ndeadline: 5\n')).toMatch(/^plan\.yaml: 2 mistakes in this plan:\nplan\.yaml:2:.*\nplan\.yaml:3:/);
  });

  it('is checked by its JSON Schema as by the command', () => {
    const check = new Ajv({ strict: false }).compile(planJsonSchema());
    expect(check(parse(small))).toBe(true);
    expect(check(parse('version: 1\nshape: []\n'))).toBe(false);
  });
});
