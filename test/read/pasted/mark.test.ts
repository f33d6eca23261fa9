import { describe, expect, it } from 'vitest';
import { withoutFarSide } from '../../../src/read/pasted/mark.js';

describe('the other side of a box', () => {
  it.each([
    ['a  │ ', 'a'],
    ['a', 'a'],
    ['│', ''],
    ['a  | ', 'a  | '],
  ])('%j gives %j', (text, inside) => {
    expect(withoutFarSide(text, '│')).toBe(inside);
  });
});
