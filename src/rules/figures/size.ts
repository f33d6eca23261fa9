import { readNumber } from './number.js';

const size = /^([\d.,_]+(?:e[+-]?\d+)?)\s*([a-z]+)\.?$/i;

/**
 * Bytes of a size as logs print it: `1.2 GB` (decimal), `512MiB` (binary). A bare `K`, `M`, `G`, `T` is binary, as PyTorch, CUDA
 * tools and Kubernetes' `Gi` mean it. Null where the text is no size, a number without a unit included.
 */
export function readSize(text: string): number | null {
  const match = size.exec(text.trim());
  if (match === null) return null;
  const number = readNumber(match[1] ?? '');
  const unit = unitBytes(match[2] ?? '');
  return number === null || unit === null ? null : Math.round(number * unit);
}

const powers = ['k', 'm', 'g', 't'];

function unitBytes(unit: string): number | null {
  const name = unit.toLowerCase();
  if (name === 'b' || name === 'byte' || name === 'bytes') return 1;
  const power = powers.indexOf(name.charAt(0)) + 1;
  const rest = name.slice(1);
  if (power === 0) return null;
  if (rest === 'b' || rest === 'bytes') return 1000 ** power;
  if (rest === '' || rest === 'i' || rest === 'ib') return 1024 ** power;
  return null;
}
