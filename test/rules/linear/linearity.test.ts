import recheck from 'recheck/lib/browser.js';
import { describe, expect, it } from 'vitest';
import { worstSteps } from '../../../src/rules/linear/cost.js';
import { boundedForm, wideRepetitions } from '../../../src/rules/linear/form.js';
import { linearityOf } from '../../../src/rules/linear/linearity.js';
import { quickLinearity } from '../../../src/rules/linear/proof.js';
import { processorSeconds } from '../../processor-seconds.js';

const linear = [
  'torch\\.compile takes (?<seconds>[\\d.]+) s in total',
  'engine took (?<seconds>[\\d.]+) seconds?(?: \\(compilation: (?<compileSeconds>[\\d.]+) s\\))?',
  'Loading[^\\n]{0,200}weights[^\\n]{0,200}took',
  'x\\s+y\\s*:\\s*z',
  '\\b\\d+ requests',
  '^ *model ready',
  '(?<![\\d.])\\d[\\d.]*s elapsed',
  '(?:ab|a)(?:bc|c)*x',
  'size (?<size>[\\d.]+ ?\\w+)',
  'abc[^\\n]*',
  '^times: (?=[\\s\\S]{0,1200}?\\btorch=\\d)(?=(?:[\\s\\S]{0,1200}?\\bgradio=\\d)?)',
];
const refused = [
  '(a+)+$',
  '(a*)*b',
  'foo[^\\n]*bar',
  '\\d+ s',
  '.*x.*y',
  'x(?:a|b|ab)*c',
  '(?:a|b)*c',
  'abc(?:\\d+,?)*s',
  '\\s*foo',
  '[^x]*x',
  '.{0,200}x.{0,200}y',
  'abc \\w+ ?\\w+ end',
  // What is looked at ahead is tried in as many ways, whether it may be missing or not.
  '^times: (?=(?:[^\\n]{0,400}\\n?){0,4}?\\btorch=\\d)',
  '^times: (?=(?:(?:[^\\n]{0,400}\\n?){0,4}?\\btorch=\\d)?)',
];

describe('linear time', () => {
  it.each(linear)('is proved of %j', (pattern) => expect(linearityOf(pattern)).toEqual({ kind: 'linear' }));

  it.each(refused)('is refused of %j, with the reason and the mend', (pattern) => {
    expect(linearityOf(pattern)).toMatchObject({ kind: 'refused', reason: expect.stringMatching(/can take (?:time that grows|\d+ steps).*(?:;|, because)/) });
  });

  it('is never proved quickly where the checker finds an attack', () => {
    const parts = ['a', 'ab', '[ab]', '[ab]+', 'a*', 'b?', '(?:ab)*', '(?:a|ab)', '(?:a|b)+', '\\b', ' ', '[^b]*', '^', '\\w+'];
    let proved = 0;
    for (const first of parts) {
      for (const second of parts) {
        for (const third of parts) {
          const pattern = `x${first}${second}${third}c`;
          if (quickLinearity(pattern).kind !== 'linear' || ++proved % 40 !== 0) continue;
          expect({ pattern, status: recheck.checkSync(pattern, 'mu', { timeout: 5_000, checker: 'automaton' }).status }).toEqual({ pattern, status: 'safe' });
        }
      }
    }
    expect(proved).toBeGreaterThan(500);
  });

  it('comes of bounding what is open; the refusal says how', () => {
    expect(boundedForm('foo[^\\n]*bar.+?baz.*')).toBe('foo[^\\n]{0,200}bar.{1,200}?baz.*');
    expect(boundedForm('(?i)foo.*bar')).toBe('(?i)foo.{0,200}bar');
    expect(boundedForm('foo\\d+bar')).toBeNull();
    expect(linearityOf('foo.*bar')).toMatchObject({ reason: expect.stringContaining('bound it: `foo.{0,200}bar`') });
  });

  it('costs steps by how often a repetition can be placed', () => {
    const steps = (pattern: string) => worstSteps(pattern, new Set(wideRepetitions(pattern)));
    expect(steps('loading[^\\n]{0,199}weights')).toBeLessThan(40);
    expect(steps('.{0,199}x.{0,199}y')).toBeGreaterThan(30_000);
  });

  it('holds in fact: a line made for it is read in a moment', () => {
    const line = 'Loading weights '.repeat(4_000);
    const search = (): void => expect(/Loading[^\n]{0,200}weights[^\n]{0,200}took/mu.test(line)).toBe(false);
    expect(processorSeconds(search)).toBeLessThan(2);
  });
});
