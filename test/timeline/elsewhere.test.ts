import { describe, expect, it } from 'vitest';
import { ownRequests } from '../../src/timeline/elsewhere.js';
import { requestsOf } from '../../src/timeline/requests.js';
import { entriesOf, type GivenEntry as Given, linesOf } from './entries.js';

const starts = (given: Given = {}): Given => ({ request: 'starts', ...given });
const ends = (given: Given = {}): Given => ({ request: 'ends', ...given });
const remote = (given: Given = {}): Given => ({ events: ['remote-answer'], ...given });

/** The last lines of the requests that are the service's own. */
const own = (...given: readonly Given[]): number[] => {
  const entries = entriesOf(...given);
  return ownRequests(requestsOf(entries), entries).flatMap(({ evidence }) => linesOf(evidence.slice(0, 1)));
};

describe('a request in which a model elsewhere gave the answer', () => {
  it('is none of the service’s own', () => {
    expect(own(starts(), remote(), ends(), starts(), ends())).toEqual([5]);
    expect(own(starts(), ends(), starts(), remote(), ends())).toEqual([2]);
  });

  it('is told by the clock where its beginning has no line', () => {
    const ended = (at: number, seconds: number) => ends({ at, facts: { seconds } });
    expect(own(remote({ at: 9 }), ended(10, 3), ended(20, 3))).toEqual([3]);
    expect(own(remote({ at: 6.5 }), ended(10, 3), ended(20, 3))).toEqual([2, 3]);
    expect(own(remote({ at: 7 }), ended(10, 3), remote({ at: 20 }), ended(20, 3))).toEqual([]);
    expect(own(remote(), ended(10, 3))).toEqual([2]);
  });

  it('is not known where neither tells when it began, nor where it has no end', () => {
    expect(own(remote(), ends(), ends({ at: 4 }))).toEqual([2, 3]);
    expect(own(starts(), remote())).toEqual([1]);
  });

  it('is found among many answers', () => {
    const asked = [1, 2, 3, 4].flatMap((at) => [starts({ at }), ...(at % 2 === 0 ? [remote({ at: at + 0.25 })] : []), ends({ at: at + 0.5 })]);
    expect(own(...asked)).toEqual([2, 7]);
  });
});
