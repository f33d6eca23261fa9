import type { BootReport } from '../../../model/report.js';
import { evidenceOf } from '../evidence-of.js';
import { button } from './element.js';
import { openLines } from './log-lines.js';

const blocks = 'li, p, .scroll, .figures';

/** Makes the places that a boot's article names into buttons that open the lines there. */
export const enlivenPlaces = (article: HTMLElement, boot: BootReport): void => {
  const known = new Map(evidenceOf(boot).map((one) => [`${one.line} ${one.file}`, one]));
  for (const label of article.querySelectorAll<HTMLElement>('.place')) {
    const { file = '', line = '' } = label.dataset;
    const evidence = known.get(`${line} ${file}`) ?? { file, line: Number(line), text: '' };
    const opener = button(label.textContent ?? '', { class: 'place', title: label.title }, () => {
      openLines(`Line ${line}`, [evidence], opener.closest('.scroll, .figures') ?? opener.closest(blocks) ?? opener, opener);
    });
    label.replaceWith(opener);
  }
};
