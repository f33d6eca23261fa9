import { describe, expect, it } from 'vitest';
import { reportIn } from '../../../src/cli/input/report-file.js';
import { lessonBoot, reportOf } from '../../report/lesson-report.js';

describe('a report that is read again', () => {
  it('loses members of the name __proto__, which no schema sees', () => {
    const text = JSON.stringify(reportOf(lessonBoot)).replace('"fingerprint":{}', '"fingerprint":{"__proto__":[null]}');
    expect(text).toContain('__proto__');
    expect(Object.keys(reportIn('report.json', text).boots[0]?.fingerprint ?? {})).not.toContain('__proto__');
  });
});
