import type { Draft } from '../draft.js';
import { draftsOfObjects } from './objects.js';
import { nodeOf, outlineOf } from './outline.js';

/** Gathers the lines of a source that is a document of Kubernetes objects, and makes records of it when it is complete. */
export type ObjectDocument = {
  push(text: string, line: number): void;
  /** The drafts; null if no object was found, so that the lines are to be read as a log. */
  end(): { readonly drafts: readonly Draft[]; readonly lines: readonly { readonly text: string; readonly line: number }[] };
};

const mostLines = 500_000;
const sampleCharacters = 4096;

/** Whether a source that begins with this text is such a document: `kind` and `apiVersion` at its top, as YAML or JSON. */
export const isObjectDocument = (beginning: string): boolean => {
  const sample = beginning.slice(0, sampleCharacters);
  const start = sample.trimStart();
  if (start.startsWith('{') || start.startsWith('[')) return /"apiVersion": *"/.test(sample) && (/"kind": *"(?:List|Pod|PodList|Event|EventList)"/.test(sample) || /"items": *\[/.test(sample));
  return /^apiVersion: \S/m.test(sample) && /^(?:kind: (?:List|Pod|PodList|Event|EventList)|items:)\s*$/m.test(sample);
};

export const createObjectDocument = (): ObjectDocument => {
  const lines: { text: string; line: number }[] = [];

  const compact = (): Draft[] =>
    lines.flatMap(({ text, line }) => {
      try {
        return draftsOfObjects([nodeOf(JSON.parse(text), line)]);
      } catch {
        return [];
      }
    });

  return {
    push: (text, line) => {
      if (lines.length < mostLines) lines.push({ text, line });
    },
    end: () => {
      const isCompact = lines.some(({ text }) => text.startsWith('{"'));
      const drafts = isCompact ? compact() : draftsOfObjects(outlineOf(lines));
      return { drafts, lines };
    },
  };
};
