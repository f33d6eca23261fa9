/** The nouns of the lab: a scenario is a service, its settings, the load on it, what wraps its log, and what is true of it. */

export type Json = string | number | boolean | null | readonly Json[] | { readonly [name: string]: Json };
export type Settings = { readonly [name: string]: Json };

/** Which program serves; `fixtures/lab/README.md` has what each is given. */
export type Service = 'node' | 'gunicorn' | 'uvicorn';

/** What a collector makes of the captured lines. */
export type Envelope = 'plain' | 'docker-json' | 'cri' | 'journald' | 'kubectl' | 'compose';

/** What the machine does to the service. */
export type Surroundings = {
  /** The hub that `weights.hub` is set to: how fast it gives the model, and whether a check is answered. */
  readonly hub?: { readonly bytesPerSecond?: number; readonly check: 'answers' | 'hangs' };
  /** The model's file is dropped from the page cache first. */
  readonly dropPageCache?: boolean;
  /** The model's file is read at this rate: a slow disk. */
  readonly diskBytesPerSecond?: number;
  /** Private memory of each process (`ulimit -d`), in MiB: the address space itself is no measure for V8, which reserves more than it uses. */
  readonly dataMiB?: number;
  /** V8's heap of old objects, in MiB; `node` only. */
  readonly heapMiB?: number;
  /** The CPUs that it may run on, as `taskset` has them. */
  readonly cpus?: string;
  /** How far behind other programs it stands, as `nice` has it. */
  readonly niceness?: number;
  /** What its container may use; by a cgroup of either version. */
  readonly container?: { readonly cpus?: number; readonly memoryMiB?: number };
  /** The folder of `cacheFolder`: there and empty, not there and not to be made, not to be written, or filled by an earlier start. */
  readonly cache?: 'empty' | 'missing' | 'read-only' | 'filled';
  /** Another program has the port. */
  readonly portTaken?: boolean;
  /** The model's file is not there. */
  readonly modelMissing?: boolean;
  /** So often the container's runtime starts it again after it has ended by itself. */
  readonly restarts?: number;
  /** So often it is started and ended cleanly, all in one log; 1 where missing. */
  readonly starts?: number;
  readonly environment?: { readonly [name: string]: string };
};

/** Requests at a constant rate, whether earlier ones are answered or not; then a pause, then the next group. */
export type Load = {
  readonly from?: 'ready' | 'listening';
  /** So long after that the first one is sent. */
  readonly delaySeconds?: number;
  readonly groups: readonly {
    readonly ratePerSecond: number;
    readonly count: number;
    readonly shapes: readonly (readonly [number, number])[];
    readonly pauseSeconds?: number;
  }[];
};

/** Settings and surroundings that differ once a fix is done. */
export type Mend = { readonly fix: string; readonly settings?: Settings; readonly surroundings?: Surroundings };

/**
 * A cause that was injected. Those that the catalogue gives seconds or shares count only where the trace reaches them; `spans` are the
 * trace's spans that its seconds are the sum of, in its scope.
 */
export type InjectedCause = {
  readonly id: string;
  readonly scope: 'startup' | 'request' | 'background';
  readonly spans?: readonly string[];
  readonly mends?: readonly Mend[];
};

export type Scenario = {
  readonly id: string;
  /** What is arranged, in a few words. */
  readonly title: string;
  readonly service: Service;
  readonly settings: Settings;
  readonly surroundings?: Surroundings;
  /** Null: nobody asks, since it never serves. */
  readonly load: Load | null;
  /** Without a load: how long it is watched, where it does not end by itself. */
  readonly watchSeconds?: number;
  readonly envelope?: Envelope;
  /** So many replicas, their lines in one log; 1 where missing. */
  readonly replicas?: number;
  /** The log is in two files, as a rotation leaves it. */
  readonly rotated?: boolean;
  /** Zone of the service's clock (`TZ`). */
  readonly zone?: string;
  readonly causes: readonly InjectedCause[];
  /** Causes that may be named or not: two readings of the catalogue are possible. Say why beside it. */
  readonly open?: readonly string[];
  /** The verdicts that are right. */
  readonly verdicts: readonly ('failed' | 'cold' | 'slow' | 'warm' | 'unknown')[];
  /** The seconds of this one are compared; it runs alone then. */
  readonly isTimed?: boolean;
  /** Names of programs and Python modules without which it is skipped. */
  readonly needs?: readonly string[];
};
