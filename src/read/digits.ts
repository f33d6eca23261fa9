/** The digit at an index, or -1. */
export const digitAt = (text: string, index: number): number => {
  const code = text.charCodeAt(index) - 48;
  return code >= 0 && code <= 9 ? code : -1;
};

/** The number that two digits at an index make, or -1. */
export const twoDigitsAt = (text: string, index: number): number => {
  const tens = digitAt(text, index);
  const ones = digitAt(text, index + 1);
  return tens < 0 || ones < 0 ? -1 : tens * 10 + ones;
};

/** Index of the first character from `index` on that is no digit. */
export const afterDigits = (text: string, index: number): number => {
  let end = index;
  while (digitAt(text, end) >= 0) end += 1;
  return end;
};
