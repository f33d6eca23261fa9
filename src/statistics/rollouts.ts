import { median } from './quantile.js';

/** One rollout's replicas, in seconds or any other unit of which less is better, 0 or more. */
export type Rollout = readonly number[];

/**
 * One value a rollout: its median replica, in the same unit. Replicas of one rollout share its nodes, its cache and its hour, so they
 * are no runs of their own. Rollouts without replicas are left out.
 */
export function rolloutMedians(rollouts: readonly Rollout[]): number[] {
  return rollouts.filter((replicas) => replicas.length > 0).map(median);
}
