import type { Bytes, Seconds } from '../../model/units.js';

/** How a server is started, in a shell, and what is set in its environment besides. */
export type ServiceStart = { readonly command: string; readonly set: Readonly<{ [name: string]: string }> };

/** What is asked of a server once it is ready. */
export type ServiceRequest = { readonly url: URL; readonly body: Buffer; readonly headers: Readonly<{ [name: string]: string }> };

/** A server as a black box: started by a command, known by what it answers over HTTP. */
export type Service = {
  readonly command: string;
  /** Answers with 2xx once the server is ready. */
  readonly ready: URL;
  /** Null where only its start is measured. */
  readonly request: ServiceRequest | null;
  /** Files that a trial with a cold page cache finds dropped from memory. */
  readonly files: readonly string[];
};

/** A start done otherwise: another command, or something set in the environment. */
export type Variant = { readonly id: string; readonly title: string; readonly start: ServiceStart };

/** What one request took. */
export type Answered = {
  readonly seconds: Seconds;
  /** Null where the answer came whole. */
  readonly firstTokenSeconds: Seconds | null;
  readonly status: number;
  /** The beginning of what came, for a sentence. */
  readonly text: string;
};

/** A running server and all that it started. */
export type RunningService = {
  /** Its standard output and error. */
  readonly log: string;
  readonly startedAt: Date;
  /** Aborted once the command itself has ended. */
  readonly ended: AbortSignal;
  /** How it ended, as words; null while it runs. */
  readonly ending: () => string | null;
  /** What it holds of the memory with all that it started; null where the system does not tell. */
  readonly memoryBytes: () => Bytes | null;
  /** Ends it as a platform does, and kills what is left after some seconds; gives whether that was needed. */
  readonly stop: () => Promise<boolean>;
};
