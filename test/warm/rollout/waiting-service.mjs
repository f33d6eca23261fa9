import { appendFileSync } from 'node:fs';
import { createServer } from 'node:http';

/*
 * A service whose work is waiting, so that a test measures rollouts and not processors: node waiting-service.mjs PORT NAME LOG
 * FIRST_MS STEADY_MS. The first request of each length waits FIRST_MS, later ones STEADY_MS. Each request leaves a line in LOG when it comes and
 * when it is answered; a header tells a user's from a probe's. POST /slow MS makes all later ones slower, POST /fail answers them with 500;
 * /slow-users and /fail-users do so to those of users only.
 */
const [port, name, log, firstMilliseconds, steadyMilliseconds] = process.argv.slice(2);
const known = new Map();
const harm = { all: { extra: 0, isFailing: false }, users: { extra: 0, isFailing: false } };
let count = 0;

const bodyOf = async (request) => {
  let text = '';
  for await (const chunk of request) text += chunk;
  return text;
};

const wait = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));

const server = createServer(async (request, response) => {
  if (request.method === 'GET') return response.end('here');
  const body = await bodyOf(request);
  const [, kind, whose = 'all'] = /^\/(slow|fail)(?:-(users))?$/.exec(request.url) ?? [];
  if (kind !== undefined) {
    Object.assign(harm[whose], kind === 'slow' ? { extra: Number(body) } : { isFailing: true });
    return response.end();
  }
  const { text } = JSON.parse(body);
  const length = text.split(' ').length;
  const isCold = !known.has(length);
  // As a model that is being traced: whoever comes meanwhile waits too.
  if (isCold) known.set(length, wait(Number(firstMilliseconds)));
  const isUser = request.headers['x-user'] !== undefined;
  const id = `${process.pid}-${count++}`;
  const note = (kind) => appendFileSync(log, `${JSON.stringify({ kind, id, name, isCold, isUser })}\n`);
  note('came');
  await known.get(length);
  const suffered = isUser ? [harm.all, harm.users] : [harm.all];
  await wait(suffered.reduce((sum, { extra }) => sum + extra, Number(steadyMilliseconds)));
  note('answered');
  response
    .writeHead(suffered.some(({ isFailing }) => isFailing) ? 500 : 200, { 'content-type': 'application/json' })
    .end(JSON.stringify({ name: 'model', length }));
});
server.keepAliveTimeout = 60_000;
server.listen(Number(port), '127.0.0.1', () => console.log('listening'));
