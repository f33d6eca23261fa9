import { baselineText } from '../../gate/baseline/file.js';
import { merged } from '../../gate/baseline/record.js';
import { createCommand } from '../command-line.js';
import { existingBaseline } from '../input/baseline-file.js';
import { writeWholeFile } from '../output/write-file.js';
import { status } from '../status.js';
import type { Run } from '../terminal/io.js';
import { locked } from './locked.js';

/** `coldcase baseline merge FILE…` */
export const runMerge: Run = async (args, io) => {
  const command = createCommand('coldcase baseline merge', io)
    .usage('[options] FILE…')
    .description(
      'Joins baselines: each run once, in order, the same whichever file comes first.\n\nAs a merge driver of git: `git config merge.coldcase.driver "coldcase baseline merge --into %A %A %B"`, and `coldcase-baseline.json merge=coldcase` in .gitattributes.',
    )
    .argument('<FILE...>', 'baselines')
    .option('--into <file>', 'write the result there instead of to standard output')
    .parse([...args], { from: 'user' });
  const { into } = command.opts<{ readonly into?: string }>();
  const join = async (): Promise<string> => baselineText(merged(await Promise.all(command.args.map(existingBaseline))));
  if (into === undefined) io.stdout.write(await join());
  else await locked(into, async () => writeWholeFile(into, await join()));
  return status.done;
};
