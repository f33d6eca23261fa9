/** What a query is asked with, apart from its text. */
type Value = string | number | bigint | readonly string[];

/** A query with its values apart: they reach the server as parameters, never as part of the text. */
export type Statement = { readonly texts: readonly string[]; readonly values: readonly Value[] };

/** A query as it is sent. */
export type Sent = { readonly query: string; readonly parameters: Readonly<{ [name: string]: Value }> };

/** A query as a template: values become parameters, other statements are laid into it. */
export const sql = (parts: TemplateStringsArray, ...given: readonly (Value | Statement)[]): Statement => {
  const texts = [parts[0] ?? ''];
  const values: Value[] = [];
  const append = (text: string): void => {
    texts[texts.length - 1] += text;
  };
  for (const [place, one] of given.entries()) {
    if (typeof one === 'object' && 'texts' in one) {
      append(one.texts[0] ?? '');
      texts.push(...one.texts.slice(1));
      values.push(...one.values);
      append(parts[place + 1] ?? '');
    } else {
      values.push(one);
      texts.push(parts[place + 1] ?? '');
    }
  }
  return { texts, values };
};

/** Statements with a word of SQL between them. */
export const joined = (statements: readonly Statement[], between: string): Statement =>
  statements.reduce((all, one, place) => (place === 0 ? one : sql`${all}${{ texts: [between], values: [] }}${one}`), sql``);

/** The name of a column, table or database, quoted. */
export const named = (name: string): Statement => ({ texts: [`\`${name.replace(/[\\`]/g, '\\$&')}\``], values: [] });

const typeOf = (value: Value): string => (typeof value === 'string' ? 'String' : Array.isArray(value) ? 'Array(String)' : 'Int64');

/** With parameters, `{p0:String}`, for servers that know them. */
export const bound = ({ texts, values }: Statement): Sent => ({
  query: texts.reduce((query, text, place) => `${query}{p${place - 1}:${typeOf(values[place - 1] ?? '')}}${text}`),
  parameters: Object.fromEntries(values.map((value, place) => [`p${place}`, typeof value === 'bigint' ? String(value) : value])),
});

const quoted = (text: string): string => `'${text.replace(/[\\']/g, '\\$&').replaceAll('\0', '\\0')}'`;
const literal = (value: Value): string =>
  typeof value === 'string' ? quoted(value) : typeof value === 'object' ? `[${value.map(quoted).join(', ')}]` : String(value);

/** With quoted literals in the place of parameters, which servers before 19.14 don't know. */
export const inlined = ({ texts, values }: Statement): Sent => ({
  query: texts.reduce((query, text, place) => query + literal(values[place - 1] ?? '') + text),
  parameters: {},
});
