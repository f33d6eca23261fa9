import type { Evidence } from '../../../model/boot.js';
import type { BootReport } from '../../../model/report.js';
import { button } from './element.js';
import { openLines } from './log-lines.js';

const blocks = 'li, p, .scroll, .figures';

/** All evidence of a boot by its place. */
const evidenceByPlace = (boot: BootReport): Map<string, Evidence> => {
  const all = [
    ...boot.phases.flatMap(({ spans }) => spans.flatMap(({ evidence }) => evidence)),
    ...boot.gaps.flatMap(({ after, before }) => [after, before]),
    ...Object.values(boot.milestones).flatMap((mark) => mark?.evidence ?? []),
    ...boot.checklist.flatMap(({ evidence }) => evidence),
    ...boot.causes.flatMap(({ evidence }) => evidence),
  ];
  return new Map(all.map((one) => [`${one.line} ${one.file}`, one]));
};

/** Makes the places that a boot's article names into buttons that open the lines there. */
export const enlivenPlaces = (article: HTMLElement, boot: BootReport): void => {
  const known = evidenceByPlace(boot);
  for (const label of article.querySelectorAll<HTMLElement>('.place')) {
    const { file = '', line = '' } = label.dataset;
    const evidence = known.get(`${line} ${file}`) ?? { file, line: Number(line), text: '' };
    const opener = button(label.textContent ?? '', { class: 'place', title: label.title }, () => {
      openLines(`Line ${line}`, [evidence], opener.closest('.scroll, .figures') ?? opener.closest(blocks) ?? opener, opener);
    });
    label.replaceWith(opener);
  }
};
