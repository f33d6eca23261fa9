import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { gapsOf } from '../../src/diagnose/gaps.js';
import type { Boot } from '../../src/model/boot.js';
import { runtimeSchema } from '../../src/rules/schema.js';
import { boot, line } from './boot.js';

const runtimeWith = (suspects: unknown, runtime = 'mine', kind = 'server') =>
  runtimeSchema.parse({ runtime, title: 'T', kind, detect: ['abc'], signals: [], suspects });

const silence = (after: string, before: string): Boot['gaps'][number] => ({
  scope: 'startup',
  seconds: 9,
  errorSeconds: 1,
  start: 1,
  end: 10,
  after: line(1, after),
  before: line(2, before),
});

describe('what a runtime may have done in a silence', () => {
  const mine = runtimeWith([{ after: 'begin load', before: 'end load', phase: 'weights-load', because: 'It reads.' }]);

  it('is named where both records are those that a rule names', () => {
    const [gap] = gapsOf(boot({ runtime: 'mine', gaps: [silence('x begin load', 'end load y')] }), [mine]);
    expect(gap).toMatchObject({ suspect: 'weights-load', why: 'It reads.' });
  });

  it('is never named where no rule says so', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (after, before) => {
        fc.pre(!(after.includes('begin load') && before.includes('end load')));
        expect(gapsOf(boot({ runtime: 'mine', gaps: [silence(after, before)] }), [mine])).toMatchObject([{ suspect: null, why: null }]);
      }),
    );
  });

  it('is not taken from a runtime that is not in the log', () => {
    const gaps = [silence('begin load', 'end load')];
    expect(gapsOf(boot({ runtime: 'other', runtimes: ['other'], gaps }), [mine])[0]?.suspect).toBeNull();
  });

  it('is named by plain words for any service', () => {
    const plain = runtimeWith([{ after: 'begin load', phase: 'weights-load', because: 'It reads.' }], 'generic', 'generic');
    expect(gapsOf(boot({ runtime: 'other', runtimes: ['other'], gaps: [silence('begin load', 'z')] }), [plain])[0]?.suspect).toBe('weights-load');
  });

  it('needs one record at least that the rule names', () => {
    const vague = runtimeWith([{ phase: 'compile', because: 'It may compile.' }]);
    expect(gapsOf(boot({ runtime: 'mine', gaps: [silence('a', 'b')] }), [vague])[0]?.suspect).toBeNull();
  });
});
