/** The URL of a service that speaks HTTP; null where the text is none. */
export const httpUrl = (text: string): URL | null => {
  const url = URL.canParse(text) ? new URL(text) : null;
  return url?.protocol === 'http:' || url?.protocol === 'https:' ? url : null;
};
