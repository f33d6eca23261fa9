/** What takes one job after another: a worker thread, or this one. */
export type Hand<Job, Result> = {
  /** Rejects where the hand has died of the job. */
  readonly work: (job: Job) => Promise<Result>;
  readonly dismiss: () => void;
};

export type PoolSettings<Job, Result> = {
  readonly count: number;
  readonly hire: () => Hand<Job, Result>;
  /** What stands for the result of a job that its hand died of; another one is hired. */
  readonly onDeath: (job: Job, error: unknown) => Result;
  /** Called with each result as it comes, in whatever order. */
  readonly onResult?: (result: Result) => void;
  readonly signal?: AbortSignal;
};

/** Results of all jobs, in the order of the jobs whoever did them and whenever; without those that an abort left undone. */
export const workThrough = async <Job, Result>(jobs: readonly Job[], settings: PoolSettings<Job, Result>): Promise<Result[]> => {
  const { count, hire, onDeath, onResult, signal } = settings;
  const results = new Map<number, Result>();
  let next = 0;
  const shift = async (): Promise<void> => {
    let hand = hire();
    while (next < jobs.length && signal?.aborted !== true) {
      const place = next++;
      const job = jobs[place] as Job;
      const result = await hand.work(job).catch((error: unknown) => {
        hand.dismiss();
        hand = hire();
        return onDeath(job, error);
      });
      results.set(place, result);
      onResult?.(result);
    }
    hand.dismiss();
  };
  await Promise.all(Array.from({ length: Math.min(count, jobs.length) }, shift));
  return [...results].sort(([left], [right]) => left - right).map(([, result]) => result);
};
