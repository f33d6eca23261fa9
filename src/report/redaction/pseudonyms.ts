import { isIP, isIPv6 } from 'node:net';
import type { MaskedKind } from '../../model/report.js';
import { isHarmlessHost, readsAsHost } from './hosts.js';
import { maskSecrets } from './secrets.js';

/** How the things of a kind are called that are replaced; counted from 1. */
export type Naming = {
  readonly address: (count: number, family: 4 | 6) => string;
  readonly email: (count: number) => string;
  readonly host: (count: number) => string;
  readonly user: (count: number) => string;
};

/**
 * Replaces what names people and machines, and masks secrets. The same thing gets the same pseudonym for as long as it lives. What is no
 * name stays: times, figures, versions, wording, public hosts, addresses that every machine has.
 */
export type Pseudonyms = {
  readonly replace: (text: string) => string;
  /** How many different things were replaced so far; only kinds of which there were some. */
  readonly counts: () => Readonly<{ [kind in MaskedKind]?: number }>;
};

// Four numbers with dots are as often a version (cuDNN 8.9.2.26) as an address.
const address = /(?<![\w.+-]|==)(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})(?![\w-]|\.\d)/g;
const versionBefore = /(?:version|release|driver|cuda|cudnn|tensorrt|nccl|cublas|runtime|firmware|vbios|build|toolkit|triton|torch)[\w ()"':=-]{0,16}$/i;
const address6 = /(?<![\w:.])(?:[0-9a-f]{0,4}:){2,7}[0-9a-f]{0,4}(?![\w:.])/gi;
const mail = /(?<![\w.+%-])[\w.+%-]{1,64}@[A-Za-z0-9][A-Za-z0-9-]{0,62}(?:\.[A-Za-z0-9-]{1,63}){1,6}/g;
const homePath = /((?:\/home\/|\/Users\/|[A-Za-z]:\\{1,4}Users\\{1,4})(?!user-\d))([^\s/\\:"'<>|;,()]{1,64})/g;
// What these name is a public repository, or a container.
const urlHost = /((?<!\b(?:hf|docker|containerd|cri-o)):\/\/(?:[^\s/@"'<>?#]{1,100}@)?)((?:[\w-]{1,63}\.){0,9}[\w-]{1,63})/g;
/** `ip-10-0-0-1`, as EC2 calls its machines, with or without its domain. */
const ec2Host = /(?<![\w.-])ip-(?:\d{1,3}-){3}\d{1,3}(?:\.[A-Za-z0-9-]{1,63}){0,6}(?![\w-])/g;
const dotted = /(?<![\w.@%-])(?:[A-Za-z0-9_][\w-]{0,62}\.){1,9}[A-Za-z]{2,13}(?![\w(-]|\.\w)/g;
const statedHost =
  /((?<![A-Za-z0-9])(?:host|host_?name|node_?name|master_addr|fqdn)(?:\\{0,3}["'])?[ \t]{0,2}[=:][ \t]{0,2}(?:\\{0,3}["'])?)([A-Za-z0-9](?:[\w.-]{0,251}[A-Za-z0-9])?)(?![\w.-])/gi;
const nameRun = /[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?/g;
const pseudonym = /^(?:ip|host|pod|node|email|user)-\d+$/;

const isEverywhere = (ip: string): boolean => ip.startsWith('127.') || ip === '0.0.0.0' || ip === '255.255.255.255' || ip === '::' || ip === '::1';

/** A text that was cut out of another keeps the whole of it in memory: a block of a log for each name. */
const detached = (text: string): string => Buffer.from(text).toString();

type Names = { readonly of: (original: string) => string; readonly count: () => number };

const createNames = (name: (count: number, original: string) => string): Names => {
  const names = new Map<string, string>();
  return {
    of: (original) => {
      const known = names.get(original);
      if (known !== undefined) return known;
      const made = name(names.size + 1, original);
      names.set(detached(original), made);
      return made;
    },
    count: () => names.size,
  };
};

/** The text with each known name replaced where it stands for itself or as parts between dots: `gpu-3` in `gpu-3.log`. */
const replaceRuns = (text: string, known: ReadonlyMap<string, string>): string => {
  if (known.size === 0) return text;
  return text.replace(nameRun, (run) => {
    const whole = known.get(run);
    if (whole !== undefined || !run.includes('.')) return whole ?? run;
    const parts = run.split('.');
    for (let length = Math.min(parts.length - 1, 8); length > 0; length -= 1) {
      for (let from = 0; from + length <= parts.length; from += 1) {
        const name = known.get(parts.slice(from, from + length).join('.'));
        if (name !== undefined) return [...parts.slice(0, from), name, ...parts.slice(from + length)].join('.');
      }
    }
    return run;
  });
};

/** Replaces known names; those of letters that host names lack wherever they stand, the others as whole names only. */
const createKnown = (known: ReadonlyMap<string, string>): ((text: string) => string) => {
  const isRun = ([name]: readonly [string, string]): boolean => /^[A-Za-z0-9.-]+$/.test(name);
  const runs = new Map([...known].filter(isRun));
  const others = [...known].filter((entry) => !isRun(entry));
  return (text) => others.reduce((result, [name, made]) => result.replaceAll(name, made), replaceRuns(text, runs));
};

/** For one log or one report. `known` are names that are to be replaced wherever they stand, by their pseudonyms. */
export const createPseudonyms = (naming: Naming, known: ReadonlyMap<string, string> = new Map()): Pseudonyms => {
  const addresses = createNames((count, original) => naming.address(count, isIPv6(original) ? 6 : 4));
  const hosts = createNames(naming.host);
  const users = createNames(naming.user);
  const emails = createNames(naming.email);
  const secrets = new Set<string>();
  const replaceKnown = createKnown(known);

  const maskAddress = (text: string, found: string, offset: number): string => {
    if (isIP(found) !== 4 || isEverywhere(found)) return found;
    const before = text.slice(Math.max(0, offset - 40), offset);
    const after = text.charCodeAt(offset + found.length);
    const hasPort = after === 0x3a && /\d/.test(text[offset + found.length + 1] ?? '');
    return !hasPort && versionBefore.test(before.slice(before.lastIndexOf('\n') + 1)) ? found : addresses.of(found);
  };

  const maskAddress6 = (found: string): string => {
    const isWhole = found.includes('::') || found.split(':').length === 8;
    return isWhole && /\d/.test(found) && isIPv6(found) && !isEverywhere(found) ? addresses.of(found.toLowerCase()) : found;
  };

  const isNoHost = (name: string): boolean => isHarmlessHost(name) || isIP(name) !== 0 || /^\d+$/.test(name) || pseudonym.test(name);
  const maskHost = (_whole: string, before: string, name: string): string => `${before}${isNoHost(name) ? name : hosts.of(name.toLowerCase())}`;
  const maskDotted = (name: string): string => (readsAsHost(name) && !isNoHost(name) ? hosts.of(name.toLowerCase()) : name);

  return {
    replace: (text) =>
      replaceKnown(maskSecrets(text, (secret) => secrets.add(detached(secret))))
        .replace(mail, (found) => emails.of(found.toLowerCase()))
        .replace(urlHost, maskHost)
        .replace(ec2Host, (name) => hosts.of(name.toLowerCase()))
        .replace(address, (found: string, ...groups: unknown[]) => maskAddress(groups.at(-1) as string, found, groups.at(-2) as number))
        .replace(address6, maskAddress6)
        .replace(homePath, (_whole, before: string, name: string) => `${before}${users.of(name)}`)
        .replace(dotted, maskDotted)
        .replace(statedHost, maskHost),
    counts: () => {
      const counts = { secrets: secrets.size, addresses: addresses.count(), hosts: hosts.count(), emails: emails.count(), users: users.count() };
      return Object.fromEntries(Object.entries(counts).filter(([, count]) => count > 0));
    },
  };
};
