import { describe, expect, it } from 'vitest';
import { isInRange, rangeProblem } from '../../src/rules/versions.js';

describe('a range of versions', () => {
  it.each([
    ['0.8.4', '>=0.6 <0.9', true],
    ['0.9.0', '>=0.6 <0.9', false],
    ['0.5.9', '>=0.6', false],
    ['0.10.1', '>=0.6', true],
    ['0.8.4.dev3+cu121', '>=0.8.4', true],
    ['0.1.dev1+g0abc12345', '>=0.20', true],
    ['0.1.3.dev1', '>=0.20', false],
    ['v1.2', '1.2', true],
    ['1.2.7', '1.2', true],
    ['1.2.7', '1.2.x', true],
    ['1.3', '<=1.2', false],
    ['1.2.9', '<=1.2', true],
    ['0.8.9', '^0.8.2', true],
    ['0.9.0', '^0.8.2', false],
    ['1.9.0', '^1.2', true],
    ['1.2.9', '~1.2.3', true],
    ['1.3.0', '~1.2.3', false],
    ['0.7', '<0.7 || >=0.8', false],
    ['0.8', '<0.7 || >=0.8', true],
    ['2.0', '>= 1.0, < 3', true],
    ['1.0', '>1.0', false],
  ])('%s in %j: %s', (version, range, expected) => expect(isInRange(version, range)).toBe(expected));

  it('takes a version that is none as inside', () => expect(isInRange('main', '>=0.6')).toBe(true));

  it('that cannot be read is told with the mend', () => {
    expect(rangeProblem('>=0.6 <0.9')).toBeNull();
    expect(rangeProblem('newer than 0.6')).toContain('`newer` is no comparison');
  });
});
