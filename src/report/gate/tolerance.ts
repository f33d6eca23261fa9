import type { Tolerated } from '../../model/gate.js';
import { bootName } from '../text/evidence.js';
import { bootList } from './boot-list.js';

const lastsText = ({ until, isExpired }: Tolerated): string => {
  if (until === null) return ' is tolerated';
  return isExpired ? ` was tolerated until ${until}, which is past` : ` is tolerated until ${until}`;
};

/** What a policy tolerates, until when and why, and where it was found. */
export const toleranceText = (one: Tolerated, nameOf: (id: string) => string = bootName): string => {
  const found = one.boots.length === 0 ? 'no longer found, so take it out' : `found in ${bootList(one.boots, nameOf)}`;
  return `${one.cause}${lastsText(one)}: ${one.reason} (${found})`;
};
