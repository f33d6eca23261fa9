import { UserError } from '../../model/user-error.js';
import { readTextFile } from '../../read/text-file.js';
import { placeholders, renderTemplate, templateFaults } from '../../report/markdown/template.js';
import { type Format, formats } from '../../report/registry.js';
import { mendOfName } from '../../rules/near-name.js';
import type { Output } from './formats.js';

/** Where reports go: standard output and files. */
type Targets = { readonly format: Format; readonly outputs: readonly Output[] };

/** The template's text. Throws a UserError with file, line and mend where it cannot be read or used. */
const readTemplate = async (file: string): Promise<string> => {
  const text = await readTextFile(file, 'template', 'name a Markdown file with placeholders');
  const [fault] = templateFaults(text);
  if (fault === undefined) return text;
  const mend = fault.name === null ? '' : `; ${mendOfName(fault.name, placeholders, `there are ${placeholders.join(', ')}`)}`;
  throw new UserError(`${fault.reason}${mend}`, { file, line: fault.line });
};

/**
 * The same targets, with the template in place of the page of each format that takes one. Throws a UserError where none does, or where the
 * template is wrong.
 */
export const inTemplate = async (file: string, { format, outputs }: Targets): Promise<Targets> => {
  if (![format, ...outputs.map((output) => output.format)].some(({ takesTemplate }) => takesTemplate === true)) {
    const names = [...formats].filter(([, { takesTemplate }]) => takesTemplate === true).map(([name]) => name);
    throw new UserError(`--template ${file} is for the format ${names.join(', ')}; add --format ${names[0]} or --output ${names[0]}=PATH`);
  }
  const text = await readTemplate(file);
  const filled = (one: Format): Format => (one.takesTemplate === true ? { ...one, load: async () => (report) => renderTemplate(text, report) } : one);
  return { format: filled(format), outputs: outputs.map((output) => ({ ...output, format: filled(output.format) })) };
};
