import MarkdownIt, { type Token } from 'markdown-it';

/** GitHub's Markdown as near as markdown-it has it; HTML is let through so that a test sees what would be one. */
const parser = new MarkdownIt({ html: true, linkify: true });
// Bare names such as `server.py` are no links on GitHub.
parser.linkify.set({ fuzzyLink: false, fuzzyEmail: true });

const flat = (tokens: readonly Token[]): Token[] => tokens.flatMap((token) => [token, ...flat(token.children ?? [])]);

/** All tokens of a page, those inside of lines included. */
export const tokensOf = (markdown: string): Token[] => flat(parser.parse(markdown, {}));

/** What a page would do rather than say: its HTML, links and images. */
export const deedsOf = (markdown: string): string[] =>
  tokensOf(markdown)
    .filter((token) => ['html_inline', 'html_block', 'link_open', 'image'].includes(token.type))
    .map((token) => `${token.type} ${token.content}${token.attrGet('href') ?? ''}`);

const worded = ({ type, content }: Token): string => {
  if (type === 'text') return content;
  return type === 'code_inline' ? '\u0000' : type.endsWith('break') ? '\n' : '';
};

/** The words that stand outside of code, a line each. */
const proseOf = (markdown: string): string[] =>
  parser
    .parse(markdown, {})
    .filter((token) => token.type === 'inline')
    .map((token) => (token.children ?? []).map(worded).join(''));

/** What a reader sees, code included. */
export const seenIn = (markdown: string): string =>
  tokensOf(markdown)
    .filter((token) => ['text', 'code_inline', 'fence', 'code_block'].includes(token.type))
    .map((token) => token.content)
    .join('');

/** Mentions, issues, addresses, commits and emoji that a forge would make of text outside of code. */
export const pingsIn = (markdown: string): string[] =>
  proseOf(markdown).flatMap((line) => line.match(/@\w[\w-]*|#\d+|\bgh-\d+|\w+:\/\/\S*|\bwww\.\S*|:(?!\d\d:)[\w+-]+:|\$\S*/gi) ?? []);
