import { withDeadline } from '../../reproduce/deadline.js';
import type { Send } from './send.js';

/** What a page that says how a service is may have at most; of a longer one nobody reads the rest. */
const mostBytes = 65_536;
/** A live server accepts and answers something in far less; a dead or hung one must not stay ready for long. */
const mostSeconds = 5;

/** The status of a GET; null where none comes, or not in five seconds. An answer that does not end is left alone and keeps its status. */
export const getStatus = (send: Send, url: URL, headers: Readonly<{ [name: string]: string }>, signal: AbortSignal): Promise<number | null> =>
  withDeadline(mostSeconds, signal, async (within) => {
    const { status, chunks } = await send({ method: 'GET', url, headers, body: '' }, within);
    return await readSome(chunks, within).then(() => status);
  }).catch(() => null);

/** Reads an answer, so that its connection can be used again; one that hangs up in the middle rejects. */
const readSome = async (chunks: AsyncIterable<Buffer>, within: AbortSignal): Promise<void> => {
  let bytes = 0;
  try {
    for await (const chunk of chunks) {
      bytes += chunk.length;
      if (bytes > mostBytes) return;
    }
  } catch (error) {
    if (!within.aborted) throw error;
  }
};
