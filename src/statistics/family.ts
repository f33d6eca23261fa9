/**
 * The level that each test of a family must be able to reach, given the smallest p-value that its sizes allow (`smallestP`): `alpha`
 * over the least number for which no more tests than that can reach it. Tests that cannot are too few, and take nothing from the
 * others, since their sizes settle that beforehand: of twelve budgets of which two have runs enough, two are corrected for.
 * Tarone, A Modified Bonferroni Method for Discrete Data, Biometrics 46 (1990). `holm` then goes over those that can.
 */
export function familyAlpha(smallestPs: readonly number[], alpha: number): number {
  let tests = 1;
  while (smallestPs.filter((p) => p <= alpha / tests).length > tests) tests += 1;
  return alpha / tests;
}
