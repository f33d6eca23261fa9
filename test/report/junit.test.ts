import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { validateXML } from 'xmllint-wasm';
import { renderGateJunit } from '../../src/report/gate/junit.js';
import { renderJunit } from '../../src/report/junit.js';
import { diagnosed, goldenLogs, hostile } from './diagnosed.js';
import { budget, failedGate, gateOf } from './gate-report.js';
import { lessonBoot, reportOf } from './lesson-report.js';
import { vllmBoot } from './vllm-report.js';

const schema = readFileSync(new URL('junit.xsd', import.meta.url), 'utf8');
const errorsOf = async (xml: string): Promise<readonly string[]> => (await validateXML({ xml, schema })).errors.map((one) => one.message);
const count = (text: string, pattern: RegExp): number => text.match(pattern)?.length ?? 0;

describe('a report as JUnit XML', () => {
  it.each(goldenLogs)('follows the schema that Jenkins has and stays as agreed on: %s', async (name, path) => {
    const text = renderJunit(await diagnosed(path));
    expect(await errorsOf(text)).toEqual([]);
    await expect(text).toMatchFileSnapshot(`golden/junit-${name}.xml`);
  });

  it('has a suite for each boot', () => {
    const text = renderJunit(reportOf(lessonBoot, vllmBoot));
    expect([...text.matchAll(/<testsuite name="([^"]*)"/g)].map((match) => match[1])).toEqual(['fixtures/lesson.log#1', 'server.log#1']);
  });

  it('counts what it holds', () => {
    const text = renderJunit(reportOf(lessonBoot));
    expect(text).toContain('<testsuite name="fixtures/lesson.log#1" tests="13" failures="7" errors="0" skipped="5"');
    expect([count(text, /<testcase /g), count(text, /<failure /g), count(text, /<skipped /g)]).toEqual([13, 7, 5]);
  });

  it('fails a cause that cost time, and a replica that failed is an error', () => {
    const causes = lessonBoot.causes.map((one, index) => ({ ...one, severity: (['error', 'warning', 'note'] as const)[index] ?? ('note' as const) }));
    const text = renderJunit(reportOf({ ...lessonBoot, causes, checklist: [], unevaluated: [] }));
    expect([count(text, /<error /g), count(text, /<failure /g), count(text, /<testcase [^>]*\/>/g)]).toEqual([1, 1, 3]);
  });

  it('skips what could not be judged, with what to switch on', () => {
    expect(renderJunit(reportOf(lessonBoot))).toMatch(
      /name="import-slow">\s*<skipped type="unknown" message="the log has no clock">to know: log with timestamps/,
    );
  });

  it('names a case of two boots differently, since platforms drop the second of a name', () => {
    const text = renderJunit(reportOf(lessonBoot, { ...lessonBoot, id: 'b.log#1' }));
    const names = [...text.matchAll(/<testcase (classname="[^"]*" name="[^"]*")/g)].map((match) => match[1]);
    expect(new Set(names).size).toBe(names.length);
  });

  it('stays one well-formed document whatever the log holds', async () => {
    const causes = lessonBoot.causes.map((one) => ({ ...one, title: hostile, because: hostile, evidence: [{ file: hostile, line: 1, text: hostile }] }));
    const text = renderJunit(reportOf({ ...lessonBoot, id: `${hostile}#1`, reason: hostile, causes }));
    expect(await errorsOf(text)).toEqual([]);
    expect(text).not.toMatch(/<script|[\u0000-\u0008\u000b-\u001f\ufffe\uffff]/);
  });
});

describe("a gate's answer as JUnit XML", () => {
  it('follows the schema and stays as agreed on', async () => {
    const text = renderGateJunit(failedGate);
    expect(await errorsOf(text)).toEqual([]);
    await expect(text).toMatchFileSnapshot('golden/gate-junit.xml');
  });

  it('has a case for each budget: failed where exceeded, skipped where undecided', () => {
    const text = renderGateJunit(failedGate);
    expect(text).toContain('<testsuite name="deploy/coldcase.yaml production" tests="9" failures="2" errors="0" skipped="4"');
    expect([count(text, /<testcase /g), count(text, /<failure /g), count(text, /<skipped /g)]).toEqual([9, 2, 4]);
  });

  it('gives a budget that passed with its measured time', () => {
    expect(renderGateJunit(gateOf({}))).toContain('<testcase classname="deploy/coldcase_yaml.production" name="timeToReady" time="131.400"/>');
  });

  it('stays one well-formed document whatever the policy holds', async () => {
    const text = renderGateJunit(gateOf({ reason: hostile, budgets: [budget({ title: hostile, why: hostile, verdict: 'exceeded', howToLog: hostile })] }));
    expect(await errorsOf(text)).toEqual([]);
  });
});
