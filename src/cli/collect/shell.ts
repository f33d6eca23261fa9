/** The word as a POSIX shell reads it: quoted where it holds anything that a shell would act on. */
export const quote = (word: string): string => (/^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`);

/** A file name made of the name of a pod, a service or a unit. */
export const fileName = (word: string): string => word.replace(/[^\w.-]+/g, '-').replace(/^[.-]+/, '') || 'logs';
