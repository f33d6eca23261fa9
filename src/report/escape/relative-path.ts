const drive = /^[A-Za-z]:(?=[\\/])/;

/** Folders and name of a path from here, or from the root of the file system: no `.`, no `..` that could be resolved, no drive. Standard input is called so. */
const partsOf = (path: string): string[] => {
  if (path === '-') return ['stdin'];
  const isWindows = drive.test(path);
  const parts: string[] = [];
  for (const part of path.replace(drive, '').split(isWindows ? /[\\/]/ : '/')) {
    if (part === '' || part === '.') continue;
    if (part === '..' && parts.length > 0 && parts.at(-1) !== '..') parts.pop();
    else parts.push(part);
  }
  return parts;
};

/** Whether a path begins at the root of a file system. */
export const isAbsolute = (path: string): boolean => path.startsWith('/') || drive.test(path);

/** A path as platforms want it: relative, with slashes; of an absolute one what comes after the root. */
export const relativePath = (path: string): string => partsOf(path).join('/');

/** The same as a URI reference (RFC 3986), percent-encoded. */
export const relativeUri = (path: string): string =>
  partsOf(path)
    .map((part) => encodeURIComponent(part.replace(/\p{Surrogate}/gu, '\ufffd')))
    .join('/');

/** A boot's id with its path made relative: platforms keep what they are sent, and where a log lay is nobody's business. */
export const relativeBoot = (id: string): string => {
  const [, path = id, place = ''] = /^(.*)(#\d+)$/s.exec(id) ?? [];
  return `${relativePath(path)}${place}`;
};
