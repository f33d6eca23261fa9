import type { BootReport } from '../../../model/report.js';
import { chartOf } from '../chart.js';
import { button } from './element.js';
import { openLines } from './log-lines.js';
import { enlivenPlaces } from './places.js';
import { isMeant, searchBoot } from './search.js';
import { createWaterfall, type Waterfall } from './waterfall.js';

/** A boot's article, brought to life. */
export type ShownBoot = {
  readonly search: (needle: string) => string;
  readonly redraw: () => void;
};

const titles = { startup: 'Startup', request: 'First request' } as const;

const waterfallsIn = (article: HTMLElement, boot: BootReport): Waterfall[] =>
  [...article.querySelectorAll<HTMLElement>('.waterfall')].flatMap((host) => {
    const scope = host.dataset.scope === 'request' ? 'request' : 'startup';
    const chart = chartOf(boot, scope);
    if (chart === null) return [];
    return [createWaterfall(host, chart, titles[scope], (mark, opener) => openLines(mark.describes, mark.evidence, host, opener))];
  });

/** Makes the numbers of causes that have a bar into buttons that choose it. */
const linkCauses = (article: HTMLElement, waterfalls: readonly Waterfall[]): void => {
  for (const label of article.querySelectorAll<HTMLElement>('.cause .index')) {
    const number = Number(label.textContent);
    const waterfall = waterfalls.find(({ causes }) => causes.has(number));
    if (waterfall === undefined) continue;
    const attributes = { class: 'index', 'aria-label': `Cause ${number}: show its bar`, title: 'Show its bar' };
    label.replaceWith(button(String(number), attributes, () => waterfall.chooseCause(number)));
  }
};

/** Draws a boot's waterfalls and makes its places open their lines and its causes show their bars. The article must be visible: its width counts. */
export const showBoot = (article: HTMLElement, boot: BootReport): ShownBoot => {
  const waterfalls = waterfallsIn(article, boot);
  enlivenPlaces(article, boot);
  linkCauses(article, waterfalls);
  return {
    search: (needle) => {
      for (const waterfall of waterfalls) waterfall.filter(needle === '' ? null : (mark) => isMeant(mark, needle));
      return searchBoot(article, boot, needle);
    },
    redraw: () => {
      for (const waterfall of waterfalls) waterfall.redraw();
    },
  };
};
