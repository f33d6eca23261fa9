/** At most so many UTF-16 units of a text, `…` behind what was cut; no pair of surrogates is cut in two. */
export const bounded = (text: string, longest: number): string =>
  text.length <= longest ? text : `${text.slice(0, longest - 1).replace(/[\ud800-\udbff]$/, '')}…`;

/** The same, but the beginning goes: of a path the end tells more. */
export const boundedStart = (text: string, longest: number): string =>
  text.length <= longest ? text : `…${text.slice(1 - longest).replace(/^[\udc00-\udfff]/, '')}`;
