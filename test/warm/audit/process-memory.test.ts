import { describe, expect, it } from 'vitest';
import { listenerOf, memoryOf, processTree } from '../../../src/warm/audit/process-memory.js';

const mebibyte = 1024 ** 2;

/** A machine of some processes, as the kernel tells of it. */
const proc = (more: Readonly<{ [path: string]: string }> = {}) => {
  const files: Readonly<{ [path: string]: string }> = {
    '/proc/1/stat': '1 (init) S 0 1 1 0',
    '/proc/10/stat': '10 (sh -c (serve)) S 1 10 10 0',
    '/proc/11/stat': '11 (python) S 10 10 10 0',
    '/proc/12/stat': '12 (python) S 11 10 10 0',
    '/proc/20/stat': '20 (other) S 1 20 20 0',
    '/proc/10/smaps_rollup': 'Rss:  9999 kB\nPss:  1024 kB\n',
    '/proc/11/smaps_rollup': 'Rss:  9999 kB\nPss:  2048 kB\n',
    '/proc/12/status': 'Name:\tpython\nVmRSS:\t    1024 kB\n',
    '/proc/meminfo': 'MemTotal:        8192 kB\nMemFree: 1 kB\n',
    ...more,
  };
  return {
    readText: async (path: string) => files[path] ?? null,
    list: async (path: string) => (path === '/proc' ? ['1', '10', '11', '12', '20', 'self'] : path === '/proc/11/fd' ? ['0', '7'] : []),
    linkOf: async (path: string) => (path === '/proc/11/fd/7' ? 'socket:[4242]' : '/dev/null'),
  };
};

describe('the memory of a service', () => {
  it('is that of its process and of all that descend from it', async () => {
    expect(await processTree(10, proc())).toEqual([10, 11, 12]);
    expect(await memoryOf(10, 16 * mebibyte, proc())).toEqual({ usedBytes: 4 * mebibyte, processes: 3, limitBytes: 16 * mebibyte, by: 'as given' });
  });

  it.each([
    [
      'version 2',
      { '/proc/10/cgroup': '0::/pod/container\n', '/sys/fs/cgroup/pod/container/memory.max': 'max\n', '/sys/fs/cgroup/pod/memory.max': '6291456\n' },
    ],
    ['version 1', { '/proc/10/cgroup': '5:cpu,memory:/pod\n0::/\n', '/sys/fs/cgroup/memory/pod/memory.limit_in_bytes': '6291456\n' }],
  ])('is measured against the smallest limit of its control groups, %s', async (_, files) => {
    expect(await memoryOf(10, null, proc(files))).toMatchObject({ limitBytes: 6 * mebibyte, by: 'its control group' });
  });

  it('is measured against the machine where its control group has no limit', async () => {
    const none = { '/proc/10/cgroup': '4:memory:/pod\n', '/sys/fs/cgroup/memory/pod/memory.limit_in_bytes': '9223372036854771712\n' };
    expect(await memoryOf(10, null, proc(none))).toMatchObject({ limitBytes: 8 * mebibyte, by: 'the machine' });
  });

  it('is not known where it cannot be read', async () => {
    expect(await memoryOf(20, null, proc())).toEqual({ problem: 'the memory of process 20 cannot be read; run as its user, or as root' });
  });
});

describe('who listens on a port', () => {
  const table = `  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode
   0: 0100007F:1F90 0100007F:D431 01 00000000:00000000 00:00000000 00000000     0        0 999 1 0
   1: 00000000:1F90 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 4242 1 0
`;

  it('is the process that holds the listening socket', async () => {
    expect(await listenerOf(8080, proc({ '/proc/net/tcp': table }))).toBe(11);
    expect(await listenerOf(8081, proc({ '/proc/net/tcp': table }))).toBeNull();
  });
});
