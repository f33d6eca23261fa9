import { readFile, stat } from 'node:fs/promises';
import { UserError } from '../../model/user-error.js';
import type { Service, ServiceRequest, Variant } from '../../reproduce/service/service.js';
import { httpUrl } from '../options/http-url.js';
import { requestHeaders } from '../options/request-headers.js';
import type { ReproduceOptions } from './options.js';

const readyUrl = (text: string): URL => {
  const url = httpUrl(text);
  if (url !== null) return url;
  throw new UserError(`--ready ${text}: give a URL, as in --ready http://localhost:8000/health`);
};

const memberNames = (body: Buffer): ReadonlySet<string> => {
  try {
    const value: unknown = JSON.parse(body.toString());
    return new Set(typeof value === 'object' && value !== null ? Object.keys(value) : []);
  } catch {
    return new Set();
  }
};

/** Where a body of the protocol that most servers of language models speak goes; otherwise to the root. */
const usualPath = (body: Buffer): string => {
  const names = memberNames(body);
  if (names.has('messages')) return '/v1/chat/completions';
  return names.has('prompt') ? '/v1/completions' : '/';
};

const requestFrom = async (file: string, base: URL, { path, header = [] }: ReproduceOptions): Promise<ServiceRequest> => {
  const body = await readFile(file).catch((error: NodeJS.ErrnoException) => {
    throw new UserError(`it cannot be read (${error.code ?? error.message}); name the file that holds the body of the request`, { file });
  });
  return { url: new URL(path ?? usualPath(body), base), body, headers: { 'content-type': 'application/json', ...requestHeaders(header) } };
};

const namedFiles = async (files: readonly string[]): Promise<readonly string[]> => {
  for (const file of files) {
    const found = await stat(file).catch(() => null);
    if (found?.isFile() !== true) throw new UserError('there is no such file to evict; name the files of the weights', { file });
  }
  return files;
};

/** The server that `--command` and what goes with it describe. Throws a UserError. */
export const serviceFrom = async (options: ReproduceOptions): Promise<Service> => {
  const { command = '', ready, request, path, evict = [] } = options;
  if (command.trim() === '') throw new UserError("--command is empty; give what starts the server, as in --command 'python serve.py'");
  if (ready === undefined) throw new UserError('--command: say how the server is known to be ready, as in --ready http://localhost:8000/health');
  if (path !== undefined && request === undefined) throw new UserError(`--path ${path}: there is no request; give its body, as in --request body.json`);
  if (options.concurrency !== undefined && request === undefined)
    throw new UserError(`--concurrency ${options.concurrency}: there is no request; give its body, as in --request body.json`);
  const url = readyUrl(ready);
  return { command, ready: url, request: request === undefined ? null : await requestFrom(request, url, options), files: await namedFiles(evict) };
};

const pairOf = (text: string, option: string, example: string): readonly [string, string] => {
  const at = text.indexOf('=');
  if (at > 0 && at < text.length - 1) return [text.slice(0, at), text.slice(at + 1)];
  throw new UserError(`${option} ${text}: give ${example}`);
};

/** The other ways to start it that `--variant` and `--set` name, each compared with the command by itself. Throws a UserError. */
export const variantsFrom = ({ command = '', variant = [], set = [] }: ReproduceOptions): Variant[] => {
  const commands = variant.map((text): Variant => {
    const [name, other] = pairOf(text, '--variant', "a name and a command, as in --variant 'preload=gunicorn --preload app:app'");
    return { id: name, title: name, start: { command: other, set: {} } };
  });
  const settings = set.map((text): Variant => {
    const [name, value] = pairOf(text, '--set', 'a variable and its value, as in --set OMP_NUM_THREADS=1');
    return { id: text, title: text, start: { command, set: { [name]: value } } };
  });
  const all = [...commands, ...settings];
  const twice = all.find(({ id }, place) => all.findIndex((other) => other.id === id) !== place);
  if (twice !== undefined) throw new UserError(`two variants are called ${twice.id}; give each a name of its own`);
  return all;
};
