const shown = 4;

/** The first boots by name, and how many more there are: a gate may have hundreds. */
export const bootList = (boots: readonly string[], nameOf: (id: string) => string): string => {
  const more = boots.length - shown;
  return `${boots.slice(0, shown).map(nameOf).join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
};
