import { fileName, quote } from './shell.js';

export type ServiceOptions = { readonly file?: string; readonly project?: string };

/** The commands that gather what tells of the start of one Compose service. */
export const serviceCommands = (service: string, options: ServiceOptions): string[] => {
  const folder = `coldcase-${fileName(service)}`;
  const which = [...(options.file === undefined ? [] : ['-f', quote(options.file)]), ...(options.project === undefined ? [] : ['-p', quote(options.project)])];
  const compose = (...words: string[]): string => ['docker compose', ...which, ...words].join(' ');
  const name = quote(service);
  return [
    `mkdir -p ${folder}`,
    '# The log of all its containers, with the clock of the engine.',
    `${compose('logs', '--no-color', '--timestamps', name)} > ${folder}/${fileName(service)}.log`,
    '# Whether a container was killed for memory, and its exit code.',
    `${compose('ps', '--all', '--quiet', name)} | xargs docker inspect --format '{{.Name}} started {{.State.StartedAt}} finished {{.State.FinishedAt}} exit code {{.State.ExitCode}}{{if .State.OOMKilled}} OOMKilled{{end}}' > ${folder}/state.txt`,
    `coldcase ${folder}`,
  ];
};
