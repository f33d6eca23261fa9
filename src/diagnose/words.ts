/** A duration as people read it: `700 ms`, `2.3 s`, `223 s`, `840 s (14 min)`. */
export function durationWords(seconds: number): string {
  if (!Number.isFinite(seconds)) return 'an unknown time';
  if (seconds < 1) return `${Math.round(seconds * 1000)} ms`;
  if (seconds < 100) return `${trimmed(seconds, seconds < 10 ? 2 : 1)} s`;
  const whole = `${Math.round(seconds)} s`;
  return seconds < 600 ? whole : `${whole} (${Math.round(seconds / 60)} min)`;
}

/** The same for a place between brackets, where no second pair stands well: `840 s, 14 min`. */
export function durationInBrackets(seconds: number): string {
  return durationWords(seconds).replace(/ \((.*)\)$/, ', $1');
}

/** A share as people read it: `74 %`; under one per cent `under 1 %`. */
export function shareWords(share: number): string {
  return share > 0 && share < 0.01 ? 'under 1 %' : `${Math.round(share * 100)} %`;
}

/** A size as people read it, in powers of 1024: `6.5 GiB`. */
export function sizeWords(bytes: number): string {
  const units = ['bytes', 'KiB', 'MiB', 'GiB', 'TiB'];
  let value = bytes;
  let unit = 0;
  while (value >= 1024 && unit < units.length - 1) {
    value /= 1024;
    unit++;
  }
  return `${trimmed(value, unit === 0 ? 0 : 1)} ${units[unit]}`;
}

/** Words joined as a sentence does: `a`, `a and b`, `a, b and c`. */
export function listWords(words: readonly string[]): string {
  if (words.length < 2) return words.join('');
  return `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;
}

/** `1 boot`, `3 boots`. */
export function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}

/** A number without trailing zeros: `2.3`, `2`. */
export function trimmed(value: number, digits: number): string {
  return String(Number(value.toFixed(digits)));
}
