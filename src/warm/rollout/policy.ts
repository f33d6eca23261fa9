import type { Seconds } from '../../model/units.js';
import type { LoadBounds } from '../load/bounds.js';
import type { LoadPlan } from '../load/schedule.js';
import type { Protocol } from '../plan/plan.js';
import type { Step } from './machine.js';

/** One replica of a side. `server` is its name in HAProxy's backend; null where another driver moves the traffic. */
export type Replica = { readonly url: URL; readonly server: string | null };

export type Sides<T> = { readonly blue: T; readonly green: T };

/** What moves the traffic. */
export type DriverChoice =
  | { readonly kind: 'haproxy'; readonly socket: string; readonly backend: string }
  /** A command line for the shell. */
  | { readonly kind: 'command'; readonly line: string };

/** What the generated files for Kubernetes name. */
export type KubernetesNames = {
  readonly deployment: string;
  readonly service: string;
  readonly port: number;
  readonly image: string;
};

/** How a rollout goes. */
export type RolloutPolicy = {
  readonly file: string;
  /** As written, by which a killed rollout knows that it is still the same. */
  readonly text: string;
  readonly replicas: Sides<readonly Replica[]>;
  /** The plan of the warmup, by path from the working folder. */
  readonly planFile: string;
  readonly request: { readonly protocol: Protocol | null; readonly model: string | null; readonly templateFile: string | null };
  readonly load: LoadPlan & { readonly timeoutSeconds: Seconds };
  readonly bounds: LoadBounds;
  readonly steps: readonly Step[];
  /** How long blue's last requests may take before it is retired. */
  readonly drainSeconds: Seconds;
  /** For how long a driver that does not answer is tried again. */
  readonly patienceSeconds: Seconds;
  /** Null where the policy is for a check, or for generated files. */
  readonly driver: DriverChoice | null;
  /** A command line that lets blue go, once it has no requests any more. */
  readonly retire: string | null;
  readonly kubernetes: KubernetesNames | null;
};
