/**
 * A distribution of positive values in bounded memory whose quantiles are off by at most `relativeError` of themselves. Sketches merge into the
 * same as if one had seen all values, in whatever order. Masson, Rim and Lee, DDSketch: A fast and fully-mergeable quantile sketch with
 * relative-error guarantees, PVLDB 12 (2019).
 */
export type Sketch = {
  readonly count: number;
  readonly sum: number;
  /** NaN where there is no value. */
  readonly least: number;
  readonly most: number;
  /** `bucket`: that of the value, where it is known already. */
  add(value: number, bucket?: number): void;
  merge(other: Sketch): void;
  /** The quantile `q` (0 to 1); NaN where there is no value. */
  quantile(q: number): number;
  /** Values by their bucket, for another sketch to merge. */
  readonly buckets: ReadonlyMap<number, number>;
};

/** How far a quantile may be off, as a share of it. */
export const relativeError = 0.01;

const gamma = (1 + relativeError) / (1 - relativeError);
const logGamma = Math.log(gamma);

/** What lies below counts as nothing: no log tells of less than a microsecond. */
const smallest = 1e-6;
const nothing = Number.NEGATIVE_INFINITY;

/** Which bucket a value counts in: for who adds it to many sketches. */
export const bucketOf = (value: number): number => (value < smallest ? nothing : Math.ceil(Math.log(value) / logGamma));

const middleOf = (bucket: number): number => (bucket === nothing ? 0 : (2 * gamma ** bucket) / (gamma + 1));

/** A sketch without values. */
export const createSketch = (): Sketch => {
  const buckets = new Map<number, number>();
  let [count, sum, least, most] = [0, 0, Number.NaN, Number.NaN];
  const lower = (value: number): number => (Number.isNaN(least) ? value : Math.min(least, value));
  const higher = (value: number): number => (Number.isNaN(most) ? value : Math.max(most, value));
  return {
    buckets,
    get count() {
      return count;
    },
    get sum() {
      return sum;
    },
    get least() {
      return least;
    },
    get most() {
      return most;
    },
    add(value, bucket = bucketOf(value)) {
      buckets.set(bucket, (buckets.get(bucket) ?? 0) + 1);
      count++;
      sum += value;
      least = lower(value);
      most = higher(value);
    },
    merge(other) {
      if (other.count === 0) return;
      for (const [bucket, number] of other.buckets) buckets.set(bucket, (buckets.get(bucket) ?? 0) + number);
      [count, sum, least, most] = [count + other.count, sum + other.sum, lower(other.least), higher(other.most)];
    },
    quantile(q) {
      if (count === 0) return Number.NaN;
      const rank = q * (count - 1);
      let passed = 0;
      for (const bucket of [...buckets.keys()].sort((left, right) => left - right)) {
        passed += buckets.get(bucket) ?? 0;
        if (passed > rank) return Math.min(most, Math.max(least, middleOf(bucket)));
      }
      return most;
    },
  };
};
