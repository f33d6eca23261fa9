import type { Report } from '../../model/report.js';
import { UserError } from '../../model/user-error.js';
import type { Block } from '../../read/block.js';
import type { InputProblem, Source } from '../../read/source.js';

/** How a report of ours begins, however it is indented; a log does not begin so. */
const beginning = /^\s*\{\s*"schemaVersion"\s*:\s*\d+\s*,\s*"tool"\s*:\s*\{\s*"name"\s*:\s*"coldcase"/;

/** Whether a file that begins so is a report of `--format json`. */
export const looksLikeReport = (head: Buffer): boolean => beginning.test(head.toString('utf8', 0, 300));

/** Far above any report; keeps what claims to be one from filling the memory. */
const mostBytes = 512 * 1024 ** 2;

/** The logs among the inputs. A report of `--format json` is no log: it is handed to `take`, or becomes a problem where it is broken. */
export async function* logsAmong(inputs: AsyncIterable<Source | InputProblem>, take: (report: Report) => void): AsyncGenerator<Source | InputProblem> {
  for await (const input of inputs) {
    if (!('blocks' in input)) {
      yield input;
      continue;
    }
    const { isReport, blocks } = await looked(input);
    if (!isReport) {
      yield { ...input, blocks: () => blocks };
      continue;
    }
    try {
      const { reportIn } = await import('./report-file.js');
      take(reportIn(input.path, await wholeText(input.path, blocks)));
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      yield { path: input.path, message: `${error.message}.` };
    }
  }
}

/** Whether a source holds a report, and its content, which can be read once. */
const looked = async (source: Source): Promise<{ readonly isReport: boolean; readonly blocks: AsyncIterable<Block> }> => {
  const iterator = source.blocks()[Symbol.asyncIterator]();
  const first = iterator.next();
  const start = await first.catch(() => null);
  return {
    isReport: start !== null && start.done !== true && looksLikeReport(start.value.bytes),
    blocks: continued(first, iterator),
  };
};

/** The blocks from the one that was looked at; where that could not be read, its error. */
async function* continued(first: Promise<IteratorResult<Block>>, iterator: AsyncIterator<Block>): AsyncGenerator<Block> {
  for (let next = await first; next.done !== true; next = await iterator.next()) yield next.value;
}

const wholeText = async (file: string, blocks: AsyncIterable<Block>): Promise<string> => {
  const parts: Buffer[] = [];
  let bytes = 0;
  for await (const block of blocks) {
    if ((block.cutLines ?? 0) > 0)
      throw new UserError('this report stands on one line of more than 1 MiB; write it by coldcase --format json, or format it by jq', { file });
    bytes += block.bytes.length;
    if (bytes > mostBytes) throw new UserError('this report is larger than 512 MiB; give the log itself', { file });
    parts.push(Buffer.from(block.bytes));
  }
  return Buffer.concat(parts).toString();
};
