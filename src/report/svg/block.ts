/** A part of the picture: as high as it is, drawn from its own upper edge. */
export type Block = { readonly height: number; readonly markup: string };

const entities: { readonly [character: string]: string } = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

/** A text inside of markup; what XML cannot hold at all is replaced. */
export const escaped = (text: string): string => text.replace(/[\ufffe\uffff]/g, '\ufffd').replace(/[&<>"']/g, (character) => entities[character] ?? character);

/** At most one decimal: a tenth of a pixel is not seen, and the file stays small. */
export const pixel = (value: number): string => String(Number(value.toFixed(1)));

/** A line of text; `look` are classes of the style sheet. */
export const line = (x: number, y: number, look: string, text: string): string =>
  `<text x="${pixel(x)}" y="${pixel(y)}" class="${look}">${escaped(text)}</text>`;

/** The left edge of texts. */
export const left = 28;

/** Texts one under the other. */
export const lines = (texts: readonly string[], look: string, height: number): Block => ({
  height: texts.length * height,
  markup: texts.map((text, index) => line(left, (index + 0.75) * height, look, text)).join(''),
});

/** Blocks one under the other, `distance` between them. */
export const stacked = (blocks: readonly Block[], distance = 0): Block => {
  let y = 0;
  const parts: string[] = [];
  for (const { height, markup } of blocks) {
    parts.push(y === 0 ? markup : `<g transform="translate(0 ${pixel(y)})">${markup}</g>`);
    y += height + distance;
  }
  return { height: Math.max(0, y - distance), markup: parts.join('\n') };
};
