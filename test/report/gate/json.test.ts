import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import { gateJsonSchema } from '../../../src/report/gate/schema.js';
import { renderJson } from '../../../src/report/json.js';
import { closed } from '../closed-schema.js';
import { failedGate, gateOf } from '../gate-report.js';

describe("the gate's answer as JSON", () => {
  it('follows the published schema, which names every member', () => {
    const validate = new Ajv2020({ allErrors: true }).compile(closed(gateJsonSchema) as object);
    validate(JSON.parse(renderJson(failedGate)));
    expect(validate.errors).toBeNull();
  });

  it('is refused by the schema when a member is missing or of another type', () => {
    const validate = new Ajv2020().compile(gateJsonSchema);
    const { reason: _, ...rest } = gateOf({});
    expect(validate(rest)).toBe(false);
    expect(validate({ ...gateOf({}), verdict: 'passed' })).toBe(false);
  });

  it('gives back the answer', () => {
    expect(JSON.parse(renderJson(failedGate))).toEqual(failedGate);
  });
});
