import type { Instant, Seconds } from '../../model/units.js';

/** Without leap seconds, as Unix time has none. */
export const daySeconds: Seconds = 86_400;
const monthNames = 'JanFebMarAprMayJunJulAugSepOctNovDec';

let cachedKey = -1;
let cachedDay = 0;
/** Midnight of a date, in seconds since the epoch. Lines of one day follow one another, so the last is kept. */
export const dayOf = (year: number, month: number, day: number): Instant => {
  const key = year * 512 + month * 32 + day;
  if (key !== cachedKey) {
    cachedDay = Date.UTC(year, month - 1, day) / 1000;
    cachedKey = key;
  }
  return cachedDay;
};

/** Whether there is such a day in a month, roughly. */
export const isDate = (month: number, day: number): boolean => month >= 1 && month <= 12 && day >= 1 && day <= 31;

/** Number of the month whose English abbreviation stands at an index, or -1. */
export const monthAt = (text: string, index: number): number => {
  const code = text.charCodeAt(index);
  if (!(code >= 65 && code <= 83)) return -1;
  const at = monthNames.indexOf(text.slice(index, index + 3));
  return at >= 0 && at % 3 === 0 ? at / 3 + 1 : -1;
};

/**
 * Months as languages abbreviate them, in the twelve months' order: what glibc's `%b` gives, so `journalctl` too. English is `monthAt`'s.
 * Where two languages use one word for two months (Polish and Croatian `lip`), the one that more people speak has it.
 */
const abbreviations = [
  'jän feb mär apr mai jun jul aug sep okt nov dez',
  'janv févr mars avril mai juin juil août sept oct nov déc',
  'ene feb mar abr may jun jul ago sep oct nov dic',
  'gen feb mar apr mag giu lug ago set ott nov dic',
  'jan fev mar abr mai jun jul ago set out nov dez',
  'jan feb mrt apr mei jun jul aug sep okt nov dec',
  'jan feb mars april maj juni juli avg sep okt nov des',
  'tammi helmi maalis huhti touko kesä heinä elo syys loka marras joulu',
  'sty lut mar kwi maj cze lip sie wrz paź lis gru',
  'led úno bře dub kvě čen čec srp zář říj lis pro',
  'jan febr márc ápr máj jún júl aug szept okt nov dec',
  'ian feb mar apr mai iun iul aug sep oct noi dec',
  'янв фев мар апр мая июн июл авг сен окт ноя дек',
  'яну фев март апр май юни юли авг сеп окт ное дек',
  'січ лют бер кві тра чер лип сер вер жов лис гру',
  'јан феб мар апр мај јун јул авг сеп окт нов дец',
  'oca şub mar nis may haz tem ağu eyl eki kas ara',
  'ιαν φεβ μαρ απρ μαΐ ιουν ιουλ αυγ σεπ οκτ νοε δεκ',
  'jan feb mac apr mei jun jul agu sep okt nov dis',
];
const monthsByWord = new Map(abbreviations.flatMap((words) => words.split(' ').map((word, i) => [word, i + 1] as const)));

/** Number of the month that a word abbreviates in some language, or -1. */
export const monthOfWord = (word: string): number => monthsByWord.get(word.toLowerCase()) ?? -1;

/** Midnight of the day that an instant lies in. */
export const midnightOf = (instant: Instant): Instant => Math.floor(instant / daySeconds) * daySeconds;

/** The instant of a yearless reading (given as if in 2000) in a year. */
export const inYear = (seconds: Instant, year: number): Instant => {
  const date = new Date(seconds * 1000);
  const day = Date.UTC(year, date.getUTCMonth(), date.getUTCDate()) / 1000;
  return day + (seconds - midnightOf(seconds));
};
