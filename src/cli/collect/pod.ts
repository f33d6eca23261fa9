import { fileName, quote } from './shell.js';

export type PodOptions = { readonly namespace?: string; readonly context?: string };

/** The commands that gather what tells of one pod's start. */
export const podCommands = (pod: string, options: PodOptions): string[] => {
  const folder = `coldcase-${fileName(pod)}`;
  const where = [
    ...(options.context === undefined ? [] : ['--context', quote(options.context)]),
    ...(options.namespace === undefined ? [] : ['-n', quote(options.namespace)]),
  ];
  const kubectl = (...words: string[]): string => ['kubectl', ...where, ...words].join(' ');
  const name = quote(pod);
  return [
    `mkdir -p ${folder}`,
    '# The pod: when it was created, its images, limits, restarts and why it last ended. Holds its environment: read it before you share it.',
    `${kubectl('get', 'pod', name, '-o', 'json')} > ${folder}/pod.json`,
    `${kubectl('describe', 'pod', name)} > ${folder}/describe.txt`,
    '# Its events: scheduling, image pulls, probes, kills. They are kept for an hour by default.',
    `${kubectl('get', 'events', '--field-selector', quote(`involvedObject.name=${pod}`), '-o', 'json')} > ${folder}/events.json`,
    '# Its logs, init containers and sidecars included, and those of the containers before the last restart (there may be none).',
    `${kubectl('logs', name, '--all-containers', '--prefix', '--timestamps')} > ${folder}/current.log`,
    `${kubectl('logs', name, '--all-containers', '--prefix', '--timestamps', '--previous')} > ${folder}/previous.log || rm -f ${folder}/previous.log`,
    `coldcase ${folder}`,
  ];
};
