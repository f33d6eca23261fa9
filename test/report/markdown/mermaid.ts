import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { createContext, runInContext } from 'node:vm';

const require = createRequire(import.meta.url);

/** One bar as Mermaid understood it. */
export type Task = { readonly task: string; readonly type: string; readonly startTime: Date; readonly endTime: Date; readonly milestone: boolean };

type Diagram = { readonly db: { readonly getTasks: () => readonly Task[]; readonly getSections: () => readonly string[] } };
type Mermaid = {
  readonly parse: (text: string) => Promise<unknown>;
  readonly mermaidAPI: { readonly getDiagramFromText: (text: string) => Promise<Diagram> };
};

/**
 * Mermaid's own parser, of the package that is one file for browsers. It wants a document to purify labels with; told that this one
 * cannot, it leaves them as they are.
 */
const load = (): Mermaid => {
  const source = readFileSync(require.resolve('@mermaid-js/tiny'), 'utf8');
  const sandbox = {
    console,
    setTimeout,
    clearTimeout,
    structuredClone,
    URL,
    addEventListener: () => {},
    document: { nodeType: 9, createElement: () => ({}) },
    Element: class {},
  };
  const global = Object.assign(sandbox, { window: sandbox, globalThis: sandbox }) as unknown as { mermaid: Mermaid };
  runInContext(source, createContext(global));
  return global.mermaid;
};

let mermaid: Mermaid | null = null;

/** The sections and tasks of a Gantt chart; rejects where Mermaid cannot read it. */
export const parseGantt = async (text: string): Promise<{ readonly tasks: readonly Task[]; readonly sections: readonly string[] }> => {
  mermaid ??= load();
  // The kinds of diagrams are known from the first parse on.
  await mermaid.parse(text);
  const { db } = await mermaid.mermaidAPI.getDiagramFromText(text);
  return { tasks: db.getTasks(), sections: db.getSections() };
};

/** A label as a reader sees it: Mermaid's way of writing characters as numbers undone. */
export const shown = (label: string): string =>
  label.replace(/ﬂ°°(\d+)¶ß|#(\d+);/g, (_, encoded: string | undefined, plain: string | undefined) => String.fromCodePoint(Number(encoded ?? plain)));
