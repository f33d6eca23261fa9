import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

type Package = { readonly license?: string; readonly dependencies?: object; readonly devDependencies?: object };

const read = (path: string): Package => JSON.parse(readFileSync(path, 'utf8')) as Package;

const { dependencies = {}, devDependencies = {} } = read('package.json');
const rows = [...readFileSync('docs/dependencies.md', 'utf8').matchAll(/^\| `([^`]+)` \| ([^|]+) \| ([^|]+) \|$/gm)].map(([, name = '', licence, reason]) => ({
  name,
  licence,
  reason,
}));

describe('docs/dependencies.md', () => {
  it('gives a reason for every direct dependency, and for nothing else', () => {
    expect(rows.map(({ name }) => name).sort()).toEqual([...Object.keys(dependencies), ...Object.keys(devDependencies)].sort());
  });

  it('tells the licence that each package states', () => {
    for (const { name, licence } of rows) expect([name, licence]).toEqual([name, read(`node_modules/${name}/package.json`).license]);
  });

  it('knows of no version that is not pinned', () => {
    expect(Object.values({ ...dependencies, ...devDependencies })).toEqual(expect.not.arrayContaining([expect.stringMatching(/^[^\d]/)]));
  });
});
