/** What XML 1.0 cannot hold, not even as a reference (its production 2, Char). */
const illegal = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu;

const entities: { readonly [character: string]: string } = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\n': '&#10;',
  '\r': '&#13;',
  '\t': '&#9;',
};

const escapeText = (text: string): string => text.replace(illegal, '').replace(/[&<>\r]/g, (character) => entities[character] ?? character);

const escapeAttribute = (text: string): string => text.replace(illegal, '').replace(/[&<>"\n\r\t]/g, (character) => entities[character] ?? character);

/** An element with its attributes (null ones are left out) and what is in it: text, or elements that were made in this way. */
export type XmlElement = {
  readonly name: string;
  readonly attributes: { readonly [name: string]: string | number | null };
  readonly content: string | readonly XmlElement[];
};

const inside = ({ content }: XmlElement, indent: string): string => {
  if (typeof content === 'string') return escapeText(content);
  return content.length === 0 ? '' : `\n${content.map((child) => elementText(child, `${indent}  `)).join('\n')}\n${indent}`;
};

const elementText = (element: XmlElement, indent: string): string => {
  const pairs = Object.entries(element.attributes).flatMap(([name, value]) => (value === null ? [] : [` ${name}="${escapeAttribute(String(value))}"`]));
  const text = inside(element, indent);
  const head = `${indent}<${element.name}${pairs.join('')}`;
  return text === '' ? `${head}/>` : `${head}>${text}</${element.name}>`;
};

/** A document of XML 1.0 in UTF-8; what XML cannot hold is left out. */
export const xmlDocument = (root: XmlElement): string => `<?xml version="1.0" encoding="UTF-8"?>\n${elementText(root, '')}\n`;
