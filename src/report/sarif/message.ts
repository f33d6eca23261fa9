/** What a reader would take for a placeholder (`{0}`) or a link (`[text](target)`); sections 3.11.5 and 3.11.6 of SARIF 2.1.0. */
const placeholder = /\{(?=\d+\})|(?<=\{\d+)\}/g;
const link = /\](?=\()/g;

/** A text in which nothing is a placeholder or a link. */
const literal = (text: string): string => text.replace(placeholder, '$&$&').replace(link, '] ');

/** A message of plain text. */
export const message = (text: string): { readonly text: string } => ({ text: literal(text) });
