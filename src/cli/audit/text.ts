import { sanitize } from '../../report/escape/sanitize.js';
import { auditVerdict, type ServiceAudit } from '../../warm/audit/audit.js';
import { plainTable } from '../terminal/plain-table.js';

const percentItems = new Set(['peak-memory', 'p95-steady']);

const figure = (item: string, value: number | null): string => {
  if (value === null) return '';
  return percentItems.has(item) ? `${Math.round(value * 100)} %` : `${value}×`;
};

/** An audit for people: a sentence, a table, and what each item rests on. */
export const auditText = (items: readonly ServiceAudit[]): string => {
  const passed = items.filter(({ status }) => status === 'pass').length;
  const table = plainTable(
    ['check', 'status', 'measured', 'limit'],
    items.map(({ title, item, status, measured, limit }) => [title, status, figure(item, measured), figure(item, limit)]),
  );
  const reasons = items.map(({ item, why }) => `${item}: ${why}`);
  return sanitize([`${auditVerdict(items)}: ${passed} of ${items.length} checks passed.`, '', table, '', ...reasons, ''].join('\n'));
};
