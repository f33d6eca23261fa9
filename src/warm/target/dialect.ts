import type { Shape } from '../../model/boot.js';

/** A request body; of several, all are sent at once and wait for the slowest. */
export type Body = { readonly path: string; readonly text: string };

/** Builds the requests of a shape, or says why the model takes no such shape. */
export type Build = (shape: Shape, variant: number) => readonly Body[] | { readonly problem: string };

/** Asks the service for a page of JSON before the first pass; null where it has none. */
export type Ask = (path: string) => Promise<unknown>;

/** How a kind of server is spoken to. */
export type Dialect = {
  /** Learns what it has to know of the model. Throws a `Problem`. */
  readonly prepare: (ask: Ask) => Promise<Build>;
  /** What stands in a body of the answer. Throws where it is none of this dialect. */
  readonly read: (text: string) => unknown;
  /** Whether a piece of a streamed answer holds a token; null where answers come whole. */
  readonly hasToken: ((text: string) => boolean) | null;
};

/** Why a service cannot be spoken to, with the mend. */
export class Problem extends Error {}

/** The member of a value, where that is an object that has it. */
export const memberOf = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null ? Object.getOwnPropertyDescriptor(value, name)?.value : undefined;
