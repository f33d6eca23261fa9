import type { InferenceSession } from 'onnxruntime-node';
import type { ChangeSummary } from '../model/reproduction.js';
import type { Change, MadeModel } from './changes.js';

type Session = InferenceSession.SessionOptions;

/** Whether two settings ask for the same thing in two ways. */
const conflict = (left: unknown, right: unknown): boolean => {
  const isGroup = (value: unknown): value is object => typeof value === 'object' && value !== null && !Array.isArray(value);
  if (!isGroup(left) || !isGroup(right)) return JSON.stringify(left) !== JSON.stringify(right);
  const others = new Map<string, unknown>(Object.entries(right));
  return Object.entries(left).some(([name, value]) => others.has(name) && conflict(value, others.get(name)));
};

const merged = (left: Session, right: Session): Session => {
  const extra = { session: { ...(left.extra?.session as object | undefined), ...(right.extra?.session as object | undefined) } };
  return { ...left, ...right, ...(Object.keys(extra.session).length === 0 ? {} : { extra }) };
};

/** What to load in place of the model: one thing, or what two come to together. */
const loadedBy = (set: Change, one: Change): Pick<Change, 'loads'> => {
  const loads = set.loads === undefined || one.loads === undefined ? (set.loads ?? one.loads) : ('saved-external' as const);
  return loads === undefined ? {} : { loads };
};

const joined = (set: Change, one: Change): Change => ({
  ...set,
  ...one,
  id: set.id,
  title: set.title,
  session: merged(set.session, one.session),
  ...loadedBy(set, one),
});

/**
 * The changes that save of the first answer beyond the noise, the one that saves most first, as far as they go together: a setting goes with no
 * other value of it, and loading one thing in place of the model with loading another only where that was `made`. What they are as one change; null
 * where fewer than two do.
 */
export function bestSet(changes: readonly Change[], summaries: readonly ChangeSummary[], made: ReadonlySet<MadeModel> = new Set()): Change | null {
  const goTogether = (set: Change, one: Change): boolean =>
    (set.loads === undefined || one.loads === undefined || made.has('saved-external')) && !conflict(set.session, one.session);
  const saving = summaries
    .filter(({ firstAnswer }) => firstAnswer.verdict === 'clear' && firstAnswer.seconds < 0)
    .sort((a, b) => a.firstAnswer.seconds - b.firstAnswer.seconds)
    .flatMap(({ id }) => changes.find((change) => change.id === id) ?? []);
  const taken: Change[] = [];
  let set: Change = { id: 'together', title: 'together', session: {} };
  for (const change of saving) {
    if (!goTogether(set, change)) continue;
    taken.push(change);
    set = joined(set, change);
  }
  return taken.length < 2 ? null : { ...set, title: `together: ${taken.map(({ id }) => id).join(', ')}` };
}
