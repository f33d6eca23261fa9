import { durationWords, trimmed } from '../../diagnose/words.js';
import { UserError } from '../../model/user-error.js';
import type { Plan } from '../../warm/plan/plan.js';
import { readPlan } from '../../warm/plan/read.js';
import { readCurve } from '../../warm/pool/curve.js';
import { type PoolAnswer, type PoolSize, plannedUtilisation, poolFor } from '../../warm/pool/pool.js';
import { status } from '../status.js';
import type { Io } from '../terminal/io.js';
import { plainTable } from '../terminal/plain-table.js';
import { linesOf } from './sources.js';

export type PoolOptions = {
  readonly pool: string;
  readonly start?: number;
  readonly service?: number;
  readonly slo?: number;
  readonly slots?: number;
  readonly plan?: string;
};

/** What the components of a plan take, one after the other; null where it tells of none. */
const startOf = ({ components }: Plan): number | null => {
  const known = components.flatMap(({ seconds }) => seconds ?? []);
  return known.length === 0 ? null : known.reduce((sum, own) => sum + own, 0);
};

/** The mean of the steady times, by their shares; null where not every shape has one. */
const serviceOf = ({ shapes }: Plan): number | null => {
  const known = shapes.flatMap(({ steadySeconds, share }) => (steadySeconds === null ? [] : [{ steadySeconds, weight: share ?? 1 }]));
  if (known.length < shapes.length) return null;
  const total = known.reduce((sum, { weight }) => sum + weight, 0);
  return known.reduce((sum, { steadySeconds, weight }) => sum + steadySeconds * weight, 0) / total;
};

const needed = (option: string, given: number | undefined, ofPlan: number | null, what: string): number => {
  const seconds = given ?? ofPlan;
  if (seconds !== null) return seconds;
  throw new UserError(`--pool needs to know ${what}; give it by ${option}, as in ${option} 45s`);
};

/** Sizes that are told: the first few, and the last few before the answer. */
const mostTold = 8;

const toldSizes = ({ sizes }: PoolAnswer): readonly PoolSize[] => (sizes.length <= mostTold ? sizes : [...sizes.slice(0, 2), ...sizes.slice(2 - mostTold)]);

const poolText = (answer: PoolAnswer, objectiveSeconds: number): string => {
  const { chosen, sizes } = answer;
  const [none] = sizes;
  const headline =
    chosen === null
      ? `No pool keeps the 95th percentile under ${durationWords(objectiveSeconds)}: what a single request takes, or the start, has to become shorter.`
      : `${chosen.spare} spare warm ${chosen.spare === 1 ? 'replica keeps' : 'replicas keep'} the 95th percentile under ${durationWords(objectiveSeconds)}${none === undefined || chosen.spare === 0 ? '' : `, for ${trimmed(chosen.replicaHours - none.replicaHours, 1)} replica hours more than none`}.`;
  const table = plainTable(
    ['spare', 'p95', 'replica hours'],
    toldSizes(answer).map(({ spare, p95Seconds, replicaHours }) => [String(spare), durationWords(p95Seconds), trimmed(replicaHours, 1)]),
  );
  return `${headline}\n\n${table}\n\nReplicas are planned to ${plannedUtilisation * 100} % of their slots; what was not needed for as long as a start takes is let go.\n`;
};

/** `coldcase plan --pool CURVE`: 0, or 1 where no pool keeps the objective. */
export const runPool = async (options: PoolOptions, io: Io): Promise<number> => {
  const plan = options.plan === undefined ? null : await readPlan(options.plan);
  const startSeconds = needed('--start', options.start, plan === null ? null : startOf(plan), 'how long a start takes');
  const serviceSeconds = needed('--service', options.service, plan === null ? null : serviceOf(plan), 'how long a request takes');
  const objectiveSeconds = needed('--slo', options.slo, null, 'what the 95th percentile is to stay under');
  const curve = await readCurve(options.pool, linesOf(options.pool, io));
  const answer = poolFor(curve, { startSeconds, serviceSeconds, slots: options.slots ?? 1, objectiveSeconds });
  io.stdout.write(poolText(answer, objectiveSeconds));
  return answer.chosen === null ? status.failed : status.done;
};
