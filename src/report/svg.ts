import type { BootReport, Report } from '../model/report.js';
import { sanitize } from './escape/sanitize.js';
import { mapTexts } from './escape/texts.js';
import { formatSeconds } from './quantity.js';
import { type Block, line } from './svg/block.js';
import { bootBlock } from './svg/boot.js';
import { picture } from './svg/picture.js';
import { reasonOf } from './text/headline.js';

/** Boots beyond these are only counted: a picture that nobody can scroll through shows nothing. */
const shownBoots = 20;

const phasesInWords = (boot: BootReport): string => {
  const parts = boot.phases
    .filter((phase) => phase.scope !== 'background' && phase.seconds > 0)
    .map((phase) => `${phase.phase} ${formatSeconds(phase.seconds)}`);
  const gap = (boot.gapSeconds.startup ?? 0) + (boot.gapSeconds.firstRequest ?? 0);
  return [...parts, ...(gap > 0.0005 ? [`not explained ${formatSeconds(gap)}`] : [])].join(', ');
};

/** What a reader who does not see the picture is told. */
const description = (boots: readonly BootReport[]): string =>
  boots.map((boot) => `${boot.verdict}: ${reasonOf(boot)}${phasesInWords(boot) === '' ? '' : ` Time went into ${phasesInWords(boot)}.`}`).join(' ');

const rule: Block = { height: 1, markup: `<path class="rule" d="M28 .5H852"/>` };

const legend: Block = {
  height: 14,
  markup: line(28, 12, 'tick left', 'Orange: what a cause points to. Pale: other work inside of it. Hatched: nothing in the log explains it.'),
};

const blocksOf = (boots: readonly BootReport[]): Block[] => {
  if (boots.length === 0) return [{ height: 20, markup: line(28, 15, 'strong', 'No start of a service was found in what was read.') }];
  const shown = boots.slice(0, shownBoots).flatMap((boot, index) => (index === 0 ? [bootBlock(boot)] : [rule, bootBlock(boot)]));
  const more = boots.length - shownBoots;
  return more > 0 ? [...shown, rule, { height: 20, markup: line(28, 15, 'faint', `${more} more starts were found and are not drawn.`) }] : shown;
};

/** The waterfall of each boot as a picture for a page or a README. The same report always gives the same bytes. */
export const renderSvg = (report: Report): string => {
  const { boots } = mapTexts(report, sanitize);
  const title = boots.length === 1 ? 'Where the time of a start went' : `Where the time of ${boots.length} starts went`;
  return picture(title, description(boots.slice(0, shownBoots)), [...blocksOf(boots), ...(boots.length === 0 ? [] : [legend])]);
};
