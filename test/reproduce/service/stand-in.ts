import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const folder = mkdtempSync(join(tmpdir(), 'coldcase-service-'));
let programs = 0;

/** The command that runs a Node program, with `port` in its scope. */
export const commandOf = (port: number, program: string): string => {
  programs += 1;
  const path = join(folder, `service-${programs}.cjs`);
  writeFileSync(path, `const port = ${port};\n${program}`);
  return `exec '${process.execPath}' '${path}'`;
};

/** A server that is ready at once and echoes what it is sent. */
export const echo = `
const { createServer } = require('node:http');
createServer((request, response) => {
  if (request.method === 'GET') return response.end('well');
  const chunks = [];
  request.on('data', (chunk) => chunks.push(chunk)).on('end', () => response.end(Buffer.concat(chunks)));
}).listen(port, '127.0.0.1', () => console.log('ready to serve requests'));
`;
