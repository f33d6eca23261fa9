import { UserError } from '../../model/user-error.js';

/** A name and a value as HTTP takes them (RFC 9110, section 5). */
const header = /^([\w!#$%&'*+.^`|~-]+):[\t ]*([\t\x20-\x7e\x80-\xff]*)$/;

/** What several `--header 'NAME: VALUE'` ask for, names in small letters. Throws a UserError, which does not repeat what may be a key. */
export const requestHeaders = (given: readonly string[]): { readonly [name: string]: string } =>
  Object.fromEntries(
    given.map((text) => {
      const [, name, value] = header.exec(text) ?? [];
      if (name === undefined || value === undefined) throw new UserError("--header: give a name and a value, as in --header 'authorization: Bearer KEY'");
      return [name.toLowerCase(), value];
    }),
  );
