import type { Scenario } from '../scenario.js';
import { nodeScenarios } from './node.js';
import { pythonScenarios } from './python.js';

/** Every scenario of the lab, by a name that is its own. */
export const scenarios: readonly Scenario[] = [...nodeScenarios, ...pythonScenarios];

/** Of the TypeScript service, what `--all` adds: each is near to another one. */
const furtherOfNode: ReadonlySet<string> = new Set([
  'cache-not-writable',
  'graph-cache-missing',
  'warmup-too-large',
  'no-model',
  'other-zone',
  'healthy-cached-hub',
  'healthy-two-shapes',
]);

/** Of PyTorch's, what runs without `--all`: an import of PyTorch alone takes seconds. */
const usualOfPython: ReadonlySet<string> = new Set([
  'uvicorn-lazy-tokenizer',
  'gunicorn-hub-hangs',
  'uvicorn-compile-in-request',
  'gunicorn-compile-cache-cold',
  'gunicorn-pickle-and-tokenizer',
  'uvicorn-port-taken',
  'uvicorn-no-model',
  'gunicorn-cuda-required',
  'gunicorn-crash-loop',
  'gunicorn-healthy',
]);

/** What runs where no scenario is named: under five minutes on two CPUs that have nothing else to do. */
export const usualScenarios: readonly Scenario[] = scenarios.filter(({ id, service }) => (service === 'node' ? !furtherOfNode.has(id) : usualOfPython.has(id)));
