import { reportIn } from '../../../src/cli/input/report-file.js';
import { plainPalette } from '../../../src/report/drawing/palette.js';
import { formats } from '../../../src/report/registry.js';
import type { Chance } from '../inputs/chance.js';
import { changedValue, hostileValues } from '../inputs/json.js';
import { mutated } from '../inputs/mutate.js';
import { reports } from '../inputs/reports.js';
import { orRefused } from '../refusal.js';
import { checkFormat } from '../sound-format.js';
import type { Target } from '../target.js';

const renders = await Promise.all([...formats].map(async ([name, { load }]) => ({ name, render: await load() })));

const reportText = (chance: Chance): string => {
  let value: unknown = chance.pick(reports);
  for (let left = chance.below(3); left > 0; left -= 1) value = changedValue(value, chance);
  if (chance.oneIn(2)) value = hostileValues(value, chance, chance.pick([3, 20, 100]));
  const text = JSON.stringify(value);
  return chance.oneIn(8) ? mutated(text, chance, 2) : text;
};

/** A report that somebody hands in is refused by a sentence, or comes out sound in every format. */
export const reportsTarget: Target = {
  name: 'reports',
  holds: 'A report as JSON is refused by a sentence, or comes out well-formed in every format, with nothing that a terminal, a browser or a spreadsheet obeys.',
  share: 2,
  trial: (chance) => {
    const text = reportText(chance);
    const width = chance.pick([20, 80, 200, 1000]);
    const { name, render } = chance.pick(renders);
    return {
      input: `${name} ${width} ${text}`,
      check: () => {
        const report = orRefused(() => reportIn('report.json', text), 'report.json');
        if (report !== null) checkFormat(name, render(report, { width, palette: plainPalette }));
      },
    };
  },
};
