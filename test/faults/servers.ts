import { writeFileSync } from 'node:fs';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { run } from './command.js';
import type { Fault } from './fault.js';

type Reply = { readonly name: string; readonly send: (response: ServerResponse) => void };

function* endless(text: string): Generator<string> {
  for (;;) yield text;
}

/** Answers that never end: fast ones, with lines and without, and one that comes drop by drop. */
const replies: readonly Reply[] = [
  { name: 'events', send: (response) => void Readable.from(endless(': nothing\n'.repeat(2000))).pipe(response) },
  { name: 'one line', send: (response) => void Readable.from(endless('x'.repeat(20_000))).pipe(response) },
  {
    name: 'drops',
    send: (response) => {
      const timer = setInterval(() => response.write('x'), 100);
      response.on('close', () => clearInterval(timer));
    },
  },
];

const serving = async <T>(reply: Reply, work: (url: string) => Promise<T>): Promise<T> => {
  const server = createServer((_, response) => reply.send(response.writeHead(200, { 'content-type': 'text/event-stream' })));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  try {
    return await work(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  } finally {
    server.closeAllConnections();
    server.close();
  }
};

const mostSeconds = 60;

const answersEndlessly = (command: string, expected: number, args: (url: string) => readonly string[]): Fault => ({
  name: `a server that answers endlessly, for \`coldcase ${command}\` (a heap of 300 MB)`,
  holds: `It ends within ${mostSeconds} s by a verdict, not by its memory.`,
  provoke: async (folder) => {
    writeFileSync(join(folder, 'plan.yaml'), 'version: 1\nshapes: [{ sequence: 4 }]\n');
    const told: string[] = [];
    const wrong: string[] = [];
    for (const reply of replies) {
      const begin = performance.now();
      const { status, out, err } = await serving(reply, (url) =>
        run(args(url), { folder, before: 'ulimit -c 0;', env: { NODE_OPTIONS: '--max-old-space-size=300' } }),
      );
      const seconds = (performance.now() - begin) / 1000;
      told.push(`${reply.name}: ${seconds.toFixed(0)} s, status ${status}`);
      if (status !== expected || seconds > mostSeconds)
        wrong.push(`${reply.name}: ${status} after ${seconds.toFixed(0)} s: ${out.slice(0, 300)} ${err.slice(0, 300)}`);
    }
    return { times: replies.length, seen: told.join('; '), wrong };
  },
});

/** Services that never come to an end. */
export const servers: readonly Fault[] = [
  answersEndlessly('warm', 1, (url) => ['warm', 'plan.yaml', '--target', url, '--protocol', 'openai', '--model', 'm', '--deadline', '5s', '--quiet']),
  answersEndlessly('audit', 1, (url) => [
    'audit',
    url,
    '--plan',
    'plan.yaml',
    '--protocol',
    'openai',
    '--model',
    'm',
    '--idle',
    '0s',
    '--deadline',
    '2s',
    '--quiet',
  ]),
];
