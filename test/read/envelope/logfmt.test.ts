import { describe, expect, it } from 'vitest';
import { peelLogfmt } from '../../../src/read/envelope/logfmt.js';
import { clockOf, peeled } from './peeled.js';

const read = (line: string) => peeled(peelLogfmt, line);

describe('a line of pairs', () => {
  it('is a message, a clock and a level, the rest as fields', () => {
    const draft = read('time=2026-03-11T06:00:04Z level=warn msg="is ready" port=8000 path="/a b" empty=');
    expect([draft?.text, clockOf(draft), draft?.level, draft?.hasPrefix, draft?.isSingleLine]).toEqual([
      'is ready',
      '2026-03-11T06:00:04',
      'warning',
      true,
      false,
    ]);
    expect({ ...draft?.fields }).toEqual({ port: '8000', path: '/a b', empty: '' });
  });

  it.each(['time', 'ts', 'timestamp', 't', '@timestamp'])('has its clock in %s', (name) => {
    expect(clockOf(read(`${name}=2026-03-11T06:00:04Z msg=ready`))).toBe('2026-03-11T06:00:04');
    expect(clockOf(read(`${name}=1773208804.5 msg=ready`))).toBe('2026-03-11T06:00:04');
  });

  it.each(['level', 'lvl', 'severity'])('has its level in %s, where it is the word of one', (name) => {
    expect(read(`${name}=error msg=ready`)).toMatchObject({ level: 'error', fields: null, text: 'ready' });
    const draft = read(`${name}=7 msg=ready`);
    expect([draft?.level, { ...draft?.fields }]).toEqual([null, { [name]: '7' }]);
  });

  it.each(['msg', 'message'])('has its message in %s, the first where there are two', (name) => {
    const draft = read(`level=info ${name}=ready msg=again`);
    expect([draft?.text, { ...draft?.fields }]).toEqual(['ready', { msg: 'again' }]);
  });

  it('may begin with its message', () => {
    expect(read('msg="is ready" port=1')?.text).toBe('is ready');
  });

  it('without a message is written as the rest of its pairs', () => {
    expect(read('level=info step=weights seconds=1.3')?.text).toBe('step=weights seconds=1.3');
  });

  it('may have nothing but a clock for an envelope', () => {
    const draft = read('ts=2026-03-11T06:00:04Z step=weights');
    expect([draft?.text, clockOf(draft)]).toEqual(['step=weights', '2026-03-11T06:00:04']);
    expect(clockOf(read('ts=1773208804 step=weights'))).toBe('2026-03-11T06:00:04');
    expect(clockOf(read('ts=1773208804 time=soon step=weights'))).toBe('2026-03-11T06:00:04');
  });

  it('may end in words', () => {
    expect(read('level=info msg=ready on port 8000')?.text).toBe('ready on port 8000');
    expect(read('level=info step=a loading "the weights"')).toMatchObject({ text: 'loading "the weights"', fields: { step: 'a' } });
  });

  it('takes backslashes off what stands in quotes', () => {
    expect(read('msg="a \\"b\\" \\\\ c"')).toMatchObject({ text: 'a "b" \\ c', isSingleLine: false });
    expect(read('msg="one\\ntwo\\tthree"')).toMatchObject({ text: 'one\ntwo\tthree', isSingleLine: true });
  });

  it('keeps at most 64 fields', () => {
    const pairs = Array.from({ length: 70 }, (_, index) => `f${index}=${index}`).join(' ');
    expect(Object.keys(read(`level=info msg=ready ${pairs}`)?.fields ?? {})).toHaveLength(64);
  });

  it('adds its fields to those of an outer layer', () => {
    const draft = peeled(peelLogfmt, 'level=info msg=ready port=1', { fields: { host: 'h' } });
    expect({ ...draft?.fields }).toEqual({ host: 'h', port: '1' });
    expect(peeled(peelLogfmt, 'level=info msg=ready', { fields: { host: 'h' } })?.fields).toEqual({ host: 'h' });
  });

  it.each(['weights=3 layers=12', 'port=1 msg=ready', 'level=7 layers=12', 'time=12 layers=12', 'ts=soon layers=12', 't=1'])('is left alone: %s', (line) => {
    expect(read(line)).toBeNull();
  });
});
