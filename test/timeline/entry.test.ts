import { describe, expect, it } from 'vitest';
import { evidenceOf, tickOf } from '../../src/timeline/entry.js';
import { recordsOf } from '../read/records.js';

describe('evidence of a traceback that others wrote into', () => {
  const [record] = recordsOf('(A pid=1) Traceback (most recent call last):\n(B pid=2) up\n(A pid=1)   File "a.py", line 3, in f\n(A pid=1) ValueError: no\n');
  const cited = (line: number) => record !== undefined && evidenceOf({ ...tickOf(record, null, null), line });

  it('is the line that has the number', () => {
    expect(cited(1)).toMatchObject({ line: 1, text: '(A pid=1) Traceback (most recent call last):' });
    expect(cited(4)).toMatchObject({ line: 4, text: '(A pid=1) ValueError: no' });
  });
});
