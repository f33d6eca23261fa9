/** Batched arithmetic adds in another order: a thousandth is far above its rounding (of 16-bit floats too) and far below a wrong row. */
const relative = 1e-3;
const absolute = 1e-5;

/** Whether two answers say the same: numbers to the rounding of a batch, all else exactly. */
export const isSameAnswer = (left: unknown, right: unknown): boolean => {
  if (typeof left === 'number' && typeof right === 'number') return Object.is(left, right) || isNear(left, right);
  if (typeof left !== 'object' || typeof right !== 'object' || left === null || right === null) return left === right;
  if (Array.isArray(left) !== Array.isArray(right)) return false;
  const [own, other] = [Object.entries(left), new Map(Object.entries(right))];
  return own.length === other.size && own.every(([key, value]) => other.has(key) && isSameAnswer(value, other.get(key)));
};

const isNear = (left: number, right: number): boolean => Math.abs(left - right) <= absolute + relative * Math.max(Math.abs(left), Math.abs(right));
