import { type Described, optionsOf } from './described.js';

const words = (list: readonly string[]): string => list.join(' ');

/** The words after which a value follows. */
const valued = (all: readonly Described[]): string =>
  words([...new Set(all.flatMap((one) => optionsOf(one).flatMap(({ takesValue, names }) => (takesValue ? names : []))))]);

/** A script for bash: commands, then the options of the command at hand, then files. */
export const bashCompletion = (all: readonly Described[]): string => `# coldcase: completion for bash. In ~/.bashrc: source <(coldcase completion bash)
_coldcase() {
  local current=\${COMP_WORDS[COMP_CWORD]} previous=\${COMP_WORDS[COMP_CWORD-1]} command=diagnose word
  COMPREPLY=()
  for word in "\${COMP_WORDS[@]:1:COMP_CWORD-1}"; do
    case $word in
      -*) ;;
      ${all.map(({ name }) => name).join('|')}) command=$word; break ;;
      *) break ;;
    esac
  done
  case " ${valued(all)} " in
    *" $previous "*) COMPREPLY=($(compgen -f -- "$current")); return ;;
  esac
  if [[ $current == -* ]]; then
    case $command in
${all.map((one) => `      ${one.name}) COMPREPLY=($(compgen -W "${words(optionsOf(one).flatMap(({ names }) => names))}" -- "$current")) ;;`).join('\n')}
    esac
    return
  fi
  if ((COMP_CWORD == 1)); then COMPREPLY=($(compgen -W "${words(all.map(({ name }) => name))}" -- "$current")); fi
  if ((COMP_CWORD == 2)); then
    case $command in
${all
  .filter(({ actions }) => actions.length > 0)
  .map(({ name, actions }) => `      ${name}) COMPREPLY=($(compgen -W "${words(actions)}" -- "$current")) ;;`)
  .join('\n')}
    esac
  fi
  COMPREPLY+=($(compgen -f -- "$current"))
}
complete -o filenames -F _coldcase coldcase
`;
