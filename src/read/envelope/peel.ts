import { digitAt } from '../digits.js';
import type { Draft, Peeler, SourceState } from '../draft.js';
import { peelRepeatedClock } from '../prefix/columns.js';
import { peelDotnet, peelWinston, takeDotnetLevel } from '../prefix/loggers.js';
import { peelPrefix, readAccessClock } from '../prefix/prefix.js';
import { peelSetOff } from '../prefix/set-off.js';
import { peelMark, peelTagWord } from '../prefix/tagged.js';
import {
  peelActionsStep,
  peelCompose,
  peelCri,
  peelIndentedCompose,
  peelKail,
  peelKubectl,
  peelLogcli,
  peelLogStream,
  peelPm2,
  peelStern,
} from './container.js';
import { peelJson } from './json.js';
import { peelLogfmt } from './logfmt.js';
import { peelFly, peelLogplex } from './logplex.js';
import { peelProcess, peelRank, peelRosLaunch, peelTaskNumber } from './process.js';
import { peelCell, peelQuote } from './quote.js';
import { peelLocalSyslog, peelPriority, peelSyslog, peelTag } from './syslog.js';

const numbered =
  /\d{1,9}(?:[:-]|: )(?=\d{4}-\d\d-\d\d[T ]|[A-Z][a-z]{2} +\d{1,2} \d\d:\d\d:\d\d|(?:INFO|WARNING|ERROR|DEBUG) \d\d-\d\d |[IWEF]\d{4} \d\d:|\[\d{4}-\d\d-\d\d|\([A-Za-z_]\w* (?:rank=\d+ )?pid=\d+\) )/y;

/** `123:` or `12-` that `grep -n` put in front of a dated line; `0: `, the task, that `srun --label` did. */
const peelGrepNumber: Peeler = (draft) => {
  numbered.lastIndex = 0;
  if (!numbered.test(draft.text)) return false;
  draft.text = draft.text.slice(numbered.lastIndex);
  return true;
};

const isLower = (code: number): boolean => code >= 97 && code <= 122;
const isUpper = (code: number): boolean => code >= 65 && code <= 90;

/** Takes one layer off the front of the draft: an envelope or the logger's own prefix. What the text begins with decides which are tried. */
export const peelLayer = (draft: Draft, state: SourceState): boolean => {
  const text = draft.text;
  const code = text.charCodeAt(0);
  switch (code) {
    case 123: // {
      return peelJson(draft, state);
    case 40: // (
      return peelProcess(draft, state) || peelSetOff(draft, state);
    case 42: // *
    case 45: // -
    case 61: // =
    case 126: // ~
      return peelSetOff(draft, state);
    case 60: // <
      return peelPriority(draft, state) || peelSetOff(draft, state);
    case 35: // #
    case 47: // /
    case 62: // >
    case 9474: // │
      return peelQuote(draft, state, peelLayer);
    case 124: // |
      return peelCell(draft, state, peelLayer);
    case 91: // [
      return peelKubectl(draft, state) || peelRank(draft, state) || peelRosLaunch(draft, state) || peelPrefix(draft, state);
  }
  if (digitAt(text, 0) >= 0) {
    return (
      peelGrepNumber(draft, state) ||
      peelTaskNumber(draft, state) ||
      peelIso(draft, state) ||
      peelPrefix(draft, state) ||
      peelPm2(draft, state) ||
      peelBar(draft, state) ||
      peelLocalSyslog(draft, state) ||
      peelAccess(draft, state)
    );
  }
  if (isUpper(code))
    return (
      peelSyslog(draft, state) ||
      peelLocalSyslog(draft, state) ||
      peelPrefix(draft, state) ||
      peelBar(draft, state) ||
      peelStepIfTab(draft, state) ||
      peelTagWord(draft, state)
    );
  if (isLower(code)) return peelLocalSyslog(draft, state) || peelWord(draft, state);
  if (code > 127) return peelLocalSyslog(draft, state) || peelMark(draft, state);
  if (code === 32) takeDotnetLevel(draft, state);
  if (code === 32 && (peelRepeatedClock(draft, state) || peelLocalSyslog(draft, state))) return true;
  return (code === 32 || code === 9) && text === draft.raw && (peelCell(draft, state, peelLayer) || peelIndented(draft, state));
};

const peelWord: Peeler = (draft, state) =>
  peelBar(draft, state) ||
  peelLogfmtIfPairs(draft, state) ||
  peelTagIfBracket(draft, state) ||
  peelStern(draft, state) ||
  peelKail(draft, state) ||
  peelStepIfTab(draft, state) ||
  peelWinston(draft, state) ||
  (draft.level === null && peelDotnet(draft, state)) ||
  peelTagWord(draft, state) ||
  peelAccess(draft, state);

const mostIndent = 40;

/** A whole log that was pasted with an indent: only what is plainly a dated line, or has a level, a process or a container's number, is taken for one. */
const peelIndented: Peeler = (draft, state) => {
  const { text } = draft;
  const trimmed = text.trimStart();
  const code = trimmed.charCodeAt(0);
  const isDated = digitAt(trimmed, 0) >= 0 || code === 91 || code === 40 || isUpper(code);
  if (text.length - trimmed.length > mostIndent || !(isDated || isLower(code))) return false;
  draft.text = trimmed;
  if (isDated ? peelLayer(draft, state) : peelIndentedCompose(draft, state)) return true;
  if (draft.text === trimmed) draft.text = text;
  return false;
};

const peelStepIfTab: Peeler = (draft, state) => {
  const tab = draft.text.indexOf('\t');
  return tab > 0 && tab < 120 && peelActionsStep(draft, state);
};

/** Envelopes that begin with an ISO date, told apart by what follows it. */
const peelIso: Peeler = (draft, state) => {
  if (draft.text.charCodeAt(4) !== 45) return false;
  const text = draft.text;
  return (
    (text.includes(' std') && peelCri(draft, state)) ||
    (text.includes('+00:00 ') && peelLogStream(draft, state)) ||
    (text.includes(' {') && text.includes('="') && peelLogcli(draft, state)) ||
    (text.includes(']: ') && peelLogplex(draft, state)) ||
    (/ (?:app|runner|proxy|health)\[/.test(text) && peelFly(draft, state)) ||
    (text.includes(']: ') || text.includes(' kernel: ') || text.includes(' systemd: ') ? peelSyslog(draft, state) : false)
  );
};

const peelBar: Peeler = (draft, state) => {
  const bar = draft.text.indexOf('|');
  return bar > 0 && bar < 160 && draft.text.charCodeAt(bar - 1) === 32 && peelCompose(draft, state);
};

const peelLogfmtIfPairs: Peeler = (draft, state) => {
  const equals = draft.text.indexOf('=');
  return equals > 0 && equals < 12 && peelLogfmt(draft, state);
};

const peelTagIfBracket: Peeler = (draft, state) => {
  const bracket = draft.text.indexOf('[');
  return bracket > 0 && bracket < 66 && peelTag(draft, state);
};

/** An access log's clock stands in the middle; nothing is taken off. */
const peelAccess: Peeler = (draft, state) => {
  if (draft.time === null && draft.text.includes(' [')) readAccessClock(draft, state);
  return false;
};
