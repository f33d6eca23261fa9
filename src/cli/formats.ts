import { writeFileSync } from 'node:fs';
import type { Report } from '../model/report.js';
import { UserError } from '../model/user-error.js';
import { plainPalette } from '../report/palette.js';
import { type Format, formats, type RenderOptions } from '../report/registry.js';
import { mendOfName } from '../rules/near-name.js';

/** One report to write into a file. */
export type Output = { readonly format: Format; readonly path: string };

/** The format of that name. Throws a UserError with the near name. */
export const formatNamed = (name: string): Format => {
  const format = formats.get(name);
  if (format !== undefined) return format;
  throw new UserError(`unknown format '${name}'; ${mendOfName(name, formats.keys(), `there are ${[...formats.keys()].join(', ')}`)}`);
};

/** What `--output FORMAT=PATH` asks for. Throws a UserError where it is not of that form. */
export const parseOutput = (text: string): Output => {
  const at = text.indexOf('=');
  if (at <= 0 || at === text.length - 1) throw new UserError(`--output ${text}: give a format and a file, as in --output json=report.json`);
  return { format: formatNamed(text.slice(0, at)), path: text.slice(at + 1) };
};

const mendOf = ({ code, message }: NodeJS.ErrnoException): string => {
  if (code === 'ENOENT') return 'its folder does not exist: make it first';
  if (code === 'EISDIR') return 'it is a folder: name a file in it';
  return `it cannot be written (${code ?? message}); name another file`;
};

/** Writes the reports into their files, without colours; gives what is wrong with those that cannot be written. */
export const writeOutputs = async (outputs: readonly Output[], report: Report, options: RenderOptions): Promise<UserError[]> => {
  const problems: UserError[] = [];
  for (const { format, path } of outputs) {
    const render = await format.load();
    const text = render(report, { ...options, palette: plainPalette, isBrief: false });
    try {
      writeFileSync(path, text);
    } catch (error) {
      problems.push(new UserError(mendOf(error as NodeJS.ErrnoException), { file: path }));
    }
  }
  return problems;
};
