import { describe, expect, it } from 'vitest';
import type { GateReport } from '../../../src/model/gate.js';
import { plainPalette } from '../../../src/report/drawing/palette.js';
import { widthOf } from '../../../src/report/drawing/width.js';
import { renderGateText } from '../../../src/report/gate/text.js';
import { budget, failedGate, gateOf } from '../gate-report.js';

const text = (gate: GateReport, width = 80): string => renderGateText(gate, { width, palette: plainPalette });

describe("the gate's answer as text", () => {
  it.each([60, 80, 160])('is laid out for %i columns as agreed on', async (width) => {
    await expect(text(failedGate, width)).toMatchFileSnapshot(`../golden/gate-${width}.txt`);
  });

  it.each([60, 80, 120])('stays within %i columns', (width) => {
    const tooWide = text(failedGate, width)
      .split('\n')
      .filter((line) => widthOf(line) > width);
    expect(tooWide).toEqual([]);
  });

  it('begins with the verdict and its reason', () => {
    expect(text(gateOf({ verdict: 'undecided', reason: 'undecided: the log has no clock.' })).split('\n')[0]).toBe('undecided: the log has no clock.');
  });

  it('gives a budget that passed one line, with figure, limit, margin and place', () => {
    const lines = text(gateOf({}))
      .split('\n')
      .filter((line) => line.includes('✓'));
    expect(lines).toEqual(['  ✓ Time to ready  131.4 s  limit 150.0 s  18.6 s left  server.log:120']);
  });

  it('shows the range where the limit lies inside it', () => {
    const crossing = budget({ verdict: 'range-crosses', range: { low: 140, high: 160 }, margin: null });
    expect(text(gateOf({ budgets: [crossing] }))).toContain('140–160 s  limit 150.0 s');
  });

  it('tells what to change only where a budget is exceeded', () => {
    expect(text(failedGate)).toContain('What to change');
    expect(text(gateOf({}))).not.toContain('What to change');
  });

  it('names the causes of the boots that exceeded a budget, and of a budget about one cause that one only', () => {
    const only = gateOf({ report: failedGate.report, budgets: failedGate.budgets.filter((one) => one.id === 'causes.shape-not-warmed') });
    const told = text(only).split('What to change')[1];
    expect(told).toContain('A request has a shape that was not warmed');
    expect(told).not.toContain('tokenizer');
  });

  it('names the first boots of many and counts the others', () => {
    const boots = Array.from({ length: 100 }, (_, index) => `server.log#${index + 1}`);
    expect(text(gateOf({ report: failedGate.report, budgets: [budget({ verdict: 'exceeded', boots })] }), 120)).toContain('server.log#4 and 96 more.');
  });

  it('is the sentence alone when it is to be brief', () => {
    expect(renderGateText(failedGate, { width: 120, palette: plainPalette, isBrief: true })).toBe(
      'fail: 2 of 8 budgets are exceeded: compilation took 61.2 s of 30 s.\n',
    );
  });

  it('passes nothing on that a terminal could obey', () => {
    const evil = '\u001b[2J\u202e\u0007';
    const gate = gateOf({
      reason: evil,
      policy: { file: evil, environment: evil },
      budgets: [
        budget({
          title: evil,
          why: evil,
          verdict: 'unknown',
          howToLog: evil,
          evidence: [{ file: evil, line: 1, text: evil }],
          place: { file: evil, line: 1, column: 1 },
        }),
      ],
    });
    expect(text(gate)).not.toMatch(/[\u001b\u202e\u0007]/);
  });
});
