/** Markdown that shows a text as it is. */

/** A text of the rules as Markdown prose: what stands between backticks stays code, all else is shown as written. */
export function prose(text: string): string {
  return text
    .split(/(`[^`\n]+`)/)
    .map((part, index) => (index % 2 === 1 ? part : escaped(part)))
    .join('');
}

function escaped(text: string): string {
  return (
    text
      .replace(/[\\*[\]<>~$`]/g, '\\$&')
      // Inside of a word an underscore is a plain letter, and is left to be read.
      .replace(/(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu, '\\_')
      .replace(/&(?=#?\w+;)/g, '&amp;')
      .replace(/^(\s*)([#+-]|\d+[.)])(?=\s)/, (_, space: string, mark: string) => `${space}${mark.slice(0, -1)}\\${mark.slice(-1)}`)
  );
}

/** A text as code in a line; backticks in it make the fence longer. */
export function code(text: string): string {
  const plain = text.replace(/\s*\n\s*/g, ' ');
  const longest = Math.max(0, ...[...plain.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = '`'.repeat(longest + 1);
  const padding = plain.startsWith('`') || plain.endsWith('`') || (/^ .* $/.test(plain) && plain.trim() !== '') ? ' ' : '';
  return `${fence}${padding}${plain}${padding}${fence}`;
}

/** Lines as a block of their own. */
export function block(text: string, language = 'text'): string {
  const longest = Math.max(2, ...[...text.matchAll(/^\s*(`+)/gm)].map(([, run = '']) => run.length));
  const fence = '`'.repeat(longest + 1);
  return `${fence}${language}\n${text.replace(/\n+$/, '')}\n${fence}`;
}

/** A link; an address that holds brackets or spaces stays one. */
export function link(text: string, target: string): string {
  return `[${text}](${target.replace(/[()\s<>]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`)})`;
}

/** A table; cells are Markdown of one line, their bars are escaped here (in code too, as tables ask for). Columns in which nothing stands are left out. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const isUsed = head.map((_, column) => rows.some((row) => row[column] !== ''));
  if (isUsed.includes(false)) {
    const used = (cells: readonly string[]): string[] => cells.filter((_, column) => isUsed[column]);
    return table(used(head), rows.map(used));
  }
  const line = (cells: readonly string[]): string => `| ${cells.map((cell) => cell.replace(/\s*\n\s*/g, ' ').replaceAll('|', '\\|')).join(' | ')} |`;
  return [line(head), `|${' --- |'.repeat(head.length)}`, ...rows.map(line)].join('\n');
}

/** A list of points; further lines of a point are indented under it. */
export function list(points: readonly string[]): string {
  return points.map((point) => `- ${point.replaceAll('\n', '\n  ')}`).join('\n');
}

/** Parts of a page, a blank line between them; empty ones are left out. */
export function joined(parts: readonly string[]): string {
  return `${parts.filter((part) => part !== '').join('\n\n')}\n`;
}

/** A heading and what stands under it; nothing where nothing does. */
export function section(title: string, ...parts: readonly string[]): string {
  const body = parts.filter((part) => part !== '');
  return body.length === 0 ? '' : [`## ${title}`, ...body].join('\n\n');
}
