import { describe, expect, it } from 'vitest';
import { type BootReport, diagnose } from '../src/index.js';

type Group = { readonly name: string; readonly starts: number; readonly causes: readonly string[] };

/** How many starts each group has, and what was arranged in each of them (fixtures/captured/repeats/README.md), as causes. */
const groups: readonly Group[] = [
  { name: 'before', starts: 30, causes: [] },
  { name: 'unchanged-busier', starts: 10, causes: [] },
  { name: 'unchanged', starts: 10, causes: [] },
  { name: 'no-compile-cache', starts: 10, causes: ['compile-at-startup', 'compile-cache-cold'] },
  { name: 'lazy-tokenizer', starts: 10, causes: ['tokenizer-in-request'] },
  { name: 'shape-dropped', starts: 10, causes: ['compile-in-request', 'shape-not-warmed'] },
];

const arranged = new Set(groups.flatMap((group) => group.causes));
const startsOf = async (group: string): Promise<readonly BootReport[]> => (await diagnose(`fixtures/captured/repeats/${group}`)).boots;
const secondsOf = ({ phases }: BootReport, phase: string, scope: string) =>
  phases.find((total) => total.phase === phase && total.scope === scope)?.seconds ?? 0;

describe('the repeated starts of one service', () => {
  for (const { name, starts, causes } of groups) {
    it(`${name}: ${causes.length === 0 ? 'none of the faults' : causes.join(' and ')} in each start`, async () => {
      const found = (await startsOf(name)).map((boot) =>
        boot.causes
          .map((cause) => cause.id)
          .filter((id) => arranged.has(id))
          .sort(),
      );
      expect(found).toEqual(Array.from({ length: starts }, () => causes));
    });

    it(`${name}: time to ready and first request are read in each start, and the phases account for them`, async () => {
      for (const boot of await startsOf(name)) {
        expect(boot.timeToReadySeconds, boot.id).toBeGreaterThan(0);
        expect(boot.firstRequestSeconds, boot.id).toBeGreaterThan(0);
        expect(boot.attributedSeconds.startup + (boot.gapSeconds.startup ?? Number.NaN), boot.id).toBeCloseTo(boot.timeToReadySeconds ?? 0, 4);
      }
    });
  }

  it('no-compile-cache: building the kernel is the longest phase of the start', async () => {
    for (const boot of await startsOf('no-compile-cache')) {
      expect(boot.phases.filter((total) => total.scope === 'startup').sort((a, b) => b.seconds - a.seconds)[0]?.phase, boot.id).toBe('compile');
    }
  });

  it('lazy-tokenizer: the first request loads the tokenizer, the start does not', async () => {
    for (const boot of await startsOf('lazy-tokenizer')) {
      expect(secondsOf(boot, 'tokenizer', 'startup'), boot.id).toBe(0);
      expect(secondsOf(boot, 'tokenizer', 'request'), boot.id).toBeGreaterThan(0);
    }
  });

  it('shape-dropped: the first request, of length 512, traces the graph', async () => {
    for (const boot of await startsOf('shape-dropped')) {
      expect(boot.firstRequests[0]?.shape, boot.id).toEqual({ batch: 1, sequence: 512 });
      expect(secondsOf(boot, 'compile', 'request'), boot.id).toBeGreaterThan(0);
    }
  });
});
