/** What a computation takes of the processor: unlike the clock on the wall, a busy machine hardly changes it. */
export const processorSeconds = (compute: () => void): number => {
  const before = process.cpuUsage();
  compute();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1e6;
};
