/** A page with one of its written parts replaced: what stands between `<!-- lab:NAME -->` and `<!-- /lab:NAME -->`. Throws where it has none. */
export function withPart(page: string, name: string, part: string): string {
  const [begin, end] = [`<!-- lab:${name} -->`, `<!-- /lab:${name} -->`];
  const from = page.indexOf(begin);
  const to = page.indexOf(end);
  if (from < 0 || to < from) throw new Error(`the page has no part between ${begin} and ${end}`);
  return `${page.slice(0, from + begin.length)}\n\n${part}\n\n${page.slice(to)}`;
}
