import { type Described, describeCommands, optionsOf } from '../src/cli/completion/described.js';
import { toolVersion } from '../src/model/tool.js';

/** Text as roff shows it: no escapes, no line that begins a macro. */
const text = (plain: string): string =>
  plain
    .replaceAll('\\', '\\e')
    .replaceAll('-', '\\-')
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .map((line) => (/^[.']/.test(line) ? `\\&${line}` : line))
    .join('\n');

const option = ({ names, takesValue, describes }: ReturnType<typeof optionsOf>[number]): string =>
  `.TP\n${names.map((name) => `\\fB${text(name)}\\fR`).join(', ')}${takesValue ? ' \\fIvalue\\fR' : ''}\n${text(describes)}`;

/** The name of the command is in the usage of the one that may go without. */
const usage = ({ name, command }: Described): string => (command.usage().includes(name) ? command.usage() : `${name} ${command.usage()}`);

const section = (one: Described): string =>
  [`.SS coldcase ${one.name}`, `\\fBcoldcase\\fR ${text(usage(one))}`, '.PP', text(one.command.description()), ...optionsOf(one).map(option)].join('\n');

const statuses = [
  ['0', 'done; the gate passed'],
  ['1', 'the gate failed, or \\-\\-fail\\-on was met'],
  ['2', 'the command line, a file, a rule or a policy is wrong; the other inputs were read'],
  ['3', 'the gate could not decide'],
  ['130', 'interrupted'],
] as const;

/** The manual page, from the commands as they are: `man coldcase`. */
export const manPage = async (): Promise<string> => {
  const all = await describeCommands();
  return [
    `.TH COLDCASE 1 "" "coldcase ${toolVersion}" "User Commands"`,
    '.SH NAME',
    'coldcase \\- why a model server was slow or dead when it came up',
    '.SH SYNOPSIS',
    '\\fBcoldcase\\fR [\\fIcommand\\fR] [\\fIoptions\\fR] [\\fIpath\\fR ...]',
    '.SH DESCRIPTION',
    text(
      'Reads the startup and first-request logs of model servers and says where each second went, which line proves it, what to change, and how much that saves. Without a command it diagnoses what it is given.',
    ),
    '.SH COMMANDS',
    ...all.map(section),
    '.SH EXIT STATUS',
    ...statuses.map(([status, meaning]) => `.TP\n.B ${status}\n${meaning}`),
    '.SH ENVIRONMENT',
    '.TP\n.B NO_COLOR, FORCE_COLOR\nno colours, or colours in a pipe',
    '.TP\n.B NODE_DISABLE_COMPILE_CACHE\nkeeps no compiled code beside the command',
    '',
  ].join('\n');
};
