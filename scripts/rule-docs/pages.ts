import type { LoadedRules } from '../../src/rules/yaml/load.js';
import type { Tree } from '../write-tree.js';
import { causePage } from './cause-page.js';
import { causesIndex, runtimesIndex } from './index-pages.js';
import { runtimePage } from './runtime-page.js';

/** The folders under `docs/` that hold nothing but pages made from rules. */
export const ruleFolders = ['runtimes', 'causes'] as const;

/** The pages of all runtimes and causes, by their path under `docs/`. Throws the first thing that is wrong with a rule file. */
export function rulePages({ runtimes: runtimeFiles, causes: causeFiles, problems }: LoadedRules): Tree {
  const [problem] = problems;
  if (problem !== undefined) throw problem;
  const runtimes = runtimeFiles.map(({ rule }) => rule);
  const causes = causeFiles.map(({ rule }) => rule);
  return new Map([
    ['runtimes/README.md', runtimesIndex(runtimes)],
    ...runtimes.map((runtime) => [`runtimes/${runtime.runtime}.md`, runtimePage(runtime, causes)] as const),
    ['causes/README.md', causesIndex(causes)],
    ...causes.map((cause) => [`causes/${cause.id}.md`, causePage(cause, causes, runtimes)] as const),
  ]);
}
