/** A line of a source, with its number. */
export type NumberedLine = { readonly text: string; readonly line: number };

/** A value of a document that is printed one member a line, with the line that it stands in. */
export type Node = {
  readonly line: number;
  /** A scalar as text; null where it has members or entries. */
  value: string | null;
  readonly members: Map<string, Node>;
  readonly entries: Node[];
};

type Frame = { readonly indent: number; readonly node: Node };

const createNode = (line: number, value: string | null = null): Node => ({ line, value, members: new Map(), entries: [] });

const member = /^(\s*)((?:- )*)(?:"((?:[^"\\]|\\.)*)"|'([^']*)'|([^\s"'#&*!|>{}[\],][^:]*?)):(?: +(.*))?$/;
const entry = /^(\s*)- *(.*)$/;
const deepest = 64;

const unquote = (text: string): string => {
  const trimmed = text.trim();
  if (trimmed.startsWith('"') && trimmed.endsWith('"') && trimmed.length > 1) {
    try {
      return String(JSON.parse(trimmed));
    } catch {
      return trimmed.slice(1, -1);
    }
  }
  return trimmed.startsWith("'") && trimmed.endsWith("'") && trimmed.length > 1 ? trimmed.slice(1, -1).replaceAll("''", "'") : trimmed;
};

/**
 * Reads what kubectl prints as YAML or indented JSON, line by line: no general YAML, but the block style of that one
 * writer, whose wrapped scalars are put together again. Lines that fit nowhere are passed over. Gives one node for
 * each document.
 */
export const outlineOf = (lines: readonly NumberedLine[]): Node[] => {
  const documents: Node[] = [];
  let frames: Frame[] = [];
  /** The scalar that was begun last, and its indent. */
  const begun: { node: Node | null; indent: number } = { node: null, indent: 0 };
  let isOver = true;

  const top = (indent: number, line: number): Node => {
    while (frames.length > 0 && (frames[frames.length - 1]?.indent ?? 0) >= indent) frames.pop();
    const frame = frames[frames.length - 1];
    if (frame !== undefined) return frame.node;
    let document = documents[documents.length - 1];
    if (document === undefined || isOver) {
      document = createNode(line);
      documents.push(document);
      isOver = false;
    }
    frames = [{ indent: -1, node: document }];
    return document;
  };
  const push = (indent: number, node: Node): void => {
    if (frames.length < deepest) frames.push({ indent, node });
  };

  const setValue = (node: Node, raw: string | undefined, indent: number): void => {
    const text = (raw ?? '').replace(/,$/, '');
    const isOpen = text === '' || text === '{' || text === '[' || text === '|' || text === '>' || text === '|-' || text === '>-';
    if (!isOpen && text !== '{}' && text !== '[]') node.value = text;
    begun.node = text === '{' || text === '[' || text === '' ? null : node;
    begun.indent = indent;
  };

  for (const { text, line } of lines) {
    const trimmed = text.trim();
    if (trimmed === '' || trimmed.startsWith('#')) continue;
    if (trimmed === '---' || text === '}') {
      isOver = true;
      frames = [];
      begun.node = null;
      continue;
    }
    if (/^[}\]]+,?$/.test(trimmed)) {
      begun.node = null;
      continue;
    }
    const indent = text.length - text.trimStart().length;
    // What is indented deeper than a scalar that has begun goes on it.
    if (begun.node !== null && indent > begun.indent) {
      begun.node.value = begun.node.value === null ? trimmed : `${begun.node.value} ${trimmed}`;
      continue;
    }
    if (trimmed === '{' || trimmed === '[') {
      const parent = top(indent, line);
      if (indent > 0 || parent.members.size > 0 || parent.entries.length > 0) {
        const node = createNode(line);
        parent.entries.push(node);
        push(indent, node);
      }
      begun.node = null;
      continue;
    }
    let at = indent;
    let rest = text;
    for (let found = entry.exec(rest); found !== null; found = entry.exec(rest)) {
      // An entry may stand at its member's own indent: it belongs to that member all the same.
      const parent = top(at + 0.5, line);
      const node = createNode(line);
      parent.entries.push(node);
      push(at + 0.5, node);
      const inner = found[2] ?? '';
      rest = `${' '.repeat(at + 2)}${inner}`;
      at += 2;
      if (inner === '') break;
      if (!member.test(rest) && !entry.test(rest)) setValue(node, inner, at - 1);
    }
    const found = member.exec(rest);
    if (found === null) continue;
    const parent = top(at, line);
    const name = found[3] ?? found[4] ?? found[5] ?? '';
    const node = createNode(line);
    parent.members.set(name, node);
    setValue(node, found[6], at);
    push(at, node);
  }
  for (const document of documents) settle(document);
  return documents;
};

const settle = (node: Node): void => {
  if (node.value !== null) node.value = unquote(node.value);
  for (const inner of node.members.values()) settle(inner);
  for (const inner of node.entries) settle(inner);
};

/** The node that a JSON value makes; all of it stands in one line. */
export const nodeOf = (value: unknown, line: number, depth = 0): Node => {
  const node = createNode(line);
  if (depth > deepest || value === null) return node;
  if (Array.isArray(value)) node.entries.push(...value.map((inner) => nodeOf(inner, line, depth + 1)));
  else if (typeof value === 'object') for (const [name, inner] of Object.entries(value)) node.members.set(name, nodeOf(inner, line, depth + 1));
  else node.value = String(value);
  return node;
};

/** The node at a path of members, or null. */
export const at = (node: Node | null | undefined, ...path: readonly string[]): Node | null => {
  let found: Node | null | undefined = node;
  for (const name of path) found = found?.members.get(name);
  return found ?? null;
};

/** The scalar at a path of members, or null. */
export const textAt = (node: Node | null | undefined, ...path: readonly string[]): string | null => at(node, ...path)?.value ?? null;
