/** Formulas of queues that a simulation is held against; rates in requests a second, times in seconds. */

/** Mean time in an M/M/c queue: Erlang's C formula (Kleinrock, Queueing Systems I, 1975, chapter 3). */
export const meanTimeMmc = (arrivalRate: number, serviceRate: number, servers: number): number => {
  const offered = arrivalRate / serviceRate;
  let term = 1;
  let sum = 0;
  for (let busy = 0; busy < servers; busy++) {
    sum += term;
    term *= offered / (busy + 1);
  }
  const waiting = (term * servers) / (servers - offered);
  return waiting / (sum + waiting) / (servers * serviceRate - arrivalRate) + 1 / serviceRate;
};

/** Mean time in an M/G/1 queue: Pollaczek and Khinchine's formula (Kleinrock, chapter 5); `variation` is that of the service times. */
export const meanTimeMg1 = (arrivalRate: number, meanService: number, variation: number): number => {
  const use = arrivalRate * meanService;
  return meanService + (use * meanService * (1 + variation ** 2)) / (2 * (1 - use));
};
