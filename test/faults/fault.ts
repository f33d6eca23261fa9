/** What came of a fault that was tried so many times. */
export type Outcome = {
  readonly times: number;
  /** What was seen, in a few words. */
  readonly seen: string;
  /** What did not hold; empty where all did. */
  readonly wrong: readonly string[];
};

/** Something that goes wrong around coldcase. */
export type Fault = {
  readonly name: string;
  /** What must hold. */
  readonly holds: string;
  /** Tries it in a folder of its own; a sentence where it cannot be had here. */
  readonly provoke: (folder: string, settings: FaultSettings) => Promise<Outcome | string>;
};

export type FaultSettings = { readonly rounds: number; readonly random: () => number };
