import type { Chance } from './chance.js';

/** What wraps a message into a line, and whether its clock is what the record must carry (to its resolution). */
export type Envelope = { readonly name: string; readonly resolutionSeconds: number | null; readonly wrap: (message: string, instant: number) => string };

const iso = (instant: number): string => new Date(Math.round(instant * 1000)).toISOString();
const pad = (value: number): string => String(value).padStart(2, '0');
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const syslogDate = (instant: number): string => {
  const date = new Date(instant * 1000);
  return `${months[date.getUTCMonth()]} ${String(date.getUTCDate()).padStart(2, ' ')} ${iso(instant).slice(11, 19)}`;
};

/** Outer ones: a collector's. */
const outer: readonly Envelope[] = [
  { name: 'docker', resolutionSeconds: 1e-3, wrap: (text, at) => JSON.stringify({ log: `${text}\n`, stream: 'stderr', time: iso(at) }) },
  { name: 'cri', resolutionSeconds: 1e-3, wrap: (text, at) => `${iso(at)} stdout F ${text}` },
  { name: 'compose', resolutionSeconds: null, wrap: (text) => `scorer-1  | ${text}` },
  { name: 'kubectl', resolutionSeconds: null, wrap: (text) => `[pod/scorer-7d9c/main] ${text}` },
  {
    name: 'journald',
    resolutionSeconds: 1e-6,
    wrap: (text, at) =>
      JSON.stringify({ __REALTIME_TIMESTAMP: String(Math.round(at * 1e6)), _PID: '41', _SYSTEMD_UNIT: 'scorer.service', PRIORITY: '6', MESSAGE: text }),
  },
  { name: 'syslog', resolutionSeconds: 1, wrap: (text, at) => `${syslogDate(at)} gpu-host scorer[4121]: ${text}` },
  { name: 'rfc5424', resolutionSeconds: 1e-3, wrap: (text, at) => `<34>1 ${iso(at)} gpu-host scorer 4121 - - ${text}` },
];

/** Inner ones: the program's own logger's. */
const inner: readonly Envelope[] = [
  { name: 'json', resolutionSeconds: 1e-3, wrap: (text, at) => JSON.stringify({ timestamp: iso(at), level: 'info', message: text }) },
  { name: 'pino', resolutionSeconds: 1e-3, wrap: (text, at) => JSON.stringify({ level: 30, time: Math.round(at * 1000), pid: 7, msg: text }) },
  { name: 'logfmt', resolutionSeconds: 1e-3, wrap: (text, at) => `time=${iso(at)} level=INFO msg=${JSON.stringify(text)}` },
  {
    name: 'glog',
    resolutionSeconds: 1e-6,
    wrap: (text, at) => {
      const date = new Date(at * 1000);
      return `I${pad(date.getUTCMonth() + 1)}${pad(date.getUTCDate())} ${iso(at).slice(11, 23)}000    41 server.cc:88] ${text}`;
    },
  },
  {
    name: 'python',
    resolutionSeconds: 1e-3,
    wrap: (text, at) => `${iso(at).slice(0, 19).replace('T', ' ')},${iso(at).slice(20, 23)} - server - INFO - ${text}`,
  },
  { name: 'plain', resolutionSeconds: null, wrap: (text) => text },
];

/** Up to three envelopes, outermost first: a collector's, perhaps another's around it, and the program's logger inside. */
export const someEnvelopes = (chance: Chance): readonly Envelope[] => [...chance.some(2, () => chance.pick(outer)), chance.pick(inner)];

/** The message in all of them. */
export const wrapped = (message: string, envelopes: readonly Envelope[], instant: number): string =>
  envelopes.reduceRight((text, envelope) => envelope.wrap(text, instant), message);
