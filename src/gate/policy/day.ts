const iso = /^\d{4}-\d{2}-\d{2}$/;

/** Whether the text is a day that exists, as in 2026-12-31. */
export const isDay = (text: string): boolean => {
  if (!iso.test(text)) return false;
  const date = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
};

/** Whether that day is over at `now`, anywhere on Earth: it ends last at UTC−12. */
export const isPast = (day: string, now: Date): boolean => now.getTime() >= Date.parse(`${day}T00:00:00Z`) + 36 * 3_600_000;
