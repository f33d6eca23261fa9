import type { Masked, MaskedKind } from '../model/report.js';
import { complain } from './errors.js';
import type { Io } from './io.js';

/** One and several of a kind, in the order in which they are told. */
const words: { readonly [kind in MaskedKind]: readonly [string, string] } = {
  secrets: ['secret', 'secrets'],
  addresses: ['IP address', 'IP addresses'],
  hosts: ['host', 'hosts'],
  emails: ['e-mail address', 'e-mail addresses'],
  users: ['user name', 'user names'],
  pods: ['pod', 'pods'],
  nodes: ['node', 'nodes'],
};

/** Tells on stderr how many different things were replaced; nothing where there were none. */
export const tellMasked = (masked: Masked | undefined, io: Io): void => {
  const kinds = Object.entries(words).flatMap(([kind, [one, several]]) => {
    const count = masked?.[kind as MaskedKind] ?? 0;
    return count === 0 ? [] : [`${count} ${count === 1 ? one : several}`];
  });
  if (kinds.length > 0) complain(io, `masked: ${kinds.join(', ')}`);
};
