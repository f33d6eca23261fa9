/** Seconds as a plain number; names that hold one end in `Seconds` or are called `seconds`. */
export type Seconds = number;

/** Bytes as a plain number; names that hold one end in `Bytes` or are called `bytes`. */
export type Bytes = number;

/** A moment: seconds since the Unix epoch, or since an unknown zero where the log has only a stopwatch. */
export type Instant = number;
