import { describe, expect, it } from 'vitest';
import { containerMemory, whyFull } from '../../src/warm/memory.js';

const files = (given: { readonly [path: string]: string }) => async (path: string) => given[path] ?? null;

describe('the memory of a container', () => {
  it('is what its processes hold, without the page cache', async () => {
    const version2 = files({ '/sys/fs/cgroup/memory.stat': 'anon 600\nfile 9000\n', '/sys/fs/cgroup/memory.max': '1000\n' });
    expect(await containerMemory(version2)).toEqual({ usedBytes: 600, limitBytes: 1000 });
    const folder = '/sys/fs/cgroup/memory';
    const version1 = files({ [`${folder}/memory.stat`]: 'rss 5\ntotal_rss 700\n', [`${folder}/memory.limit_in_bytes`]: '1000\n' });
    expect(await containerMemory(version1)).toEqual({ usedBytes: 700, limitBytes: 1000 });
  });

  it('is not known where there is no limit', async () => {
    expect(await containerMemory(files({}))).toBeNull();
    expect(await containerMemory(files({ '/sys/fs/cgroup/memory.stat': 'anon 600\n', '/sys/fs/cgroup/memory.max': 'max\n' }))).toBeNull();
    const folder = '/sys/fs/cgroup/memory';
    expect(
      await containerMemory(files({ [`${folder}/memory.stat`]: 'total_rss 7\n', [`${folder}/memory.limit_in_bytes`]: '9223372036854771712\n' })),
    ).toBeNull();
  });

  it('is full where less than the headroom is left', () => {
    expect(whyFull({ usedBytes: 75, limitBytes: 100 }, 0.25)).toBeNull();
    expect(whyFull({ usedBytes: 76, limitBytes: 100 }, 0.25)).toContain('memory is at 76 % of its limit');
    expect(whyFull(null, 0.25)).toBeNull();
  });
});
