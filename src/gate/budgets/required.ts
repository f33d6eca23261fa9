import type { BudgetResult, BudgetVerdict, PolicyPlace } from '../../model/gate.js';
import type { BootReport, ChecklistEntry, CheckStatus } from '../../model/report.js';
import { gravest } from '../verdicts.js';
import { ofBoots } from '../words.js';

const verdicts: Readonly<{ [status in CheckStatus]: BudgetVerdict }> = { pass: 'pass', fail: 'exceeded', unknown: 'unknown' };

type Judged = { readonly boot: BootReport; readonly entry: ChecklistEntry; readonly verdict: BudgetVerdict };

/** Judges an item of the readiness checklist that must pass in each of the boots. */
export const judgeRequired = (item: string, place: PolicyPlace, boots: readonly BootReport[]): BudgetResult => {
  const judged = boots.flatMap((boot): Judged[] => {
    const entry = boot.checklist.find((one) => one.item === item);
    return entry === undefined ? [] : [{ boot, entry, verdict: verdicts[entry.status] }];
  });
  const worst = gravest(judged);
  const deciding = judged.filter(({ verdict }) => verdict === worst?.verdict);
  const where = worst === null ? '' : ofBoots(deciding.length, boots.length);
  return {
    id: `checklist.${item}`,
    title: worst?.entry.title ?? item,
    verdict: worst?.verdict ?? 'unknown',
    why: `${capital(worst?.entry.why.replace(/\.$/, '') ?? 'no boot was found')}${where}.`,
    unit: 'count',
    measured: null,
    range: null,
    limit: null,
    margin: null,
    boots: deciding.map(({ boot }) => boot.id),
    evidence: worst?.entry.evidence.slice(0, 4) ?? [],
    place,
    howToLog: null,
  };
};

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
