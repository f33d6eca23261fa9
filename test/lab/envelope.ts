import type { Envelope } from './scenario.js';
import type { Line } from './service/group.js';

const pods = ['embedder-7d9f8b6c5-x2k4q', 'embedder-7d9f8b6c5-m8vzt'];

/** The log file that a collector makes of captured lines, in the order in which they came. */
export function enveloped(lines: readonly Line[], envelope: Envelope, pid: number): string {
  return lines.map((line) => `${wrapped(line, envelope, pid)}\n`).join('');
}

function wrapped({ text, epoch, stream, replica }: Line, envelope: Envelope, pid: number): string {
  switch (envelope) {
    case 'plain':
      return text;
    case 'docker-json':
      return JSON.stringify({ log: `${text}\n`, stream, time: nanoseconds(epoch) });
    case 'cri':
      return `${nanoseconds(epoch)} ${stream} F ${text}`;
    case 'journald':
      return `${syslogTime(epoch)} node-1 embedder[${pid}]: ${text}`;
    case 'kubectl':
      return `[pod/${pods[replica % pods.length]}/embedder] ${text}`;
    case 'compose':
      return `embedder-${replica + 1}  | ${text}`;
  }
}

/** RFC 3339 with nine digits, as Docker and containerd write it. */
function nanoseconds(epoch: number): string {
  return `${new Date(epoch * 1000).toISOString().slice(0, -1)}${'123456'}Z`;
}

/** The time of classic syslog: the day padded with a blank, whole seconds, no year. */
function syslogTime(epoch: number): string {
  const [, day = '', month = '', , time = ''] = new Date(epoch * 1000).toUTCString().split(' ');
  return `${month} ${String(Number(day)).padStart(2, ' ')} ${time}`;
}
