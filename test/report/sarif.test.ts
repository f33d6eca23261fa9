// The schema that OASIS published with the standard, as this package carries it.
import schema from '@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json' with { type: 'json' };
import Ajv from 'ajv-draft-04';
import addFormats from 'ajv-formats';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { renderGateSarif, renderSarif } from '../../src/report/sarif.js';
import { diagnosed, goldenLogs, hostile } from './diagnosed.js';
import { budget, failedGate, gateOf } from './gate-report.js';
import { lessonBoot, reportOf } from './lesson-report.js';
import { vllmBoot } from './vllm-report.js';

const ajv = new Ajv.default({ allErrors: true, strict: false, unicodeRegExp: false });
addFormats.default(ajv);
const validate = ajv.compile(schema);

type Location = { physicalLocation: { artifactLocation: { uri: string; uriBaseId: string }; region: { startLine: number; startColumn?: number } } };
type Result = {
  ruleId: string;
  ruleIndex: number;
  level: string;
  message: { text: string };
  locations: Location[];
  relatedLocations?: Location[];
  partialFingerprints: { [name: string]: string };
  suppressions?: { justification: string }[];
};
type Rule = { id: string; help: { text: string } };
type Run = { tool: { driver: { rules: Rule[] } }; results: Result[]; originalUriBaseIds: object };

const runOf = (text: string): Run => JSON.parse(text).runs[0];
const errorsOf = (text: string): unknown => {
  validate(JSON.parse(text));
  return validate.errors;
};
const named = (file: string) => reportOf({ ...lessonBoot, causes: lessonBoot.causes.map((one) => ({ ...one, evidence: [{ file, line: 3, text: 'x' }] })) });
const uriOf = (file: string): string | undefined => runOf(renderSarif(named(file))).results[0]?.locations[0]?.physicalLocation.artifactLocation.uri;

