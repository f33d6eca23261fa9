import { createServer, type Socket } from 'node:net';
import { expect, it } from 'vitest';
import { freePort } from '../../../src/cli/audit/free-port.js';
import { proxyAt } from '../../../src/warm/rollout/proxy-socket.js';

it('does not listen to what speaks without end where HAProxy should be', async () => {
  const port = await freePort();
  const sockets: Socket[] = [];
  const server = createServer((socket) => {
    const more = (): void => {
      if (!socket.destroyed) socket.write(Buffer.alloc(1024 ** 2), more);
    };
    sockets.push(socket.on('error', () => {}));
    more();
  });
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  await expect(proxyAt(`127.0.0.1:${port}`)(['show stat'])).rejects.toThrow(`more than 64 MiB from 127.0.0.1:${port}`);
  for (const socket of sockets) socket.destroy();
  server.close();
}, 20_000);
