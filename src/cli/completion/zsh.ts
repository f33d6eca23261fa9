import { type Described, optionsOf } from './described.js';

const quoted = (text: string): string => text.replaceAll("'", "'\\''");

/** In a description of an option the brackets and colons would end it. */
const described = (text: string): string => quoted(text.replace(/[[\]]/g, '').replaceAll(':', '\\:'));

const argumentsOf = (one: Described): string =>
  [
    ...optionsOf(one).flatMap(({ names, takesValue, choices, describes }) => {
      const value = takesValue ? `:value:${choices.length > 0 ? `(${choices.join(' ')})` : '_files'}` : '';
      return names.map((name) => `'*${name}[${described(describes)}]${quoted(value)}'`);
    }),
    ...(one.actions.length > 0 ? [`'1:action:(${one.actions.join(' ')})'`] : []),
    "'*:file:_files'",
  ].join(' \\\n        ');

/** A script for zsh: commands with what they do, their options, files. */
export const zshCompletion = (all: readonly Described[]): string => `#compdef coldcase
# coldcase: completion for zsh. In ~/.zshrc, after compinit: source <(coldcase completion zsh)
_coldcase() {
  local -a commands=(
${all.map(({ name, describes }) => `    '${name}:${described(describes)}'`).join('\n')}
  )
  local command=diagnose
  if ((CURRENT > 2)) && ((\${commands[(I)$words[2]:*]})); then
    command=$words[2]
    shift words
    ((CURRENT--))
  elif ((CURRENT == 2)) && [[ $words[2] != -* ]]; then
    _describe command commands
    _files
    return
  fi
  case $command in
${all.map((one) => `    ${one.name})\n      _arguments \\\n        ${argumentsOf(one)} ;;`).join('\n')}
  esac
}
compdef _coldcase coldcase
`;
