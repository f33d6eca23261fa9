import { UserError } from '../../model/user-error.js';
import { plainPalette } from '../../report/drawing/palette.js';
import { type Format, formats, type RenderOptions } from '../../report/registry.js';
import { mendOfName } from '../../rules/near-name.js';

/** A file to write, and the option that asks for it where that is not `--output`. */
type Written = { readonly path: string; readonly option?: string };

/** One report to write into a file. */
export type Output = { readonly format: Format; readonly path: string };

/** The format of that name; `able` are those that the command has. Throws a UserError with the near name. */
export const formatNamed = (name: string, able: readonly string[] = [...formats.keys()]): Format => {
  const format = formats.get(name);
  if (format !== undefined) return format;
  throw new UserError(`unknown format '${name}'; ${mendOfName(name, able, `there are ${able.join(', ')}`)}`);
};

/** What `--output FORMAT=PATH` asks for. Throws a UserError where it is not of that form. */
export const parseOutput = (text: string): Output => {
  const at = text.indexOf('=');
  if (at <= 0 || at === text.length - 1) throw new UserError(`--output ${text}: give a format and a file, as in --output json=report.json`);
  return { format: formatNamed(text.slice(0, at)), path: text.slice(at + 1) };
};

/**
 * Throws a UserError where two outputs have the same file, or one has that of an input, whatever the paths to it: one would be lost.
 */
export const refuseSharedFiles = async (outputs: readonly Written[], inputs: readonly string[]): Promise<void> => {
  if (outputs.length === 0) return;
  const { fileBehind } = await import('../output/write-file.js');
  const taken = new Map<string, string>();
  for (const path of inputs) taken.set((await fileBehind(path)) ?? '', `${path} is an input`);
  for (const { path, option = '--output' } of outputs) {
    const file = await fileBehind(path);
    if (file === null) continue;
    const by = taken.get(file);
    if (by !== undefined) throw new UserError(`${option} into ${path}: ${by}; name another file`);
    taken.set(file, `${path} is another output`);
  }
};

/** How a format shows an answer of some kind. */
type Show<T> = (answer: T, options: RenderOptions) => string;

/** How a format finds what shows an answer of one kind; undefined where it says nothing of that kind. */
type LoaderOf<T> = (format: Format) => (() => Promise<Show<T>>) | undefined;

/** The names of the formats that show answers of one kind. */
export const formatsThat = <T>(loaderOf: LoaderOf<T>): readonly string[] =>
  [...formats].filter(([, format]) => loaderOf(format) !== undefined).map(([name]) => name);

/** What shows an answer in a format; `what` names its kind. Throws a UserError for a format that says nothing of that kind. */
export const showIn = async <T>(format: Format, loaderOf: LoaderOf<T>, what: string): Promise<Show<T>> => {
  const load = loaderOf(format);
  if (load !== undefined) return load();
  throw new UserError(`this format says nothing of ${what}; there are ${formatsThat(loaderOf).join(', ')}`);
};

/** Throws a UserError where an output's format says nothing of what is shown: before anything is read. */
export const refuseUnfitFormats = async (outputs: readonly Output[], loadShow: (format: Format) => Promise<unknown>): Promise<void> => {
  for (const { format } of outputs) await loadShow(format);
};

/** Writes the answer into the files, without colours; gives what is wrong with those that cannot be written. */
export const writeOutputs = async <T>(
  outputs: readonly Output[],
  loadShow: (format: Format) => Promise<Show<T>>,
  answer: T,
  options: RenderOptions,
): Promise<UserError[]> => {
  if (outputs.length === 0) return [];
  const { writeWholeFile } = await import('../output/write-file.js');
  const problems: UserError[] = [];
  for (const { format, path } of outputs) {
    const show = await loadShow(format);
    const text = show(answer, { ...options, palette: plainPalette, isBrief: false });
    await writeWholeFile(path, text).catch((error: unknown) => {
      if (!(error instanceof UserError)) throw error;
      problems.push(error);
    });
  }
  return problems;
};
