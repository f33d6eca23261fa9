import { describe, expect, it } from 'vitest';
import { signalProofs } from '../../../src/rules/selftest/signal-proof.js';
import { rulesFrom, signal } from '../given.js';

describe('the proof of a signal', () => {
  it('counts its lines, its near misses, its own references or else those of its runtime, and what fails', () => {
    const { runtimes } = rulesFrom(
      signal('a', 'abc def') +
        "  - { id: demo/b, pattern: 'ghi', versions: '>=2', examples: [x, y], counterexamples: [z], references: ['https://example.org/b'] }\n",
    );
    const failed = [{ rule: 'demo/b', kind: 'example' as const, index: 0, failure: 'does not match' }];
    expect(signalProofs(runtimes, failed)).toEqual([
      { id: 'demo/a', runtime: 'demo', patterns: 1, examples: 1, counterexamples: 1, references: 0, sharedReferences: 1, failed: 0, versions: null },
      { id: 'demo/b', runtime: 'demo', patterns: 1, examples: 2, counterexamples: 1, references: 1, sharedReferences: 0, failed: 1, versions: '>=2' },
    ]);
  });
});
