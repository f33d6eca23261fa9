import { button } from './element.js';

const keyOf = (row: HTMLTableRowElement, column: number): string => {
  const cell = row.cells[column];
  return cell?.dataset.key ?? cell?.textContent ?? '';
};

/** By figures where both are some, else by words; what is unknown comes last, whichever way. */
const compared = (a: string, b: string, direction: 1 | -1): number => {
  if (a === '' || b === '') return Number(a === '') - Number(b === '');
  const difference = Number(a) - Number(b);
  return direction * (Number.isNaN(difference) ? a.localeCompare(b, 'en', { numeric: true }) : difference);
};

/** Makes each head of a table a button that sorts by its column, and the other way the second time. */
export const makeSortable = (table: HTMLTableElement): void => {
  const body = table.tBodies[0];
  const heads = [...(table.tHead?.rows[0]?.cells ?? [])];
  if (body === undefined) return;
  for (const [column, head] of heads.entries()) {
    const sort = button(head.textContent ?? '', { class: 'sort' }, () => {
      const direction = head.getAttribute('aria-sort') === 'ascending' ? -1 : 1;
      for (const other of heads) other.removeAttribute('aria-sort');
      head.setAttribute('aria-sort', direction === 1 ? 'ascending' : 'descending');
      body.append(...[...body.rows].sort((a, b) => compared(keyOf(a, column), keyOf(b, column), direction)));
    });
    head.replaceChildren(sort);
  }
};
