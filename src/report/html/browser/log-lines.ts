import type { Evidence } from '../../../model/boot.js';
import { button, element } from './element.js';
import { linesOf } from './embedded.js';

const around = 5;
/** A phase of ten thousand spans has as many lines: these are read, the others counted. */
const mostPlaces = 12;

type Shown = { readonly line: number; readonly text: string; readonly isEvidence: boolean };

/** The lines of one file to show: evidence and what stands around it, each once, in order. */
const linesToShow = (file: string, evidence: readonly Evidence[]): Shown[] => {
  const known = linesOf(file);
  const shown = new Map<number, Shown>();
  for (const { line, text } of evidence) {
    for (let at = line - around; at <= line + around; at += 1) {
      const found = known.get(at);
      if (found !== undefined && !shown.has(at)) shown.set(at, { line: at, text: found, isEvidence: false });
    }
    shown.set(line, { line, text: known.get(line) ?? text, isEvidence: true });
  }
  return [...shown.values()].sort((a, b) => a.line - b.line);
};

const row = ({ line, text, isEvidence }: Shown): HTMLElement =>
  element(
    'li',
    { class: isEvidence ? 'hit' : '' },
    element('span', { class: 'line' }, String(line)),
    ...(isEvidence ? [element('span', { class: 'unseen' }, 'evidence: ')] : []),
    element('code', {}, text),
  );

const fileList = (file: string, evidence: readonly Evidence[]): Node[] => {
  const list = element('ol', { class: 'lines' });
  let before: number | null = null;
  for (const shown of linesToShow(file, evidence)) {
    if (before !== null && shown.line > before + 1) list.append(element('li', { class: 'skipped' }, '⋯'));
    list.append(row(shown));
    before = shown.line;
  }
  return [element('p', { class: 'file' }, file === '-' ? 'standard input' : file), list];
};

const panel = element('section', { class: 'panel', 'aria-label': 'Log lines', tabindex: '-1' });
let opener: HTMLElement | null = null;

const close = (): void => {
  panel.remove();
  opener?.focus();
  opener = null;
};

panel.addEventListener('keydown', (event) => {
  if (event.key !== 'Escape') return;
  event.stopPropagation();
  close();
});

/** Shows the lines of evidence, with those around them where the page has them, behind an element of the page. Escape closes them. */
export const openLines = (title: string, evidence: readonly Evidence[], behind: Element, from: HTMLElement): void => {
  const told = evidence.slice(0, mostPlaces);
  const files = [...new Set(told.map(({ file }) => file))];
  const rest = evidence.length - told.length;
  panel.replaceChildren(
    element('div', { class: 'panel-head' }, element('p', {}, title), button('Close', { class: 'close' }, close)),
    ...files.flatMap((file) =>
      fileList(
        file,
        told.filter((one) => one.file === file),
      ),
    ),
    ...(rest > 0 ? [element('p', { class: 'remark' }, `and ${rest} more lines`)] : []),
    ...(told.length === 0 ? [element('p', { class: 'remark' }, 'No line of the log stands for it.')] : []),
  );
  opener = from;
  behind.after(panel);
  panel.focus({ preventScroll: true });
  panel.scrollIntoView({ block: 'nearest' });
};
