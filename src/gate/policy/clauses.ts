import type { PolicyPlace } from '../../model/gate.js';
import { type Severity, severityRank } from '../../model/report.js';
import type { Path } from '../../rules/yaml/source.js';
import { measures } from '../measures.js';
import { defaultFloors, defaultShare } from './floors.js';
import type { LimitClause, Policy, RegressionClause, When } from './policy.js';
import { quantityOf } from './quantity.js';
import type { PolicySections } from './schema.js';

/** The clauses of one section of a policy (the file's own, or one override's). */
export type Clauses = Pick<Policy, 'limits' | 'failedBoots' | 'forbidden' | 'tolerated' | 'required' | 'regressions'>;

export type Placed = { readonly when: When | null; readonly placeOf: (path: Path) => PolicyPlace };

const isSeverity = (word: string): word is Severity => Object.hasOwn(severityRank, word);

type Entry = { readonly id: string; readonly value: unknown; readonly path: Path };

/** The written figures of a group, those of `phases` and `requestPhases` by their full id. */
const entriesOf = (group: object, at: string): Entry[] =>
  Object.entries(group).flatMap(([key, value]): Entry[] => {
    if (key === 'phases' || key === 'requestPhases')
      return Object.entries((value ?? {}) as object).map(([phase, own]) => ({ id: `${key}.${phase}`, value: own, path: [at, key, phase] }));
    return [{ id: key, value, path: [at, key] }];
  });

type WrittenLimit = string | number | null | { readonly max?: string | number; readonly p95?: string | number };
type WrittenFloor = string | number | null | { readonly share?: string | number; readonly floor?: string | number };

const limitClauses = (budgets: object, { when, placeOf }: Placed): LimitClause[] =>
  entriesOf(budgets, 'budgets').flatMap(({ id, value, path }): LimitClause[] => {
    const measure = measures.get(id);
    if (measure === undefined || value === undefined) return [];
    const written = value as WrittenLimit;
    const clause = (statistic: 'max' | 'p95', limit: number | null, place: Path): LimitClause => ({
      measure: id,
      statistic,
      limit,
      when,
      place: placeOf(place),
    });
    if (written === null) return [clause('max', null, path), clause('p95', null, path)];
    if (typeof written !== 'object') return [clause('max', quantityOf(written, measure.unit), path)];
    return [
      ...(written.max === undefined ? [] : [clause('max', quantityOf(written.max, measure.unit), [...path, 'max'])]),
      ...(written.p95 === undefined ? [] : [clause('p95', quantityOf(written.p95, measure.unit), [...path, 'p95'])]),
    ];
  });

const regressionClauses = (regression: object, { when, placeOf }: Placed): RegressionClause[] =>
  entriesOf(regression, 'regression').flatMap(({ id, value, path }): RegressionClause[] => {
    const measure = measures.get(id);
    if (measure === undefined || value === undefined) return [];
    const written = value as WrittenFloor;
    const place = placeOf(path);
    if (written === null) return [{ measure: id, allowed: null, when, place }];
    const given = typeof written === 'object' ? written : { share: written };
    const share = given.share === undefined ? defaultShare : quantityOf(given.share, 'share');
    const floor = given.floor === undefined ? defaultFloors[measure.unit] : quantityOf(given.floor, measure.unit);
    return [{ measure: id, allowed: { share, floor }, when, place }];
  });

/** Turns what a section says into clauses, each with its place. */
export const clausesOf = (sections: PolicySections, placed: Placed): Clauses => {
  const { when, placeOf } = placed;
  const { budgets = {}, causes = {}, checklist = [], regression = {} } = sections;
  const failed = budgets.failedBoots;
  return {
    limits: limitClauses(budgets, placed),
    failedBoots:
      failed === undefined ? [] : [{ limit: failed === null ? null : quantityOf(failed, 'count'), when, place: placeOf(['budgets', 'failedBoots']) }],
    forbidden: (causes.forbidden ?? []).map((word, index) => ({
      what: isSeverity(word) ? { severity: word } : { cause: word },
      when,
      place: placeOf(['causes', 'forbidden', index]),
    })),
    tolerated: (causes.tolerated ?? []).map(({ cause, reason, until }, index) => ({
      cause,
      reason,
      until: until ?? null,
      when,
      place: placeOf(['causes', 'tolerated', index]),
    })),
    required: checklist.map((item, index) => ({ item, when, place: placeOf(['checklist', index]) })),
    regressions: regressionClauses(regression, placed),
  };
};
