/**
 * Masks what must not leave a machine with a log: keys, tokens, passwords. Every pattern starts at a rare literal or at the beginning of a
 * run and reads a bounded or single run from there, so the time is linear in the text.
 */

/** What masked values become; a kind's telling beginning stays in front. */
const mask = '***';

type Kind = {
  readonly pattern: RegExp;
  readonly kept: string;
  /** Literals of which each text that the pattern matches holds one; far quicker to look for. */
  readonly marks: readonly string[];
  /** The marks are in lower case, and stand for any. */
  readonly isAnyCase?: true;
};

/** Credentials that their own beginning gives away. The look-behind lets each run be tried once. */
const kinds: readonly Kind[] = [
  { pattern: /(?<![\w-])(hf_|api_org_)[A-Za-z0-9]{16,}/g, kept: `$1${mask}`, marks: ['hf_', 'api_org_'] },
  { pattern: /(?<![A-Za-z0-9])(AKIA|ASIA|AROA|AIDA)[A-Z0-9]{12,}/g, kept: `$1${mask}`, marks: ['AKIA', 'ASIA', 'AROA', 'AIDA'] },
  {
    pattern: /(?<![\w-])(sk-(?:ant-|proj-|or-)?|nvapi-|glpat-|gsk_|pplx-|xai-|r8_|npm_|pypi-|dop_v1_|tskey-)[\w-]{16,}/g,
    kept: `$1${mask}`,
    marks: ['sk-', 'nvapi-', 'glpat-', 'gsk_', 'pplx-', 'xai-', 'r8_', 'npm_', 'pypi-', 'dop_v1_', 'tskey-'],
  },
  { pattern: /(?<![\w-])(gh[pousr]_|github_pat_)[A-Za-z0-9_]{16,}/g, kept: `$1${mask}`, marks: ['ghp_', 'gho_', 'ghu_', 'ghs_', 'ghr_', 'github_pat_'] },
  { pattern: /(?<![\w-])(xox[abeoprs]-|xapp-)[\w-]{8,}/g, kept: `$1${mask}`, marks: ['xox', 'xapp-'] },
  { pattern: /(?<![\w-])(AIza|ya29\.)[\w-]{20,}/g, kept: `$1${mask}`, marks: ['AIza', 'ya29.'] },
  { pattern: /(?<![\w-])(hvs\.|dckr_pat_|lin_api_|shpat_|SG\.)[\w.-]{16,}/g, kept: `$1${mask}`, marks: ['hvs.', 'dckr_pat_', 'lin_api_', 'shpat_', 'SG.'] },
  { pattern: /(?<![\w-])eyJ[\w-]{8,}\.[\w-]+(?:\.[\w-]*)?/g, kept: `eyJ${mask}`, marks: ['eyJ'] },
  { pattern: /(:\/\/[^\s:@/'"]{0,100}:)[^\s@/'"]{1,300}@/g, kept: `$1${mask}@`, marks: ['://'] },
  { pattern: /(:\/\/)[\w.~-]{16,300}@/g, kept: `$1${mask}@`, marks: ['://'] },
  {
    pattern:
      /((?:proxy-)?authorization(?:\\{0,3}["'])?[ \t]{0,3}[=:][ \t]{0,3}(?:\\{0,3}["'])?(?:(?:bearer|basic|token|digest|negotiate|apikey)[ \t]{1,3})?)[^\s"'\\,]+/gi,
    kept: `$1${mask}`,
    marks: ['authorization'],
    isAnyCase: true,
  },
  { pattern: /(\bbearer[ \t]{1,3})(?=[\w.~+/=-]{0,200}\d)[\w.~+/=-]{8,}/gi, kept: `$1${mask}`, marks: ['bearer'], isAnyCase: true },
];

/** Names whose value is secret whatever it looks like. */
const secretNames =
  'passw(?:or)?d|passwd|pwd|passphrase|passcode|secret|secret[_-]?(?:access[_-]?)?key|secret[_-]?id|api[_-]?keys?|apikey|access[_-]?key|private[_-]?key|encryption[_-]?key|signing[_-]?key|account[_-]?key|client[_-]?key[_-]?data|(?:access|auth|refresh|session|security|identity|id|hf|hub|hugging_?face(?:_hub)?|github|gitlab|npm|pypi|vault|bot|service|bearer|csrf|xsrf|sas|wandb|api|use[_-]auth)[_-]?token|registry[_-]?auth|set-cookie|x-amz-(?:signature|credential|security-token)|x-goog-signature';
/** Names that often stand for something harmless: their value is secret only if it looks random. */
const doubtfulNames = 'token|auth|credentials?|signature|sig|cookie|session[_-]?id|client[_-]?id';

/** A name, then `=` or `:` (quotes and brackets of JSON, YAML, Python and escaped JSON between), or, as a flag, a space. */
const named = new RegExp(
  `(?:(?<=--[\\w-]{0,30})(?:${secretNames}|token)(?:=|[ \\t]{1,4})|(?<![A-Za-z0-9])(?:[A-Za-z0-9]{1,20}[_.-]){0,3}?(?:(${secretNames})|(${doubtfulNames}))(?:\\\\{0,3}["'])?[ \\t]{0,3}[=:][ \\t]{0,3})\\[?(?:\\\\{0,3}["'])?`,
  'gi',
);

/** Each secret or doubtful name holds one of these. */
const partsOfNames = ['pass', 'pwd', 'secret', 'key', 'token', 'auth', 'cookie', 'credential', 'sig', 'session', 'client'];

/** What stands where `named` matches, in lower case: the end of a name and its separator, or a flag; looked for many times as fast. */
const mayBeNamed = new RegExp(`(?:${partsOfNames.join('|')})[\\w-]{0,8}(?:\\\\{0,3}["'])?[ \\t]{0,3}[=:]|--[\\w-]{0,60}(?:${partsOfNames.join('|')})`);

const holdsOneOf = (text: string, marks: readonly string[]): boolean => marks.some((mark) => text.includes(mark));

/** Up to white space, a quote or what parts members; a comma belongs to it unless another member follows. */
const bareValue = /(?:[^\s"'`,&<>\\]|,(?!\s|$|[\w.-]{1,40}[=:]))+/y;
const quotedValue = /[^"'`\n\\]{1,500}(?=\\{0,3}["'])/y;
const nextInList = /\\{0,3}["'],[ \t]{0,3}\\{0,3}["']/y;
const harmless = /^(?:none|null|nil|true|false|undefined|required|missing|not|is|unset|empty|auto|\*+|x+|-?\d{1,9}(?:\.\d+)?)$/i;
const looksRandom = (text: string): boolean => text.length >= 12 && /\d/.test(text) && /[a-z]/i.test(text) && !/^[\w-]*[/:.]\//.test(text);

const readAt = (pattern: RegExp, text: string, index: number): string | null => {
  pattern.lastIndex = index;
  return pattern.exec(text)?.[0] ?? null;
};

/** The value that begins at `index`: to its closing quote where one opened before it. */
const valueAt = (text: string, index: number): string => {
  const isQuoted = text[index - 1] === '"' || text[index - 1] === "'";
  const quoted = isQuoted ? readAt(quotedValue, text, index) : null;
  return quoted ?? readAt(bareValue, text, index)?.replace(/[)\]};|]{1,5}$/, '') ?? '';
};

const isSecretValue = (found: string, isDoubtful: boolean): boolean => {
  if (found === '' || harmless.test(found) || found.startsWith('(')) return false;
  // What an earlier pattern has masked keeps its kind: `hf_***`.
  return !found.endsWith(mask) && (!isDoubtful || looksRandom(found));
};

/** Short, since what stands behind it is read once more. */
const isFlag = (found: string): boolean => found.length <= 300 && /^--[\w-]{1,40}(?:=|$)/.test(found);

/** Told of each secret that is masked. */
type Tell = (secret: string) => void;

const maskNamed = (text: string, tell: Tell): string => {
  let result = '';
  let copied = 0;
  named.lastIndex = 0;
  for (let match = named.exec(text); match !== null; match = named.exec(text)) {
    let from = named.lastIndex;
    let found = valueAt(text, from);
    const separator = (): string | null => (found === '' ? null : readAt(nextInList, text, from + found.length));
    const isList = match[0].includes('[');
    for (let more: string | null = ''; more !== null; ) {
      if (isSecretValue(found, match[2] !== undefined)) {
        result += text.slice(copied, from) + mask;
        copied = from + found.length;
        tell(found);
      }
      more = isList ? separator() : null;
      if (more === null) break;
      from += found.length + more.length;
      found = valueAt(text, from);
    }
    // A flag that stands where a value was looked for has a value of its own.
    named.lastIndex = isFlag(found) ? from : from + found.length;
  }
  return copied === 0 ? text : result + text.slice(copied);
};

const keyBegins = /-----BEGIN [A-Z ]{0,30}PRIVATE KEY-----/g;
const keyEnds = /-----END [A-Z ]{0,30}PRIVATE KEY-----/g;

/** Searched for by its two ends: one pattern over a whole block needs stack for each of its characters. */
const maskKeyBlocks = (text: string, tell: Tell): string => {
  let result = '';
  let copied = 0;
  keyBegins.lastIndex = 0;
  for (let match = keyBegins.exec(text); match !== null; match = keyBegins.exec(text)) {
    keyEnds.lastIndex = keyBegins.lastIndex;
    const end = keyEnds.exec(text);
    result += text.slice(copied, keyBegins.lastIndex) + mask;
    copied = end === null ? text.length : end.index;
    tell(text.slice(keyBegins.lastIndex, copied));
    keyBegins.lastIndex = copied;
  }
  return copied === 0 ? text : result + text.slice(copied);
};

const maskKind = (text: string, { pattern, kept }: Kind, tell: Tell): string =>
  text.replace(pattern, (found: string, beginning: string) => {
    tell(found);
    return kept.replace('$1', () => beginning);
  });

/**
 * The text with secrets masked as `***`, their kind kept (`hf_***`); anything else stays as it is. Linear in the text's length. `tell` is
 * called with each that is masked.
 */
export const maskSecrets = (text: string, tell: Tell = () => {}): string => {
  // What an earlier pattern has masked may be masked again with what stands around it.
  const tellNew: Tell = (secret) => {
    if (!secret.includes(mask)) tell(secret);
  };
  const folded = text.toLowerCase();
  let masked = text.includes('PRIVATE KEY-----') ? maskKeyBlocks(text, tellNew) : text;
  for (const kind of kinds) if (holdsOneOf(kind.isAnyCase === true ? folded : masked, kind.marks)) masked = maskKind(masked, kind, tellNew);
  return holdsOneOf(folded, partsOfNames) && mayBeNamed.test(folded) ? maskNamed(masked, tellNew) : masked;
};

const telling = new RegExp(`(?:^|[_.-])(?:${secretNames}|token|authorization)$`, 'i');

/** True for a name (of a label, a variable) under which a secret stands. */
export const isSecretName = (name: string): boolean => holdsOneOf(name.toLowerCase(), partsOfNames) && telling.test(name);

export const maskedValue = mask;
