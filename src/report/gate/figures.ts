import type { BudgetResult, BudgetUnit } from '../../model/gate.js';
import { formatBytes, formatRange, formatRatio, formatSeconds, formatShare } from '../quantity.js';

const formats: { readonly [unit in BudgetUnit]: (figure: number) => string } = {
  seconds: formatSeconds,
  bytes: formatBytes,
  share: formatShare,
  ratio: formatRatio,
  count: (count) => String(Number(count.toFixed(2))),
};

/** A figure in its unit, its sign in front. */
export const figureText = (figure: number, unit: BudgetUnit): string => (figure < 0 ? `-${formats[unit](-figure)}` : formats[unit](figure));

/** What was measured: the figure, or else what it lies between; null where nothing is known. */
export const measuredText = ({ measured, range, unit, verdict }: BudgetResult): string | null => {
  if (range !== null && (measured === null || range.high === null || verdict === 'range-crosses')) {
    const { low, high } = range;
    if (low !== null && high !== null) return unit === 'seconds' && low >= 0 ? formatRange(low, high) : `${figureText(low, unit)}–${figureText(high, unit)}`;
    if (low !== null) return `≥ ${figureText(low, unit)}`;
    if (high !== null) return `≤ ${figureText(high, unit)}`;
  }
  return measured === null ? null : figureText(measured, unit);
};

/** The limit; null where the budget has none. */
export const limitText = ({ limit, unit }: BudgetResult): string | null => (limit === null ? null : figureText(limit, unit));

/** `12 s left`, `41.4 s over`; null where it is not known, or neither. */
export const marginText = ({ margin, unit }: BudgetResult): string | null => {
  if (margin === null || margin === 0) return null;
  return `${figureText(Math.abs(margin), unit)} ${margin < 0 ? 'over' : 'left'}`;
};
