/** Where in a file something is wrong; line and column count from 1. */
export type Place = { readonly file?: string | undefined; readonly line?: number | undefined; readonly column?: number | undefined };

/**
 * What the user can mend: the command line, a file, a rule, a policy. The message says what is wrong and the mend, in one
 * sentence, and starts with the place where one is known. Leads to exit status 2; anything else that is thrown is a bug.
 */
export class UserError extends Error {
  readonly file: string | undefined;
  readonly line: number | undefined;
  readonly column: number | undefined;
  /** The sentence without the place. */
  readonly reason: string;

  constructor(reason: string, place: Place = {}) {
    super(`${placeText(place)}${reason}`);
    this.name = 'UserError';
    this.reason = reason;
    this.file = place.file;
    this.line = place.line;
    this.column = place.column;
  }
}

function placeText({ file, line, column }: Place): string {
  const parts = [file, line, line === undefined ? undefined : column].filter((part) => part !== undefined);
  return parts.length === 0 ? '' : `${parts.join(':')}: `;
}
