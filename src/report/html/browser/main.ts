import { compareSection } from './compare.js';
import { report } from './embedded.js';
import { isBootMeant, searchField } from './search.js';
import { type ShownBoot, showBoot } from './show-boot.js';
import { makeSortable } from './sort.js';
import { themeButton } from './theme.js';

/** Brings the page to life. All that it says stands there without this script too; what it adds is the picture, search and order. */

const articles = [...document.querySelectorAll<HTMLElement>('.boot')];
const shown = new Map<number, ShownBoot>();
const printed: HTMLDetailsElement[] = [];
let current = 0;
let needle = '';

/** The boot that the address names; the first where it names none. */
const bootOfAddress = (): number => {
  const index = articles.findIndex(({ id }) => `#${id}` === location.hash);
  return index === -1 ? 0 : index;
};

const show = (index: number): void => {
  const [article, boot] = [articles[index], report.boots[index]];
  if (article === undefined || boot === undefined) return;
  current = index;
  for (const other of articles) other.hidden = other !== article;
  for (const row of document.querySelectorAll<HTMLElement>('.boots tbody tr')) row.classList.toggle('current', row.dataset.boot === String(index));
  if (!shown.has(index)) shown.set(index, showBoot(article, boot));
  shown.get(index)?.search(needle);
};

const searchAll = (text: string): string => {
  needle = text;
  const rows = [...document.querySelectorAll<HTMLElement>('.boots tbody tr')];
  for (const row of rows) {
    const boot = report.boots[Number(row.dataset.boot)];
    row.hidden = boot !== undefined && text !== '' && !isBootMeant(boot, text);
  }
  const here = shown.get(current)?.search(text) ?? '';
  return rows.length === 0 || text === '' ? here : `${rows.filter((row) => !row.hidden).length} of ${rows.length} starts; in this one ${here}`;
};

const redraw = (): void => {
  for (const boot of shown.values()) boot.redraw();
};

document.documentElement.classList.add('js');
document.querySelector('.tools')?.append(searchField(searchAll), themeButton(redraw));
for (const table of document.querySelectorAll<HTMLTableElement>('.sortable')) makeSortable(table);
if (articles.length > 1) document.querySelector('.overview')?.append(compareSection(report));
show(bootOfAddress());
addEventListener('hashchange', () => {
  show(bootOfAddress());
  articles[current]?.scrollIntoView();
});
// Paper unfolds nothing.
addEventListener('beforeprint', () => {
  for (const details of document.querySelectorAll<HTMLDetailsElement>('main details:not([open])')) {
    details.open = true;
    printed.push(details);
  }
});
addEventListener('afterprint', () => {
  for (const details of printed.splice(0)) details.open = false;
});
