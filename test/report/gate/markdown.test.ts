import { describe, expect, it } from 'vitest';
import type { GateReport } from '../../../src/model/gate.js';
import { renderGateMarkdown } from '../../../src/report/gate/markdown.js';
import { hostile } from '../diagnosed.js';
import { budget, failedGate, gateOf } from '../gate-report.js';

const section = (gate: GateReport, head: string): string => renderGateMarkdown(gate).split(`### ${head}\n`)[1]?.split('\n### ')[0] ?? '';

describe("the gate's answer as Markdown", () => {
  it('stays as agreed on', async () => {
    await expect(renderGateMarkdown(failedGate)).toMatchFileSnapshot('../golden/gate.md');
  });

  it('begins with the verdict and its reason', () => {
    expect(renderGateMarkdown(gateOf({})).split('\n').slice(0, 3)).toEqual(['## ✅ coldcase gate: pass', '', 'all 1 budgets are kept.']);
  });

  it('has a row for each budget with figure, limit, margin and the line that shows it', () => {
    expect(renderGateMarkdown(gateOf({}))).toContain('| ✅ | Time to ready | 131.4 s | 150.0 s | 18.6 s left | `server.log:120` |');
  });

  it('shows the line of the log for what was exceeded, and where the policy asks for it', () => {
    const told = section(failedGate, 'Exceeded');
    expect(told).toContain('`server.log:61` `INFO 02-11 05:32:45 [monitor.py:33] torch.compile takes 61.21 s in total`');
    expect(told).toContain('asked for at `deploy/coldcase.yaml:7`');
  });

  it('tells what to switch on where a budget could not be decided', () => {
    expect(section(failedGate, 'Not decided')).toContain('to know: log the limit with nvidia-smi at the start');
  });

  it('names the causes to mend, with their first fix', () => {
    expect(section(failedGate, 'What to change')).toContain('Keep the compile cache on a volume that outlives the pod');
  });

  it('has as many headings and folds as it writes itself, whatever log and policy hold', () => {
    const evidence = [{ file: hostile, line: 1, text: `${hostile}\n</details>\n# heading\n| a | b |` }];
    const evil = budget({ verdict: 'exceeded', title: hostile, why: hostile, howToLog: hostile, evidence, place: { file: hostile, line: 1, column: 1 } });
    const text = renderGateMarkdown(gateOf({ verdict: 'fail', reason: hostile, policy: { file: hostile, environment: hostile }, budgets: [evil] }));
    expect(text.match(/^#+ .*/gm)).toEqual(['## ❌ coldcase gate: fail', '### Exceeded', '### What to change']);
    expect(text.replace(/`+[^`]*`+/g, '')).not.toMatch(/<(?:script|\/?details|b)>/);
  });
});
