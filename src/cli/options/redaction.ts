import type { Command } from 'commander';
import type { BootReport, Masked, MaskedKind } from '../../model/report.js';
import { UserError } from '../../model/user-error.js';
import { type Redactor, secretsRedactor } from '../../report/redaction/redact.js';
import { mendOfName } from '../../rules/near-name.js';
import { complain } from '../errors.js';
import type { Io } from '../terminal/io.js';

/** secrets: keys, tokens, passwords · strict: also what names people and machines · null: nothing. */
export type RedactLevel = 'secrets' | 'strict' | null;

/** The options `--redact LEVEL` and `--no-redact`; their value is that of `redact`, for `redactLevel`. */
export const addRedactOptions = (command: Command): Command =>
  command
    .option('--redact <level>', 'secrets (tokens, keys, passwords) or strict (also e-mail and IP addresses, hosts, users, pods, nodes)', 'secrets')
    .option('--no-redact', 'show secrets as they stand in the log');

/** What the options ask for. Throws a UserError for a word that is no level. */
export const redactLevel = (option: string | false): RedactLevel => {
  if (option === false) return null;
  if (option === 'secrets' || option === 'strict') return option;
  throw new UserError(`--redact ${option}: ${mendOfName(option, ['secrets', 'strict'], 'give secrets or strict')}`);
};

/** The redactor for an answer about these boots; one that changes nothing where nothing is to be masked. */
export const redactorFor = async (level: RedactLevel, boots: readonly BootReport[]): Promise<Redactor> => {
  if (level === null) return { replace: (text) => text, counts: () => ({}) };
  return level === 'secrets' ? secretsRedactor() : (await import('../../report/redaction/strict-redactor.js')).strictRedactor(boots);
};

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
export const tellMasked = (masked: Masked, io: Io): void => {
  const kinds = Object.entries(words).flatMap(([kind, [one, several]]) => {
    const count = masked[kind as MaskedKind] ?? 0;
    return count === 0 ? [] : [`${count} ${count === 1 ? one : several}`];
  });
  if (kinds.length > 0) complain(io, `masked: ${kinds.join(', ')}`);
};
