import { describe, expect, it } from 'vitest';
import { begun } from '../../../src/warm/rollout/machine.js';
import { policyHashOf, readSaved, savedText } from '../../../src/warm/rollout/state-file.js';

describe('the state of a rollout on disk', () => {
  const saved = { state: { ...begun, why: 'stopped by SIGTERM' }, policyHash: policyHashOf('version: 1') };

  it('is read back as it was', () => {
    expect(readSaved('s.json', savedText(saved))).toEqual(saved);
  });

  it.each(['', '{}', '{"version":1}', savedText(saved).slice(0, 40), savedText(saved).replace('clear', 'clean')])('is told from any other file: %j', (text) => {
    expect(() => readSaved('s.json', text)).toThrow('s.json: is no state of a rollout; name another file by --state, or remove this one');
  });
});
