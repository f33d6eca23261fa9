import { listWords } from '../../diagnose/words.js';
import type { BudgetResult, BudgetVerdict, PolicyPlace } from '../../model/gate.js';
import { type BootReport, type Cause, type Severity, severityRank } from '../../model/report.js';
import { gravest } from '../verdicts.js';
import { ofBoots } from '../words.js';

export type Forbidden = {
  readonly what: { readonly severity: Severity } | { readonly cause: string };
  readonly place: PolicyPlace;
  /** The boots that it is forbidden in, each with the causes that are tolerated there. */
  readonly boots: readonly { readonly boot: BootReport; readonly tolerated: ReadonlySet<string> }[];
};

type Judged = {
  readonly boot: BootReport;
  readonly found: readonly Cause[];
  readonly verdict: BudgetVerdict;
  readonly missing: string;
  readonly howToLog: string | null;
};

/** Judges whether a cause, or any of a severity, was found. One that is only possible does not fail: it leaves the answer open. */
export const judgeForbidden = ({ what, place, boots }: Forbidden): BudgetResult => {
  const name = 'cause' in what ? what.cause : what.severity;
  const judged = boots.map(({ boot, tolerated }) => judgeBoot(boot, tolerated, what));
  const worst = gravest(judged);
  const deciding = judged.filter(({ verdict }) => verdict === worst?.verdict);
  const found = deciding.flatMap((one) => [...one.found]);
  return {
    id: `causes.${name}`,
    title: 'cause' in what ? `no ${name}` : `no cause of severity ${name}${name === 'error' ? '' : ' or graver'}`,
    verdict: worst?.verdict ?? 'unknown',
    why: `${sentence(worst, found, boots.length, deciding.length)}.`,
    unit: 'count',
    measured: null,
    range: null,
    limit: null,
    margin: null,
    boots: deciding.map(({ boot }) => boot.id),
    evidence: found.flatMap(({ evidence }) => evidence.slice(0, 1)).slice(0, 4),
    place,
    howToLog: worst?.howToLog ?? null,
  };
};

const isSure = (cause: Cause): boolean => cause.confidence !== 'possible';

const judgeBoot = (boot: BootReport, tolerated: ReadonlySet<string>, what: Forbidden['what']): Judged => {
  const matches = (cause: Cause): boolean => ('cause' in what ? cause.id === what.cause : severityRank[cause.severity] >= severityRank[what.severity]);
  const found = boot.causes.filter((cause) => matches(cause) && !tolerated.has(cause.id));
  const unjudged = 'cause' in what && found.length === 0 ? boot.unevaluated.find(({ cause }) => cause === what.cause) : undefined;
  const isMute = boot.verdict === 'unknown' && found.length === 0;
  const verdict = found.some(isSure) ? 'exceeded' : found.length > 0 ? 'range-crosses' : unjudged !== undefined || isMute ? 'unknown' : 'pass';
  return {
    boot,
    found,
    verdict,
    missing: unjudged?.missing ?? 'the log says too little',
    howToLog: verdict === 'unknown' ? (unjudged?.howToLog ?? null) : null,
  };
};

const sentence = (worst: Judged | null, found: readonly Cause[], boots: number, deciding: number): string => {
  if (worst === null) return 'No boot was found';
  const where = ofBoots(deciding, boots);
  const names = listWords([...new Set(found.map(({ id }) => id))].slice(0, 5));
  if (worst.verdict === 'exceeded') return `Found ${names}${where}`;
  if (worst.verdict === 'range-crosses') return `Possibly ${names}, which the log does not settle${where}`;
  if (worst.verdict === 'unknown') return `It cannot be told: ${worst.missing}${where}`;
  return 'None was found';
};
