/** Takes what was put around a line off it; a line that has nothing around it is given back as it is. */
export type Margin = (text: string) => string;

/** Fewer lines that begin alike may be chance. */
export const leastLines = 3;
