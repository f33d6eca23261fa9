import { describe, expect, it } from 'vitest';
import { openChanges, withChangedTests } from './again.js';
import type { Change, FileResult, Noticed } from './kept.js';

const change = (line: number): Change => ({ line, column: 1, end: { line, column: 9 }, change: 'ConditionalExpression: true' });
const noticed = (line: number, by: string | null): Noticed => ({ ...change(line), by });
const result = (given: Partial<FileResult>): FileResult => ({ file: 'src/a.ts', noticed: [], survivors: [], seconds: 1, ...given });

describe('what may come out otherwise where tests have changed', () => {
  it('is what none noticed, and what one of them did', () => {
    const before = result({ survivors: [change(1)], noticed: [noticed(2, 'old.test.ts'), noticed(3, 'changed.test.ts'), noticed(4, null)] });
    expect(openChanges(before, ['changed.test.ts']).map(({ line }) => line)).toEqual([1, 3]);
  });
});

describe('what came of changes once tests have changed', () => {
  it('is what came before, and what the changed tests notice now', () => {
    const before = result({ survivors: [change(1), change(2)], noticed: [noticed(3, 'old.test.ts'), noticed(4, null)] });
    const again = result({ noticed: [noticed(2, 'new.test.ts')], survivors: [change(1)], seconds: 2 });
    expect(withChangedTests(before, again, ['new.test.ts'])).toEqual(
      result({ noticed: [noticed(3, 'old.test.ts'), noticed(4, null), noticed(2, 'new.test.ts')], survivors: [change(1)], seconds: 3 }),
    );
  });

  it('is unknown where one was noticed by a changed test alone, and is no more', () => {
    const before = result({ noticed: [noticed(1, 'changed.test.ts')] });
    expect(withChangedTests(before, result({}), ['changed.test.ts'])).toBeNull();
    expect(withChangedTests(before, result({ noticed: [noticed(1, 'other.test.ts')] }), ['changed.test.ts', 'other.test.ts'])?.noticed).toEqual([
      noticed(1, 'other.test.ts'),
    ]);
  });

  it('adds none that was not tried before', () => {
    expect(withChangedTests(result({}), result({ noticed: [noticed(1, 'new.test.ts')] }), ['new.test.ts'])).toEqual(result({ seconds: 2 }));
  });
});
