import { counted } from '../../diagnose/words.js';
import { baselineText } from '../../gate/baseline/file.js';
import { summaryOf } from '../../gate/baseline/summary.js';
import { amountWords } from '../../gate/words.js';
import { sanitize } from '../../report/escape/sanitize.js';
import { createCommand } from '../command-line.js';
import { existingBaseline, usualBaselineFile } from '../input/baseline-file.js';
import { textOrJsonOption } from '../options/option-values.js';
import { status } from '../status.js';
import type { Run } from '../terminal/io.js';
import { plainTable } from '../terminal/plain-table.js';

/** `coldcase baseline show` */
export const runShow: Run = async (args, io) => {
  const command = createCommand('coldcase baseline show', io)
    .usage('[options]')
    .description('Shows what a baseline holds: for each kind of start how many runs, and for each figure the usual value and its spread.')
    .option('--file <file>', 'the baseline; without it the one that coldcase.yaml names, else coldcase-baseline.json')
    .addOption(textOrJsonOption())
    .parse([...args], { from: 'user' });
  const options = command.opts<{ readonly file?: string; readonly format: 'text' | 'json' }>();
  const file = options.file ?? (await usualBaselineFile());
  const baseline = await existingBaseline(file);
  if (options.format === 'json') {
    io.stdout.write(baselineText(baseline));
    return status.done;
  }
  const kinds = summaryOf(baseline).map(({ fingerprint, runs, first, last, figures }) => {
    const traits = Object.entries(fingerprint).map(([trait, value]) => `${trait} ${value}`);
    const rows = figures.map(({ title, unit, count, median, low, high }) => [
      title,
      String(count),
      amountWords(median, unit),
      `${amountWords(low, unit)} to ${amountWords(high, unit)}`,
    ]);
    const head = `${sanitize(traits.join(' · '))}\n${counted(runs, 'run')}, ${first.slice(0, 10)} to ${last.slice(0, 10)}`;
    return `${head}\n\n${plainTable(['figure', 'runs', 'median', 'lowest to highest'], rows)}`;
  });
  io.stdout.write(kinds.length === 0 ? `${sanitize(file)} holds no run yet.\n` : `${kinds.join('\n\n')}\n`);
  return status.done;
};
