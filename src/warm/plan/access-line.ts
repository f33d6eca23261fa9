import { columnNamed, type Row } from './traffic-columns.js';

/** The request line and status of the common log format, which most proxies and servers start from (https://httpd.apache.org/docs/current/logs.html). */
const commonFormat = /"[A-Z]+ \S+ HTTP\/[\d.]+" [1-5]\d\d\b/;

/** `batch=8`, `prompt_tokens: 128`, `"seq_len":"64"`: a figure with its name, in a query, in logfmt or in words. */
const pair = /(?<![\w.])([A-Za-z_][\w.]*)["']?\s?[=:]\s?["']?(\d+(?:\.\d+)?)(?![\w.]*\w)/g;

/** The figures that a line of an access log names. A request that failed early says nothing of a warm one's time, but its shape counts. */
export const accessRow = (text: string): Row =>
  [...text.matchAll(pair)].flatMap(([, name = '', figure = '']): Row => {
    const named = columnNamed(name);
    // A port, a status or a number of bytes beside it is no size.
    return named === null ? [] : [[named, figure]];
  });

/** Whether a line is one of an access log, so that the lines after it are read as such. */
export const isAccessLine = (text: string): boolean => commonFormat.test(text) || accessRow(text).length > 0;
