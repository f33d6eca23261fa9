import { strict as assert } from 'node:assert';
import { readFileSync } from 'node:fs';
import { loadScenario } from '../../../src/fleet/simulate/load.js';
import { nothingMeasured } from '../../../src/fleet/simulate/measured.js';
import { loadPlan } from '../../../src/warm/plan/load.js';
import { loadRolloutPolicy } from '../../../src/warm/rollout/load-policy.js';
import type { Chance } from '../inputs/chance.js';
import { mutated } from '../inputs/mutate.js';
import { checkRefusal } from '../refusal.js';
import type { Target } from '../target.js';

const exampleIn = (page: string): string => /```yaml\n(version: 1[\s\S]*?)```/.exec(readFileSync(page, 'utf8'))?.[1] ?? '';

type Kind = { readonly file: string; readonly text: string; readonly load: (file: string, text: string) => unknown };

const arrivals = { kind: 'constant', perSecond: 1 } as const;

const kinds: readonly Kind[] = [
  { file: 'rollout.yaml', text: exampleIn('docs/rollout.md'), load: loadRolloutPolicy },
  { file: 'plan.yaml', text: exampleIn('docs/warm.md'), load: loadPlan },
  {
    file: 'scenario.yaml',
    text: exampleIn('docs/simulate.md'),
    load: (file, text) => loadScenario(file, text, { arrivalsIn: async () => arrivals, measured: nothingMeasured }),
  },
];

const words = ['<<: *a', '&a', '*a', '- - -', '__proto__: { x: 1 }', '-5s', '1e308s', '.inf', '.nan', '0%', '1e400', '[[[[', '{ url: x }', '---', '~'];

const changed = (text: string, chance: Chance): string => {
  const lines = text.split('\n').filter(() => !chance.oneIn(15));
  if (chance.oneIn(2)) lines.splice(chance.below(lines.length), 1 + chance.below(2), `${' '.repeat(chance.below(6))}${chance.pick(words)}`);
  return chance.oneIn(2) ? mutated(lines.join('\n'), chance, 3) : lines.join('\n');
};

const noFigure = (value: unknown): boolean =>
  typeof value === 'number' ? Number.isNaN(value) : typeof value === 'object' && value !== null && Object.values(value).some(noFigure);

/** Policies of rollouts, plans of warmups and scenarios of forecasts. */
export const serviceFilesTarget: Target = {
  name: 'service-files',
  holds: 'A rollout’s policy, a plan or a scenario is read without a figure that is none, or refused by a sentence that names the file.',
  share: 2,
  trial: (chance) => {
    const { file, text: whole, load } = chance.pick(kinds);
    const text = changed(whole, chance);
    return {
      input: text,
      check: async () => {
        try {
          const loaded = await load(file, text);
          if (!/nan/i.test(text)) assert.ok(!noFigure(loaded), 'holds a figure that is none');
        } catch (error) {
          checkRefusal(error, file);
        }
      },
    };
  },
};
