import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';

const command = 'dist/bin/coldcase.js';

/** Modules that are loaded whatever command is asked for: what stands at the top of a file, followed. */
function loadedAtStart(path: string, seen = new Set<string>()): Set<string> {
  if (seen.has(path)) return seen;
  seen.add(path);
  const specifiers = [...readFileSync(path, 'utf8').matchAll(/(?<!=> ?)\brequire\(["'`]([^"'`]+)["'`]\)/g)].map((match) => match[1] ?? '');
  for (const specifier of specifiers) {
    if (specifier.startsWith('.')) loadedAtStart(join(dirname(path), specifier), seen);
    else seen.add(specifier);
  }
  return seen;
}

describe('the built command', () => {
  it('can be executed and asks for Node', () => {
    expect(readFileSync(command, 'utf8').split('\n', 1)).toEqual(['#!/usr/bin/env node']);
    expect(statSync(command).mode & 0o111).toBe(0o111);
  });

  it('needs no installed package to start', () => {
    const packages = [...loadedAtStart(command)].filter((name) => !name.startsWith('dist') && !isBuiltin(name));
    expect(packages).toEqual([]);
  });

  it('loads neither rules nor reports before it knows which command was asked for', () => {
    const text = [...loadedAtStart(command)].filter((name) => name.startsWith('dist')).map((path) => readFileSync(path, 'utf8'));
    expect(text.join('\n')).not.toContain('prefilter');
  });

  it('imports nothing from the file that is kept compiled, where that cannot be done', () => {
    expect(readFileSync('dist/bin/diagnosis.js', 'utf8').match(/\bimport\([^)]{0,80}\)/g)).toBeNull();
  });

  it.each(['first', 'second'])('unpacks a log on its %s run, compiled and kept', () => {
    const file = join(mkdtempSync(join(tmpdir(), 'coldcase-built-')), 'lesson.log.gz');
    writeFileSync(file, gzipSync(readFileSync('fixtures/lesson.log')));
    const { status, stdout, stderr } = spawnSync(process.execPath, [command, file], { encoding: 'utf8' });
    expect([status, stdout.split(':', 1)[0], stderr]).toEqual([0, 'cold', '']);
  });
});
