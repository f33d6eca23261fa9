import type { Draft } from './draft.js';

const mostCharacters = 1_048_576;

/** Joins lines that a container runtime cut into parts, stream by stream. */
export type Parts = {
  /** The draft itself if it is whole, the joined one with its last part, null while parts are missing. */
  join(draft: Draft): Draft | null;
  /** Whether the draft's stream has an open part, so that its text goes on in the middle of a message. */
  isWaiting(draft: Draft): boolean;
  /** What is left open, in order of beginning. */
  end(): Draft[];
};

const streamOf = (draft: Draft): string => `${draft.replica ?? ''} ${draft.channel}`;

/** Keeps the open parts of each replica. */
export const createParts = (): Parts => {
  const open = new Map<string, Draft>();

  const join = (draft: Draft): Draft | null => {
    if (open.size === 0 && !draft.isPartial) return draft;
    const stream = streamOf(draft);
    const first = open.get(stream);
    if (first === undefined) {
      if (!draft.isPartial) return draft;
      open.set(stream, draft);
      return null;
    }
    const text = first.text.length < mostCharacters ? first.text + draft.text : first.text;
    if (draft.isPartial) {
      first.text = text;
      return null;
    }
    open.delete(stream);
    return { ...first, text, isPartial: false };
  };

  const isWaiting = (draft: Draft): boolean => open.size > 0 && draft.text !== draft.raw && draft.time !== null && open.has(streamOf(draft));

  const end = (): Draft[] => {
    const left = [...open.values()].map((draft) => ({ ...draft, isPartial: false }));
    open.clear();
    return left;
  };

  return { join, isWaiting, end };
};
