import type { Fleet } from '../../model/fleet.js';

const counted = (count: number, noun: string, plural = `${noun}s`): string => `${count.toLocaleString('en')} ${count === 1 ? noun : plural}`;

/** What was read for a fleet: `60 boots of 58 replicas in 61 files, 1 copy left out, 1 could not be read`. */
export const readWords = ({ boots, replicas, files, copies, unread }: Fleet): string =>
  [
    `${counted(boots, 'boot')} of ${counted(replicas, 'replica')} in ${counted(files, 'file')}`,
    ...(copies === 0 ? [] : [`${counted(copies, 'copy', 'copies')} left out`]),
    ...(unread === 0 ? [] : [`${unread.toLocaleString('en')} could not be read`]),
  ].join(', ');
