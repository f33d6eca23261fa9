import { isIP, isIPv6 } from 'node:net';
import { maskSecrets } from './secrets.js';

/** Replaces what names people and machines; the same thing gets the same pseudonym for as long as the redactor lives. */
export type LogRedactor = {
  /** Whole lines in, the same lines out: secrets masked, addresses, hosts, mail and user names replaced; times, figures and wording kept. */
  readonly redact: (lines: string) => string;
};

// Four numbers with dots are as often a version (cuDNN 8.9.2.26) as an address.
const address = /(?<![\w.+-]|==)(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})(?![\w-]|\.\d)/g;
const versionBefore = /(?:version|release|driver|cuda|cudnn|tensorrt|nccl|cublas|runtime|firmware|vbios|build|toolkit|triton|torch)[\w ()"':=-]{0,16}$/i;
const address6 = /(?<![\w:.])(?:[0-9a-f]{0,4}:){2,7}[0-9a-f]{0,4}(?![\w:.])/gi;
const mail = /(?<![\w.+%-])[\w.+%-]{1,64}@[A-Za-z0-9][A-Za-z0-9-]{0,62}(?:\.[A-Za-z0-9-]{1,63}){1,6}/g;
const homePath = /((?:\/home\/|\/Users\/|[A-Za-z]:\\{1,4}Users\\{1,4})(?!user-\d))([^\s/\\:"'<>|;,()]{1,64})/g;
const host =
  /((?<![A-Za-z0-9])(?:host|host_?name|node_?name)(?:\\{0,3}["'])?[ \t]{0,2}[=:][ \t]{0,2}(?:\\{0,3}["'])?)([A-Za-z0-9](?:[\w.-]{0,251}[A-Za-z0-9])?)(?![\w.-])/gi;

const isEverywhere = (ip: string): boolean => ip.startsWith('127.') || ip === '0.0.0.0' || ip === '255.255.255.255' || ip === '::' || ip === '::1';
const keyLine = /[A-Za-z0-9+/=]{32,}/g;
const plainHosts = new Set(['localhost', 'none', 'null', 'true', 'false']);

const createNames = (name: (count: number) => string): ((original: string) => string) => {
  const names = new Map<string, string>();
  return (original) => {
    const known = names.get(original);
    if (known !== undefined) return known;
    const made = name(names.size + 1);
    names.set(original, made);
    return made;
  };
};

/** A redactor for one log. IPv4 addresses become those of the benchmarking range 198.18.0.0/15, IPv6 ones those of 2001:db8::/32. */
export const createLogRedactor = (): LogRedactor => {
  const ip4 = createNames((count) => `198.${18 + ((count >> 16) & 1)}.${(count >> 8) & 255}.${count & 255}`);
  const ip6 = createNames((count) => `2001:db8::${count.toString(16)}`);
  const hosts = createNames((count) => `host-${count}`);
  const users = createNames((count) => `user-${count}`);
  let isInKey = false;

  const maskKeyLines = (lines: string): string => {
    if (!isInKey && !lines.includes('PRIVATE KEY-----')) return lines;
    return lines
      .split('\n')
      .map((line) => {
        const begins = line.includes('-----BEGIN') && line.includes('PRIVATE KEY-----');
        const ends = line.includes('-----END');
        if (begins && ends) return line;
        if (begins) isInKey = true;
        else if (ends) isInKey = false;
        // The envelope of a collector stays, so that the log still parses; the begin line loses its mark to be no key block any more.
        return begins || (isInKey && !ends) ? line.replace('-----BEGIN', '--BEGIN').replace(keyLine, '***') : line;
      })
      .join('\n');
  };

  const maskAddress = (text: string, found: string, offset: number): string => {
    if (isIP(found) !== 4 || isEverywhere(found)) return found;
    const before = text.slice(Math.max(0, offset - 40), offset);
    const after = text.charCodeAt(offset + found.length);
    const hasPort = after === 0x3a && /\d/.test(text[offset + found.length + 1] ?? '');
    return !hasPort && versionBefore.test(before.slice(before.lastIndexOf('\n') + 1)) ? found : ip4(found);
  };

  const maskHost = (whole: string, before: string, name: string): string =>
    plainHosts.has(name.toLowerCase()) || isIP(name) !== 0 || /^\d+$/.test(name) || name.startsWith('198.1') ? whole : `${before}${hosts(name)}`;

  return {
    redact: (lines) =>
      maskSecrets(maskKeyLines(lines))
        .replace(mail, (found) => `${users(found)}@example.com`)
        .replace(address, (found: string, ...groups: unknown[]) => maskAddress(groups.at(-1) as string, found, groups.at(-2) as number))
        .replace(address6, (found) =>
          /\d/.test(found) && isIPv6(found) && !isEverywhere(found) && (found.includes('::') || found.split(':').length === 8)
            ? ip6(found.toLowerCase())
            : found,
        )
        .replace(homePath, (_whole, before: string, name: string) => `${before}${users(name)}`)
        .replace(host, maskHost),
  };
};
