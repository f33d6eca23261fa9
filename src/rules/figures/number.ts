const plain = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/;
const grouped = /^[+-]?\d{1,3}(?:[,_]\d{3})+(?:\.\d+)?$/;

/** The number that a text is: `45.21`, `2,300`, `10.3e-3`; a sentence's full stop or comma after it is left out. Null where it is none (`1,5`, `0.8.4`). */
export function readNumber(text: string): number | null {
  const trimmed = text.trim().replace(/[.,]$/, '');
  if (plain.test(trimmed)) return finite(Number(trimmed));
  if (grouped.test(trimmed)) return finite(Number(trimmed.replace(/[,_]/g, '')));
  return null;
}

function finite(value: number): number | null {
  return Number.isFinite(value) ? value : null;
}
