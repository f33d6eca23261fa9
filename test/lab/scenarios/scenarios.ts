import type { Scenario } from '../scenario.js';
import { nodeScenarios } from './node.js';
import { pythonScenarios } from './python.js';

/** Every scenario of the lab, by a name that is its own. */
export const scenarios: readonly Scenario[] = [...nodeScenarios, ...pythonScenarios];
