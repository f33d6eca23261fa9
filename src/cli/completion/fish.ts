import { type Described, optionsOf } from './described.js';

const quoted = (text: string): string => `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;

const optionLine = (command: string, { names, takesValue, choices, describes }: ReturnType<typeof optionsOf>[number]): string => {
  const spelled = names.map((name) => (name.startsWith('--') ? `-l ${name.slice(2)}` : `-s ${name.slice(1)}`)).join(' ');
  const value = !takesValue ? '' : choices.length > 0 ? ` -x -a ${quoted(choices.join(' '))}` : ' -r';
  return `complete -c coldcase -n '__fish_seen_subcommand_from ${command}' ${spelled}${value} -d ${quoted(describes)}`;
};

/** A script for fish: commands with what they do, their options, files. */
export const fishCompletion = (all: readonly Described[]): string =>
  [
    '# coldcase: completion for fish. coldcase completion fish > ~/.config/fish/completions/coldcase.fish',
    ...all.map(({ name, describes }) => `complete -c coldcase -n __fish_use_subcommand -a ${name} -d ${quoted(describes)}`),
    ...all.flatMap((one) => optionsOf(one).map((option) => optionLine(one.name, option))),
    ...all.flatMap(({ name, actions }) =>
      actions.map(
        (action) => `complete -c coldcase -n '__fish_seen_subcommand_from ${name}; and not __fish_seen_subcommand_from ${actions.join(' ')}' -a ${action}`,
      ),
    ),
    '',
  ].join('\n');