describe('a report as SARIF', () => {
  it.each(goldenLogs)('follows the schema of SARIF 2.1.0 and stays as agreed on: %s', async (name, path) => {
    const text = renderSarif(await diagnosed(path));
    expect(errorsOf(text)).toBeNull();
    await expect(text).toMatchFileSnapshot(`golden/sarif-${name}.json`);
  });

  it('gives each cause with its severity at the first line that shows it', () => {
    const result = runOf(renderSarif(reportOf(lessonBoot))).results.find((one) => one.ruleId === 'compile-in-request');
    expect(result?.level).toBe('warning');
    expect(result?.locations[0]?.physicalLocation).toMatchObject({ artifactLocation: { uri: 'fixtures/lesson.log' }, region: { startLine: 4 } });
  });

  it('gives further lines as related locations', () => {
    const result = runOf(renderSarif(reportOf(vllmBoot))).results.find((one) => one.ruleId === 'compile-cache-cold');
    expect(result?.relatedLocations?.map((one) => one.physicalLocation.region.startLine)).toEqual([49, 50, 51]);
  });

  it('has one rule for a cause of several boots, with the fixes of all', () => {
    const run = runOf(renderSarif(reportOf(lessonBoot, { ...lessonBoot, id: 'b.log#1' })));
    expect(run.tool.driver.rules).toHaveLength(5);
    expect(run.results).toHaveLength(10);
    for (const result of run.results) expect(run.tool.driver.rules[result.ruleIndex]?.id).toBe(result.ruleId);
    expect(run.tool.driver.rules.find((rule) => rule.id === 'compile-in-request')?.help.text).toContain('Run one forward pass of each expected shape');
  });

  it('keeps the fingerprint when lines move and figures change, and gives each result its own', () => {
    const moved = {
      ...lessonBoot,
      causes: lessonBoot.causes.map((one) => ({ ...one, seconds: 9, because: 'other', evidence: one.evidence.map((line) => ({ ...line, line: 99 })) })),
    };
    const prints = (boot: typeof lessonBoot) =>
      runOf(renderSarif(reportOf(boot)))
        .results.map((one) => `${one.ruleId} ${one.partialFingerprints['coldcase/v1']}`)
        .sort();
    expect(prints(moved)).toEqual(prints(lessonBoot));
    const both = runOf(renderSarif(reportOf(lessonBoot, lessonBoot))).results.map((one) => one.partialFingerprints['coldcase/v1']);
    expect(new Set(both).size).toBe(10);
  });

  it.each([
    ['./logs/a b.log', 'logs/a%20b.log'],
    ['logs/../x#1?.log', 'x%231%3F.log'],
    ['../logs/ü.log', '../logs/%C3%BC.log'],
    ['/var/log/server.log', 'var/log/server.log'],
    ['C:\\logs\\server.log', 'logs/server.log'],
    ['-', 'stdin'],
    ['http://x/y', 'http%3A/x/y'],
  ])('writes the path %s as the relative address %s', (path, uri) => {
    expect(uriOf(path)).toBe(uri);
  });

  it('tells absolute paths apart by their base, and where that lies nowhere', () => {
    const run = runOf(renderSarif(named('/var/log/server.log')));
    expect(run.results[0]?.locations[0]?.physicalLocation.artifactLocation.uriBaseId).toBe('ROOT');
    expect(JSON.stringify(run.originalUriBaseIds)).not.toContain('uri"');
  });

  it('holds no absolute path, of whatever log or policy', () => {
    const boots = ['/home/me/a.log#1', '/home/me/b.log#1'].map((id) => ({ ...lessonBoot, id }));
    const report = { ...reportOf(...boots), inputs: [{ path: '/home/me/a.log', bytes: 1, lines: 1, skipped: 0 }] };
    const place = { file: '/home/me/coldcase.yaml', line: 1, column: 1 };
    const tolerated = [{ cause: 'compile-in-request', reason: 'known', until: null, isExpired: false, boots: ['/home/me/a.log#1'], place }];
    const evidence = [{ file: '/home/me/a.log', line: 1, text: 'x' }];
    const budgets = [budget({ verdict: 'exceeded', place, evidence, boots: ['/home/me/a.log#1'] })];
    expect(renderSarif(report)).not.toContain('/home/me');
    expect(renderGateSarif(gateOf({ report, budgets, tolerated }))).not.toContain('/home/me');
  });

  it('follows the schema whatever the log holds', () => {
    const anyText = fc.oneof(fc.string({ unit: 'binary' }), fc.constant(hostile));
    fc.assert(
      fc.property(anyText, anyText, fc.nat(), (file, text, line) => {
        const [first, ...rest] = lessonBoot.causes;
        const boot = { ...lessonBoot, id: file, causes: first === undefined ? [] : [{ ...first, because: text, evidence: [{ file, line, text }] }, ...rest] };
        expect(errorsOf(renderSarif(reportOf(boot)))).toBeNull();
      }),
      { numRuns: 50 },
    );
  });

  it('lets no text of the log become a link or a placeholder', () => {
    const boot = { ...lessonBoot, causes: lessonBoot.causes.map((one) => ({ ...one, because: 'see [here](https://example.com) {0} {"a": 1}' })) };
    expect(runOf(renderSarif(reportOf(boot))).results[0]?.message.text).toContain('see [here] (https://example.com) {{0}} {"a": 1}');
  });
});

describe("a gate's answer as SARIF", () => {
  it('follows the schema and stays as agreed on', async () => {
    const text = renderGateSarif(failedGate);
    expect(errorsOf(text)).toBeNull();
    await expect(text).toMatchFileSnapshot('golden/gate-sarif.json');
  });

  it('gives exceeded budgets as errors and undecided ones as warnings, at their place in the policy', () => {
    const results = runOf(renderGateSarif(failedGate)).results.filter((one) => one.suppressions === undefined);
    expect(results.map((one) => `${one.ruleId} ${one.level}`)).toEqual([
      'phases.compile error',
      'causes.shape-not-warmed error',
      'firstRequest warning',
      'peakMemoryShare warning',
      'regression.timeToReady warning',
    ]);
    expect(results[0]?.locations[0]?.physicalLocation).toMatchObject({
      artifactLocation: { uri: 'deploy/coldcase.yaml' },
      region: { startLine: 7, startColumn: 3 },
    });
    expect(results[0]?.relatedLocations?.[0]?.physicalLocation.region.startLine).toBe(61);
  });

  it('gives a budget of the command line the line of the log as its place', () => {
    const asked = gateOf({ budgets: [budget({ verdict: 'exceeded', place: null })] });
    expect(runOf(renderGateSarif(asked)).results[0]?.locations[0]?.physicalLocation.artifactLocation.uri).toBe('server.log');
  });

  it('tells what is tolerated as suppressed, with the reason', () => {
    const tolerated = runOf(renderGateSarif(failedGate)).results.find((one) => one.suppressions !== undefined);
    expect(tolerated?.suppressions?.[0]?.justification).toBe('the fast tokenizer comes with the next release');
  });

  it('has no result when all budgets are kept', () => {
    expect(runOf(renderGateSarif(gateOf({}))).results).toEqual([]);
  });
});
