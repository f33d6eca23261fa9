import type { ComparedSide, Comparison } from '../../model/comparison.js';
import type { BootReport } from '../../model/report.js';
import { toolVersion } from '../../model/tool.js';
import type { Figures } from '../baseline/baseline.js';
import { figuresOf } from '../baseline/record.js';
import { differencesOf, fingerprintOf } from '../fingerprint.js';
import { compareCauses } from './causes.js';
import { compareFigures, type SideRuns } from './figures.js';
import { summaryOf } from './summary.js';

/** One side: its name on the command line, and its boots. */
export type Side = { readonly name: string; readonly boots: readonly BootReport[] };

const runsOf = ({ boots }: Side, isEachARun: boolean): SideRuns => {
  const figures: readonly Figures[] = boots.filter(({ verdict }) => verdict !== 'failed').map(figuresOf);
  if (isEachARun) return figures.map((own) => [own]);
  return figures.length === 0 ? [] : [figures];
};

const sideOf = ({ name, boots }: Side, runs: SideRuns): ComparedSide => ({
  name,
  boots: boots.map(({ id, verdict }) => ({ id, verdict })),
  runs: runs.length,
});

/** Compares two sides: figures with intervals, phases, causes, and what explains the difference. Boots that failed give no figures. Pure. */
export const compare = (before: Side, after: Side, isEachARun: boolean): Comparison => {
  const [old, recent] = [runsOf(before, isEachARun), runsOf(after, isEachARun)];
  const [first, second] = [before.boots[0], after.boots[0]];
  const compared = {
    before: sideOf(before, old),
    after: sideOf(after, recent),
    differences: first === undefined || second === undefined ? [] : differencesOf(fingerprintOf(first), fingerprintOf(second), []),
    ...compareFigures(old, recent),
    causes: compareCauses(before.boots, after.boots),
  };
  return { schemaVersion: 1, tool: { name: 'coldcase', version: toolVersion }, summary: summaryOf(compared), ...compared };
};
