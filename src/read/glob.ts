/** Whether a path that does not exist as such is meant as a pattern. */
export const isGlob = (path: string): boolean => /[*?[\]{}]/.test(path);

/** The files that a pattern matches, sorted. */
export const matchesOf = async (pattern: string): Promise<string[]> => {
  const { glob } = await import('tinyglobby');
  const isAbsolute = pattern.startsWith('/');
  const found = await glob([pattern], { absolute: isAbsolute, expandDirectories: false, dot: pattern.includes('/.') || pattern.startsWith('.') });
  return found.sort((left, right) => left.localeCompare(right, 'en', { numeric: true }));
};
