import { createServer } from 'node:http';

/*
 * A replica whose work is waiting: node queueing-service.mjs PORT CONCURRENCY STEADY_MS COLD_MS VARIATION. Works on CONCURRENCY requests at
 * once, the others wait in turn; each takes STEADY_MS on the average with that coefficient of variation (lognormal). The first one does the
 * cold work, for which all wait.
 */
const [port, concurrency, steady, coldMilliseconds, variation] = process.argv.slice(2).map(Number);
const waiting = [];
let working = 0;
let awake = null;

const wait = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));
const variance = Math.log(1 + variation ** 2);
const normal = () => Math.sqrt(-2 * Math.log(1 - Math.random())) * Math.cos(2 * Math.PI * Math.random());

const work = async (response) => {
  working++;
  awake ??= wait(coldMilliseconds);
  await awake;
  await wait(steady * Math.exp(Math.sqrt(variance) * normal() - variance / 2));
  response.end('done');
  working--;
  const next = waiting.shift();
  if (next !== undefined) void work(next);
};

const server = createServer((request, response) => {
  if (request.url === '/health') return response.end('here');
  if (working < concurrency) return void work(response);
  waiting.push(response);
});
server.keepAliveTimeout = 60_000;
server.listen(port, '127.0.0.1', () => console.log('listening'));
