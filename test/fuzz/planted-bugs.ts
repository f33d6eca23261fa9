/** A bug as somebody could have written it: one place of the code changed, in memory alone. */
export type PlantedBug = {
  readonly about: string;
  readonly file: string;
  /** Stands once in the file. */
  readonly from: string;
  readonly to: string;
  /** The target that must find it. */
  readonly target: string;
};

/** What the fuzzer must find to be believed. */
export const plantedBugs: readonly PlantedBug[] = [
  {
    about: 'a block that begins with a line feed miscounts its lines',
    file: 'src/read/blocks.ts',
    from: 'for (let at = bytes.indexOf(lineFeed); at >= 0;',
    to: 'for (let at = bytes.indexOf(lineFeed, 1); at >= 0;',
    target: 'lines',
  },
  {
    about: 'a file that is followed loses the first byte of a line that is not ended yet',
    file: 'src/read/blocks.ts',
    from: 'const rest = bytes.subarray(wholeBytes);',
    to: 'const rest = bytes.subarray(wholeBytes + 1);',
    target: 'lines',
  },
  {
    about: 'backslashes of a logfmt message stay doubled',
    file: 'src/read/envelope/logfmt.ts',
    from: 'text.replace(/\\\\(.)/g',
    to: 'text.replace(/\\\\([nt"])/g',
    target: 'envelopes',
  },
  {
    about: 'minutes of a zone west of Greenwich count eastwards',
    file: 'src/read/clock/daytime.ts',
    from: 'zone = (sign === 43 ? 1 : -1) * (hours * 3600 + Math.max(minutes, 0) * 60);',
    to: 'zone = (sign === 43 ? 1 : -1) * hours * 3600 + Math.max(minutes, 0) * 60;',
    target: 'clocks',
  },
  {
    about: 'two days share the key under which midnight is remembered',
    file: 'src/read/clock/calendar.ts',
    from: 'const key = year * 512 + month * 32 + day;',
    to: 'const key = year * 512 + month * 30 + day;',
    target: 'clocks',
  },
  {
    about: 'a duration keeps seven digits',
    file: 'src/rules/figures/duration.ts',
    from: 'seconds.toPrecision(15)',
    to: 'seconds.toPrecision(7)',
    target: 'durations',
  },
  {
    about: 'patterns that begin alike share one compiled expression',
    file: 'src/rules/pattern.ts',
    from: 'const known = cache.get(pattern);',
    to: 'const known = cache.get([...cache.keys()].find((key) => key.slice(0, 12) === pattern.slice(0, 12)) ?? pattern);',
    target: 'matcher',
  },
  {
    about: 'a span that begins before the window counts from its own beginning',
    file: 'src/timeline/sweep.ts',
    from: 'start: Math.max(one.start, window.start),',
    to: 'start: one.start,',
    target: 'timeline',
  },
  {
    about: 'what no clock is missing for gets the time of the log as a gap',
    file: 'src/timeline/accounts.ts',
    from: 'return { account: hasBeginning && isOver ? account : { ...account, unexplainedSeconds: null }, spans: own };',
    to: 'return { account: { ...account, unexplainedSeconds: (account.unexplainedSeconds ?? 0) + 1 }, spans: own };',
    target: 'timeline',
  },
  {
    about: 'the report is rounded to tenths of a second',
    file: 'src/diagnose/rounded.ts',
    from: 'const steps = 1e6;',
    to: 'const steps = 10;',
    target: 'pipeline',
  },
  {
    about: 'a character of UTF-16 that two chunks share is lost',
    file: 'src/read/encoding.ts',
    from: 'decoder.decode(chunk, { stream: true })',
    to: 'decoder.decode(chunk)',
    target: 'inputs',
  },
  {
    about: 'a baseline that is null is no error for the user',
    file: 'src/gate/baseline/file.ts',
    from: "const version = typeof value === 'object' && value !== null ? Object.getOwnPropertyDescriptor(value, 'schemaVersion')?.value : undefined;",
    to: 'const version = (value as { schemaVersion?: unknown }).schemaVersion;',
    target: 'baselines',
  },
  {
    about: 'a quote in a cell ends it',
    file: 'src/report/csv.ts',
    from: ".replaceAll('\"', '\"\"')",
    to: '',
    target: 'reports',
  },
  {
    about: 'a long GitHub token is masked in part',
    file: 'src/report/redaction/secrets.ts',
    from: '(gh[pousr]_|github_pat_)[A-Za-z0-9_]{16,}',
    to: '(gh[pousr]_|github_pat_)[A-Za-z0-9_]{16,30}',
    target: 'redaction',
  },
];
