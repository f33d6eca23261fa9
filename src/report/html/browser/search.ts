import type { Evidence } from '../../../model/boot.js';
import type { BootReport } from '../../../model/report.js';
import { placeOf } from '../../text/evidence.js';
import { evidenceOf } from '../evidence-of.js';
import { button, element } from './element.js';
import { openLines } from './log-lines.js';
import type { Mark } from './marks.js';

const mostLines = 30;

/** What is searched for: a text in lower case. */
type Needle = string;

const has = (text: string, needle: Needle): boolean => text.toLowerCase().includes(needle);

const hasEvidence = (evidence: readonly Evidence[], needle: Needle): boolean => evidence.some(({ text }) => has(text, needle));

/** Whether a mark of the waterfall is meant. */
export const isMeant = (mark: Mark, needle: Needle): boolean => has(mark.describes, needle) || hasEvidence(mark.evidence, needle);

/** Whether anything of a boot is meant: what it is, its causes, its phases, its lines. */
export const isBootMeant = (boot: BootReport, needle: Needle): boolean =>
  [boot.id, boot.verdict, boot.reason, boot.runtime, boot.replica ?? '', ...Object.values(boot.labels), ...Object.values(boot.fingerprint)].some((text) =>
    has(text, needle),
  ) ||
  boot.causes.some(({ id, title, because }) => has(`${id} ${title} ${because}`, needle)) ||
  boot.phases.some(({ phase }) => has(phase, needle)) ||
  hasEvidence(evidenceOf(boot), needle);

/** Lines of evidence that hold the text, each once. */
const linesWith = (boot: BootReport, needle: Needle): Evidence[] => {
  const found = new Map<string, Evidence>();
  for (const one of evidenceOf(boot)) if (has(one.text, needle)) found.set(placeOf(one), one);
  return [...found.values()].sort((a, b) => a.file.localeCompare(b.file) || a.line - b.line);
};

/** What a part of the page says, without the names of files: these hold the text or don't for all parts alike. */
const wordsOf = (part: HTMLElement): string => {
  const copy = part.cloneNode(true) as HTMLElement;
  for (const place of copy.querySelectorAll('.place')) place.remove();
  return copy.textContent ?? '';
};

/** Hides the parts that don't hold the text, and gives those that do. */
const keepOnly = (parts: Iterable<HTMLElement>, needle: Needle, moreOf: (part: HTMLElement) => boolean = () => false): HTMLElement[] =>
  [...parts].filter((part) => {
    part.hidden = needle !== '' && !has(wordsOf(part), needle) && !moreOf(part);
    return !part.hidden;
  });

const marked = (text: string, needle: Needle): Node[] => {
  const at = text.toLowerCase().indexOf(needle);
  if (at === -1) return [document.createTextNode(text)];
  return [
    document.createTextNode(text.slice(0, at)),
    element('mark', {}, text.slice(at, at + needle.length)),
    document.createTextNode(text.slice(at + needle.length)),
  ];
};

const lineItem = (evidence: Evidence, needle: Needle): HTMLElement => {
  const item = element('li');
  const opener = button(placeOf(evidence), { class: 'place', title: 'Show the lines' }, () => openLines(`Line ${evidence.line}`, [evidence], item, opener));
  item.append(opener, ' ', element('code', { class: 'log' }, ...marked(evidence.text, needle)));
  return item;
};

const counted = (count: number, what: string): string => `${count} ${what}${count === 1 ? '' : 's'}`;

/** Filters a boot's article to what holds the text: causes, rows of phases, lines. Gives what was found in words; all is shown again for an empty text. */
export const searchBoot = (article: HTMLElement, boot: BootReport, needle: Needle): string => {
  article.querySelector('.found')?.remove();
  const causes = keepOnly(article.querySelectorAll<HTMLElement>('.causes > li, .why .notes > li'), needle);
  const hasLine = ({ dataset }: HTMLElement): boolean =>
    boot.phases.some(({ phase, spans }) => phase === dataset.phase && spans.some(({ evidence }) => hasEvidence(evidence, needle)));
  const rows = keepOnly(article.querySelectorAll<HTMLElement>('.phases tbody tr'), needle, hasLine);
  if (needle === '') return '';
  const lines = linesWith(boot, needle);
  if (lines.length > 0) {
    const list = element('ul', { class: 'evidence' }, ...lines.slice(0, mostLines).map((one) => lineItem(one, needle)));
    const rest = lines.length > mostLines ? [element('p', { class: 'remark' }, `and ${lines.length - mostLines} more`)] : [];
    article.querySelector('.figures')?.after(element('section', { class: 'found', 'aria-label': 'Lines found', tabindex: '0' }, list, ...rest));
  }
  return `${counted(causes.length, 'cause')}, ${counted(rows.filter((row) => row.className === 'phase').length, 'phase')}, ${counted(lines.length, 'line')}`;
};

/** The field that is searched with; `/` leads to it, Escape empties it. */
export const searchField = (onSearch: (needle: Needle) => string): HTMLElement => {
  const input = element('input', { type: 'search', placeholder: 'Search', 'aria-label': 'Search phases, causes and lines', 'aria-keyshortcuts': '/' });
  const told = element('span', { class: 'told', role: 'status' });
  input.addEventListener('input', () => {
    told.textContent = onSearch(input.value.trim().toLowerCase());
  });
  document.addEventListener('keydown', (event) => {
    const isTyping = event.target instanceof HTMLInputElement || event.target instanceof HTMLSelectElement;
    if (event.key !== '/' || isTyping || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    input.focus();
  });
  return element('div', { class: 'search', role: 'search' }, input, told);
};
