import type { Draft } from '../draft.js';
import { fieldsOf } from '../envelope/fields.js';

const mostCharacters = 4_000;

/** A JSON object behind the message, where console encoders put a record's fields (zap, winston, pino-pretty on one line): taken off, as fields. */
export const takeTrailingObject = (draft: Draft): void => {
  const text = draft.text.trimEnd();
  if (text.charCodeAt(text.length - 1) !== 125) return;
  const start = text.search(/[ \t]\{"/);
  if (start <= 0 || text.length - start > mostCharacters) return;
  const fields = parsed(text.slice(start + 1));
  if (fields === null) return;
  draft.fields = draft.fields === null ? fields : Object.assign(draft.fields, fields);
  draft.text = text.slice(0, start).trimEnd();
};

const parsed = (text: string): { [name: string]: string } | null => {
  try {
    return fieldsOf(Object.entries(JSON.parse(text)));
  } catch {
    return null;
  }
};
