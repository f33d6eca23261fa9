import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, expect, it } from 'vitest';
import { openChdb } from '../../../src/cli/fleet/chdb.js';

const folder = mkdtempSync(join(tmpdir(), 'coldcase-chdb-'));
afterAll(() => rmSync(folder, { recursive: true }));

const address = { kind: 'chdb', at: folder, user: '', password: '', database: 'default', table: null } as const;

/** A folder with a package of that name in it, of that code. */
const withPackage = (name: string, code: string): string => {
  const home = join(folder, name);
  mkdirSync(join(home, 'node_modules/chdb'), { recursive: true });
  writeFileSync(join(home, 'node_modules/chdb/index.js'), code);
  return home;
};

const besides = (home: string): string => pathToFileURL(join(home, 'coldcase.js')).href;

it('takes a package that is a link', () => {
  const real = withPackage('real', "const inner = require('inner'); exports.Session = class { constructor(at) { this.at = inner(at); } };");
  mkdirSync(join(real, 'node_modules/inner'));
  writeFileSync(join(real, 'node_modules/inner/index.js'), 'module.exports = (at) => at;');
  const home = join(folder, 'linked');
  mkdirSync(join(home, 'node_modules'), { recursive: true });
  symlinkSync(join(real, 'node_modules/chdb'), join(home, 'node_modules/chdb'), 'junction');
  expect(openChdb(address, { besides: besides(home) }).name).toBe(`chdb:${folder}`);
});

it('says of a package without its engine that it is to be installed anew', () => {
  const home = withPackage('broken', "throw new Error('no native binding for this system')");
  expect(() => openChdb(address, { besides: besides(home) })).toThrow(
    /broken.node_modules.chdb.index\.js: cannot be loaded \(no native binding for this system\); install it anew: `npm install chdb@/,
  );
});
