import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import { renderGateGitlab, renderGitlab } from '../../src/report/gitlab.js';
import { diagnosed, goldenLogs, hostile } from './diagnosed.js';
import { failedGate } from './gate-report.js';
import { lessonBoot, reportOf } from './lesson-report.js';

// What docs.gitlab.com/ci/testing/code_quality (report format) asks for; no package carries a schema of it.
const validate = new Ajv2020({ allErrors: true }).compile({
  type: 'array',
  items: {
    type: 'object',
    required: ['description', 'check_name', 'fingerprint', 'severity', 'location'],
    properties: {
      description: { type: 'string', minLength: 1 },
      check_name: { type: 'string', minLength: 1 },
      fingerprint: { type: 'string', pattern: '^[0-9a-f]{32}$' },
      severity: { enum: ['info', 'minor', 'major', 'critical', 'blocker'] },
      location: {
        type: 'object',
        required: ['path', 'lines'],
        properties: {
          path: { type: 'string', minLength: 1, not: { pattern: '^(\\./|/)' } },
          lines: { type: 'object', required: ['begin'], properties: { begin: { type: 'integer', minimum: 1 } } },
        },
      },
    },
  },
});

type Issue = { check_name: string; fingerprint: string; severity: string; location: { path: string; lines: { begin: number } } };
const issuesOf = (text: string): Issue[] => JSON.parse(text);
const errorsOf = (text: string): unknown => {
  validate(JSON.parse(text));
  return validate.errors;
};

describe("a report in GitLab's format for code quality", () => {
  it.each(goldenLogs)('follows the documented format and stays as agreed on: %s', async (name, path) => {
    const text = renderGitlab(await diagnosed(path));
    expect(errorsOf(text)).toBeNull();
    await expect(text).toMatchFileSnapshot(`golden/gitlab-${name}.json`);
  });

  it('grades errors as critical, warnings as major, notes as info', () => {
    const causes = lessonBoot.causes
      .slice(0, 3)
      .map((one, index) => ({ ...one, severity: (['error', 'warning', 'note'] as const)[index] ?? ('note' as const) }));
    expect(issuesOf(renderGitlab(reportOf({ ...lessonBoot, causes }))).map((one) => one.severity)).toEqual(['critical', 'major', 'info']);
  });

  it('gives each issue a fingerprint of its own, the same in the next run', () => {
    const report = reportOf(lessonBoot, { ...lessonBoot, id: 'b.log#1' });
    const prints = issuesOf(renderGitlab(report)).map((one) => one.fingerprint);
    expect(new Set(prints).size).toBe(10);
    expect(issuesOf(renderGitlab(report)).map((one) => one.fingerprint)).toEqual(prints);
  });

  it('follows the format whatever the log holds', () => {
    const causes = lessonBoot.causes.map((one) => ({ ...one, because: hostile, evidence: [{ file: `./${hostile}`, line: 0, text: hostile }] }));
    expect(errorsOf(renderGitlab(reportOf({ ...lessonBoot, causes })))).toBeNull();
  });
});

describe("a gate's answer in GitLab's format for code quality", () => {
  it('follows the documented format and stays as agreed on', async () => {
    const text = renderGateGitlab(failedGate);
    expect(errorsOf(text)).toBeNull();
    await expect(text).toMatchFileSnapshot('golden/gate-gitlab.json');
  });

  it('shows a budget at its place in the policy', () => {
    expect(issuesOf(renderGateGitlab(failedGate))[0]?.location).toEqual({ path: 'deploy/coldcase.yaml', lines: { begin: 7 } });
  });
});
