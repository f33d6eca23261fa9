import fc from 'fast-check';
import { expect, test } from 'vitest';
import { changeBetween } from '../../src/statistics/change.js';

const rollout = fc.array(fc.integer({ min: 1, max: 10_000 }), { minLength: 1, maxLength: 4 });
const rollouts = fc.array(rollout, { minLength: 1, maxLength: 12 });
const alpha = 0.05;
const oneEach = (values: readonly number[]) => values.map((value) => [value]);
const range = (count: number, base: number) => oneEach(Array.from({ length: count }, (_, place) => base + place));

test('tells a slower start from chance, with the shift in both units', () => {
  const change = changeBetween(range(5, 100), range(5, 150), { alpha });
  expect(change).toMatchObject({ kind: 'tested', method: 'permutation', p: 1 / 252, pFaster: 1, shift: 50 });
  if (change.kind === 'tested') expect(change.relative).toBeCloseTo(0.49, 2);
});

test('tells a faster start by the other p-value', () => {
  expect(changeBetween(range(5, 150), range(5, 100), { alpha })).toMatchObject({ p: 1, pFaster: 1 / 252, shift: -50 });
});

test('judges one new rollout by the runs before it', () => {
  expect(changeBetween(range(19, 100), [[200]], { alpha })).toMatchObject({ kind: 'tested', method: 'prediction', p: 1 / 20 });
});

test('says how many earlier rollouts are missing, and how far apart they look all the same', () => {
  expect(changeBetween(range(18, 100), [[200]], { alpha })).toMatchObject({ kind: 'too-few', needed: 19, before: 18, after: 1, estimate: { shift: 91.5 } });
  expect(changeBetween(range(2, 100), range(3, 200), { alpha })).toMatchObject({ kind: 'too-few', needed: 3 });
});

test('needs more where more budgets are judged', () => {
  expect(changeBetween(range(19, 100), [[200]], { alpha: alpha / 12 })).toMatchObject({ kind: 'too-few', needed: 239 });
});

test('counts the replicas of one rollout as one run', () => {
  const replicas = Array.from({ length: 20 }, (_, place) => 100 + place);
  expect(changeBetween([replicas], [replicas.map((value) => value + 100)], { alpha })).toMatchObject({ kind: 'too-few', before: 1, after: 1, needed: 19 });
});

test('takes a rollout for its median replica', () => {
  fc.assert(
    fc.property(rollouts, rollouts, (before, after) => {
      const middle = (one: readonly number[]) => {
        const ascending = [...one].sort((a, b) => a - b);
        return [((ascending[Math.floor((one.length - 1) / 2)] ?? 0) + (ascending[Math.floor(one.length / 2)] ?? 0)) / 2];
      };
      expect(changeBetween(before.map(middle), after.map(middle), { alpha })).toEqual(changeBetween(before, after, { alpha }));
    }),
  );
});

test('does not care for the order of rollouts or replicas', () => {
  fc.assert(
    fc.property(rollouts, rollouts, (before, after) => {
      const turned = (all: readonly (readonly number[])[]) => [...all].reverse().map((one) => [...one].reverse());
      expect(changeBetween(turned(before), turned(after), { alpha })).toEqual(changeBetween(before, after, { alpha }));
    }),
  );
});

test('does not care for the unit, but for its name', () => {
  fc.assert(
    fc.property(rollouts, rollouts, (before, after) => {
      const doubled = (all: readonly (readonly number[])[]) => all.map((one) => one.map((value) => value * 2));
      const plain = changeBetween(before, after, { alpha });
      const change = changeBetween(doubled(before), doubled(after), { alpha });
      const { shift = 0, low = 0, high = 0 } = (plain.kind === 'tested' ? plain : plain.estimate) ?? {};
      const twice = { shift: shift * 2, low: low * 2, high: high * 2 };
      expect(change).toMatchObject(plain.kind === 'tested' ? { ...plain, ...twice } : { ...plain, estimate: twice });
    }),
  );
});

test('leaves out rollouts of which nothing is known', () => {
  expect(changeBetween([...range(5, 100), []], [[], ...range(5, 150)], { alpha })).toEqual(changeBetween(range(5, 100), range(5, 150), { alpha }));
});

test('has nothing to estimate where one side is empty', () => {
  expect(changeBetween([], [[1]], { alpha })).toEqual({ kind: 'too-few', before: 0, after: 1, needed: 19, estimate: null });
  expect(changeBetween(range(30, 100), [[]], { alpha })).toEqual({ kind: 'too-few', before: 30, after: 0, needed: 19, estimate: null });
});
