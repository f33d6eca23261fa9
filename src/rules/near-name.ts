/** The known name that a misspelt one is most likely meant for; null where none is near (a third of its letters, at most three). */
export function nearName(wrong: string, known: Iterable<string>): string | null {
  const limit = Math.min(3, Math.max(1, Math.floor(wrong.length / 3)));
  let best: string | null = null;
  let least = limit + 1;
  for (const name of known) {
    const distance = distanceOf(wrong.toLowerCase(), name.toLowerCase());
    if (distance < least) [best, least] = [name, distance];
  }
  return best;
}

/** How a misspelt name is mended: the near one where there is one, else what the caller has to say. */
export function mendOfName(wrong: string, known: Iterable<string>, otherwise: string): string {
  const near = nearName(wrong, known);
  return near === null ? otherwise : `did you mean ${near}?`;
}

/** A sentence on a name that nothing defines, with the near one. */
export function unknownName(what: string, wrong: string, known: ReadonlySet<string>): string {
  const near = nearName(wrong, known);
  return `there is no ${what} \`${wrong}\`${near === null ? '; define it, or take the name out' : `; did you mean \`${near}\`?`}`;
}

/** Insertions, deletions, replacements and swaps of neighbours between two words. */
function distanceOf(left: string, right: string): number {
  if (Math.abs(left.length - right.length) > 3) return Number.POSITIVE_INFINITY;
  const rows: number[][] = [Array.from({ length: right.length + 1 }, (_, column) => column)];
  for (let row = 1; row <= left.length; row++) {
    const line = [row];
    for (let column = 1; column <= right.length; column++) {
      const isSame = left[row - 1] === right[column - 1];
      let cost = Math.min(at(rows, row - 1, column) + 1, (line[column - 1] as number) + 1, at(rows, row - 1, column - 1) + (isSame ? 0 : 1));
      const isSwap = row > 1 && column > 1 && left[row - 1] === right[column - 2] && left[row - 2] === right[column - 1];
      if (isSwap) cost = Math.min(cost, at(rows, row - 2, column - 2) + 1);
      line.push(cost);
    }
    rows.push(line);
  }
  return at(rows, left.length, right.length);
}

function at(rows: readonly (readonly number[])[], row: number, column: number): number {
  return rows[row]?.[column] ?? Number.POSITIVE_INFINITY;
}
