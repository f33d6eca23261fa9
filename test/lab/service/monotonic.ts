import { hrtime } from 'node:process';

/** Seconds of CLOCK_MONOTONIC, which the traces of the services are written in too. */
export function monotonicSeconds(): number {
  return Number(hrtime.bigint()) / 1e9;
}
