/**
 * Which lines go on what an earlier line began: tracebacks of Python, Java, Go, Rust and C++, and the indented rest of
 * a logger's message of several lines.
 */

/**
 * What an open record waits for. `open`: an indented rest may follow; `python`: frames; `source`: the line of source of a frame that lost its
 * indent; `raised`: after the exception line.
 */
export type Continuation = 'none' | 'open' | 'python' | 'source' | 'raised' | 'go';

const pythonStart = /(?:^|[\s|+])Traceback \(most recent call last\):?\s*$/;
// Rich draws a box around it, and the exception stands below.
const boxStart = /^[+╭][-─]{1,200} Traceback \(most recent call last\) [-─]{1,200}[+╮]\s*$/;
const boxLine = /^(?:[|│] |[+╰][-─]{8})/;
// Collectors that trim each line (Replicate's) take the indent of frames.
const flatFrame = /^File "[^"]{1,500}", line \d{1,7}, in \S/;
const marks = /^[~^]{1,500}$/;
/** Whoever passes a log on leaves frames out. */
const elision = /^\s{0,20}[[(<]?(?:\.{2,10}|…|snip|truncated)[\])>]?\s*$/i;
const exceptionLine = /^(?:\w{1,60}\.){0,8}[A-Z]\w{1,80}(?:: |:?$)/;
const chained =
  /^\s*(?:During handling of the above exception, another exception occurred:|The above exception was the direct cause of the following exception:)\s*$/;
// .NET writes its generics with a backtick, Mono and Unity a space before the parameters and the offset after them.
const javaLine = /^\s*(?:at [\w.$<>/`+,[\]]+(?:\([^)]*\)| ?\([^)]*\) (?:\[0x|\(at ))|\.\.\. \d+ (?:more|common frames omitted)|Caused by: |Suppressed: )/;
const nativeFrame = /^\s*(?:@\s+0x[0-9a-f]+|#\d+\s+0x[0-9a-f]+ |frame #\d+: |\d+: 0x[0-9a-f]+ )/;
const rustFrame = /^\s+(?:\d+: \S|at [./\w]+:\d+)/;
const goStart = /^(?:panic: |fatal error: |goroutine \d+ \[[\w ,]+\]:$)/;
const goLine = /^(?:goroutine \d+ \[|created by |\t\S+\.(?:go|s):\d+|exit status \d|\[signal |main\.)/;
const goCall = /^[\w./*()@-]+\(/;
const progress = /\d+%|\d\/\d+ \[|\bit\/s/;

const isIndented = (text: string): boolean => {
  const first = text.charCodeAt(0);
  return first === 9 || (first === 32 && (text.charCodeAt(1) === 32 || text.charCodeAt(1) === 9));
};

/** Whether a text begins a traceback. */
export const startsTraceback = (text: string): boolean => text.includes('Traceback (') && (pythonStart.test(text) || boxStart.test(text));

/** What a record that begins with this text waits for. `hasPrefix`: a logger wrote it, so that an indented rest is its own. */
export const beginsAs = (text: string, hasPrefix: boolean): Continuation => {
  if (startsTraceback(text)) return 'python';
  const code = text.charCodeAt(0);
  if ((code === 112 || code === 102 || code === 103) && goStart.test(text)) return 'go';
  return hasPrefix ? 'open' : 'none';
};

/**
 * Whether a line goes on the open record, and what that then waits for; null if it does not. `hasOwnPrefix`: it has a
 * clock or level of its own. Text with its indent.
 */
export const continues = (state: Continuation, text: string, hasOwnPrefix: boolean): Continuation | null => {
  const indented = isIndented(text);
  switch (state) {
    case 'source':
      return flatFrame.test(text) ? 'source' : exceptionLine.test(text) ? 'raised' : 'python';
    case 'python':
      if (indented || text.startsWith(' ')) return 'python';
      if (flatFrame.test(text)) return 'source';
      if (boxLine.test(text) || marks.test(text) || elision.test(text) || startsTraceback(text) || chained.test(text)) return 'python';
      return 'raised';
    case 'raised':
      if (chained.test(text) || startsTraceback(text)) return 'python';
      if (indented && !hasOwnPrefix && !progress.test(text)) return 'raised';
      return javaLine.test(text) || nativeFrame.test(text) ? 'raised' : null;
    case 'go':
      return indented || goLine.test(text) || (text.endsWith(')') && goCall.test(text)) ? 'go' : null;
    case 'open':
    case 'none': {
      if (!indented) {
        const code = text.charCodeAt(0);
        return (code === 67 && !hasOwnPrefix && text.startsWith('Caused by: ')) || ((code === 102 || code === 64 || code === 35) && nativeFrame.test(text))
          ? state
          : null;
      }
      if (hasOwnPrefix) return null;
      if (javaLine.test(text) || nativeFrame.test(text)) return state;
      if (state === 'none') return rustFrame.test(text) && /^\s+at [./]/.test(text) ? state : null;
      return progress.test(text) ? null : 'open';
    }
  }
};
