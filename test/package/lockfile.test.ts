import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const packageJson = JSON.parse(readFileSync('package.json', 'utf8'));
const lockfile = readFileSync('package-lock.json', 'utf8');

describe('the dependencies', () => {
  it('are exact versions', () => {
    const ranges = Object.values<string>({ ...packageJson.dependencies, ...packageJson.devDependencies });
    expect(ranges.filter((range) => !/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(range))).toEqual([]);
  });

  it('are locked without the address of any registry', () => {
    expect(lockfile).not.toMatch(/"resolved"|https?:\/\/[^"]*\.tgz/);
  });

  it('have a locked version that agrees with package.json', () => {
    const { dependencies, devDependencies, version, bin } = JSON.parse(lockfile).packages[''];
    expect({ dependencies, devDependencies, version, bin }).toEqual({
      dependencies: packageJson.dependencies,
      devDependencies: packageJson.devDependencies,
      version: packageJson.version,
      bin: packageJson.bin,
    });
  });
});

describe('package.json', () => {
  it('names files that the build makes', () => {
    const named = [packageJson.bin.coldcase, packageJson.exports['.'].types, packageJson.exports['.'].default];
    expect(named.filter((path) => !existsSync(path))).toEqual([]);
  });
});
