import { describe, expect, it } from 'vitest';
import { type RuntimeRules, runtimeSchema } from '../../src/rules/schema.js';
import { rankRuntimes } from '../../src/timeline/runtime.js';

const rule = (runtime: string, kind: RuntimeRules['kind'], over?: readonly string[]): RuntimeRules =>
  runtimeSchema.parse({ runtime, title: runtime, kind, detect: [], signals: [], ...(over === undefined ? {} : { over }) });

const ranked = (lines: { readonly [runtime: string]: number }, ...rules: readonly RuntimeRules[]): string[] =>
  rankRuntimes(new Map(Object.entries(lines)), rules);

describe('what serves', () => {
  it('is the model server, then the HTTP server, the library, the platform', () => {
    const rules = [rule('k8s', 'platform'), rule('torch', 'library'), rule('uvicorn', 'http'), rule('vllm', 'server')];
    expect(ranked({ k8s: 90, torch: 9, uvicorn: 5, vllm: 1 }, ...rules)).toEqual(['vllm', 'uvicorn', 'torch', 'k8s']);
  });

  it('is none that the log does not show, and no plain words', () => {
    expect(ranked({ torch: 1, generic: 9 }, rule('torch', 'library'), rule('vllm', 'server'), rule('generic', 'generic'))).toEqual(['torch']);
  });

  it('is of one kind the one with more lines, then the first by name', () => {
    expect(ranked({ b: 2, a: 2, c: 3 }, rule('b', 'server'), rule('a', 'server'), rule('c', 'server'))).toEqual(['c', 'a', 'b']);
  });

  it('is of one kind none that another, which is there, is declared to be over', () => {
    expect(ranked({ inner: 9, outer: 1 }, rule('inner', 'server'), rule('outer', 'server', ['inner']))).toEqual(['outer', 'inner']);
    expect(ranked({ inner: 9, other: 1 }, rule('inner', 'server'), rule('outer', 'server', ['inner']), rule('other', 'server'))).toEqual(['inner', 'other']);
  });
});
