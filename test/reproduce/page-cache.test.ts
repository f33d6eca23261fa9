import { spawnSync } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { evicted, type PageCacheControl, systemPageCache } from '../../src/reproduce/page-cache.js';

const control = (given: Partial<PageCacheControl>): PageCacheControl => ({
  evict: async () => {},
  fill: async () => {},
  residentShare: async () => 0,
  ...given,
});

describe('the page cache after evicting', () => {
  it('is cold where the pages are seen to be gone', async () => {
    expect(await evicted(['m'], control({ residentShare: async () => 0.01 }))).toBe('cold');
  });

  it('is warm where they stay', async () => {
    expect(await evicted(['m'], control({ residentShare: async () => 0.5 }))).toBe('warm');
  });

  it('is unknown where nothing tells', async () => {
    expect(await evicted(['m'], control({ residentShare: async () => null }))).toBe('unknown');
  });

  it('is warm where evicting fails, and no one pretends otherwise', async () => {
    expect(await evicted(['m'], control({ evict: () => Promise.reject(new Error('no dd')) }))).toBe('warm');
  });
});

const hasFincore = spawnSync('fincore', ['--version']).status === 0;

describe.skipIf(!hasFincore)(`the page cache of this machine${hasFincore ? '' : ' (skipped: fincore of util-linux-extra is not installed)'}`, () => {
  it('holds all of a file once it was read', async () => {
    const path = join(mkdtempSync(join(tmpdir(), 'coldcase-pages-')), 'pages');
    writeFileSync(path, Buffer.alloc(1 << 20, 1));
    await systemPageCache.fill([path]);
    expect(await systemPageCache.residentShare([path])).toBeGreaterThanOrEqual(1);
  });

  it('does not tell of a file that is not there', async () => {
    expect(await systemPageCache.residentShare(['/no/such/file'])).toBeNull();
  });
});
