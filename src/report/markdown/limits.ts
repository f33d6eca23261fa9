/** GitHub refuses an issue or a comment of more than 65,536 characters; a part of that is left for who writes around the page. */
export const longestPage = 64_000;

/** No text that a page shows whole is longer; what a log makes longer is cut before it is looked at. */
const longestText = 2_000;

export const shortened = (text: string): string => (text.length <= longestText ? text : `${text.slice(0, longestText)}…`);
