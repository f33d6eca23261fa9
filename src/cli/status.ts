/** Exit statuses, as DESIGN.md's command line gives them. */
export const status = {
  done: 0,
  failed: 1,
  wrong: 2,
  /** A gate that could not decide. */
  undecided: 3,
  /** An error of coldcase itself, away from those that a gate reads. */
  bug: 70,
  interrupted: 130,
} as const;
