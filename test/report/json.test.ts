import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import { renderJson } from '../../src/report/json.js';
import { reportJsonSchema } from '../../src/report/schema.js';
import { closed } from './closed-schema.js';
import { lessonBoot, reportOf } from './lesson-report.js';
import { vllmBoot } from './vllm-report.js';

describe('the report as JSON', () => {
  it('follows the published schema, which names every member', () => {
    const validate = new Ajv2020({ allErrors: true }).compile(closed(reportJsonSchema) as object);
    validate(JSON.parse(renderJson(reportOf(lessonBoot, vllmBoot))));
    expect(validate.errors).toBeNull();
  });

  it('is refused by the schema when a member is missing or of another type', () => {
    const validate = new Ajv2020().compile(reportJsonSchema);
    const { reason: _, ...rest } = lessonBoot;
    expect(validate({ ...reportOf(), boots: [rest] })).toBe(false);
    expect(validate({ ...reportOf(), boots: [{ ...lessonBoot, verdict: 'fast' }] })).toBe(false);
  });

  it('allows members that a later version adds', () => {
    const validate = new Ajv2020().compile(reportJsonSchema);
    expect(validate({ ...reportOf({ ...lessonBoot }), later: 1 })).toBe(true);
  });

  it('gives back the report and holds no raw control character', () => {
    const report = reportOf({ ...lessonBoot, reason: 'a\u001b[2J\u009b31m\u202e\u007fb' });
    const text = renderJson(report);
    expect(JSON.parse(text)).toEqual(report);
    expect(text).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202e]/);
  });
});
