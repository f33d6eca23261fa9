import type { AddressInfo, Socket } from 'node:net';
import { createServer } from 'node:net';
import { describe, expect, it } from 'vitest';
import { openServer } from '../../../src/cli/fleet/server.js';
import { parseAddress } from '../../../src/fleet/table/address.js';

describe('a server of ClickHouse', () => {
  it('that takes the connection and never answers is given up', async () => {
    const sockets: Socket[] = [];
    const silent = createServer((socket) => sockets.push(socket));
    await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
    const { port } = silent.address() as AddressInfo;
    const opening = openServer(parseAddress('--from', `clickhouse://127.0.0.1:${port}/logs`, undefined), () => {}, [], 200);
    await expect(opening).rejects.toThrow(`clickhouse://127.0.0.1:${port}: does not answer; check host and port`);
    for (const socket of sockets) socket.destroy();
    silent.close();
  });
});
