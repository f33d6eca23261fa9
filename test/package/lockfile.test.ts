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

type Locked = { readonly license?: string; readonly dev?: boolean; readonly hasInstallScript?: boolean };

const locked = Object.entries(JSON.parse(lockfile).packages as { readonly [path: string]: Locked }).filter(([path]) => path !== '');

describe('what is installed', () => {
  it('has licences that let anybody use and pass it on', () => {
    const permissive = /^(?:MIT|ISC|0BSD|Apache-2\.0|BSD-[23]-Clause|BlueOak-1\.0\.0|CC0-1\.0|CC-BY-4\.0|Python-2\.0|\(?MIT OR [\w.-]+\)?)$/;
    const others = locked
      .filter(([, { license = '' }]) => !permissive.test(license))
      .map(([path, { license, dev }]) => [path.split('node_modules/').at(-1), license, dev]);
    // Weak copyleft, by its own files, and for tests alone.
    expect(others.filter(([, license, dev]) => license !== 'MPL-2.0' || dev !== true)).toEqual([]);
  });

  it('runs no script of its own but where that is allowed, and that is one', () => {
    const named = new Set(locked.filter(([, { hasInstallScript }]) => hasInstallScript).map(([path]) => path.split('node_modules/').at(-1)));
    expect([...named].filter((name) => packageJson.allowScripts[name ?? ''] === undefined)).toEqual([]);
    expect(Object.keys(packageJson.allowScripts).filter((name) => packageJson.allowScripts[name])).toEqual(['esbuild']);
  });
});

describe('package.json', () => {
  it('names files that the build makes', () => {
    const named = [packageJson.bin.coldcase, packageJson.exports['.'].types, packageJson.exports['.'].default];
    expect(named.filter((path) => !existsSync(path))).toEqual([]);
  });
});
