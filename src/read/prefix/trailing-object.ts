import type { Draft } from '../draft.js';
import { fieldsOf } from '../envelope/fields.js';

const mostCharacters = 4_000;

type Split = { readonly message: string; readonly fields: { [name: string]: string } };

/** A text without the JSON object at its end, and that object's fields; null where there is none. */
export const withoutTrailingObject = (whole: string): Split | null => {
  const text = whole.trimEnd();
  if (text.charCodeAt(text.length - 1) !== 125) return null;
  const start = text.search(/[ \t]\{"/);
  if (start <= 0 || text.length - start > mostCharacters) return null;
  const fields = parsed(text.slice(start + 1));
  return fields === null ? null : { message: text.slice(0, start).trimEnd(), fields };
};

/** A JSON object behind the message, where console encoders put a record's fields (zap, winston, pino-pretty on one line): taken off, as fields. */
export const takeTrailingObject = (draft: Draft): void => {
  const split = withoutTrailingObject(draft.text);
  if (split === null) return;
  draft.fields = draft.fields === null ? split.fields : Object.assign(draft.fields, split.fields);
  draft.text = split.message;
};

const parsed = (text: string): { [name: string]: string } | null => {
  try {
    return fieldsOf(Object.entries(JSON.parse(text)));
  } catch {
    return null;
  }
};
