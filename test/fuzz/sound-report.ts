import { strict as assert } from 'node:assert';
import { Ajv2020 } from 'ajv/dist/2020.js';
import type { BootReport, Report } from '../../src/model/report.js';
import { reportJsonSchema } from '../../src/report/schema.js';

const ajv = new Ajv2020({ strict: false });
const follows = ajv.compile(reportJsonSchema);

/** Reports are rounded to microseconds, each figure by itself. */
const toleranceSeconds = 1e-5;

const isSum = (parts: number, whole: number): boolean => Math.abs(parts - whole) <= Math.max(toleranceSeconds, Math.abs(whole) * 1e-9);

const checkSums = (boot: BootReport): void => {
  const { attributedSeconds, gapSeconds } = boot;
  if (boot.timeToReadySeconds !== null && gapSeconds.startup !== null) {
    const sum = attributedSeconds.startup + gapSeconds.startup;
    const isMore = boot.startedAt === null && attributedSeconds.startup >= boot.timeToReadySeconds;
    assert.ok(isMore || isSum(sum, boot.timeToReadySeconds), `start: ${sum} of ${boot.timeToReadySeconds}`);
  }
  if (boot.firstRequestSeconds !== null && gapSeconds.firstRequest !== null) {
    const sum = attributedSeconds.firstRequest + gapSeconds.firstRequest;
    const isMore = attributedSeconds.firstRequest >= boot.firstRequestSeconds;
    assert.ok(isMore || isSum(sum, boot.firstRequestSeconds), `first request: ${sum} of ${boot.firstRequestSeconds}`);
  }
};

const checkNumbers = (value: unknown, path: string): void => {
  if (typeof value === 'number') assert.ok(Number.isFinite(value), `${path} is ${value}`);
  if (typeof value === 'number' && /Seconds$|\.seconds$/.test(path)) assert.ok(value >= 0, `${path} is ${value}`);
  if (typeof value !== 'object' || value === null) return;
  for (const [name, member] of Object.entries(value)) checkNumbers(member, `${path}.${name}`);
};

/** Throws where a report does not follow its schema, holds a number that is none, or does not add up. */
export const checkReport = (report: Report): void => {
  checkNumbers(report, 'report');
  assert.ok(follows(JSON.parse(JSON.stringify(report))), ajv.errorsText(follows.errors));
  for (const boot of report.boots) checkSums(boot);
};
