import { describe, expect, it } from 'vitest';
import { peelProcess, peelRank } from '../../../src/read/envelope/process.js';
import { peeled } from './peeled.js';

describe('a process in brackets', () => {
  it.each([
    ['(EngineCore_DP0 pid=41) ready', 'pid 41'],
    ['(VllmWorker rank=0 pid=32) ready', 'pid 32'],
    ['(worker rank=3) ready', 'rank 3'],
    ['(worker local_rank 3) ready', 'rank 3'],
    ['(ServeReplica:app:name pid=12, ip=10.0.0.3) ready', 'pid 12 on 10.0.0.3'],
    [`(${'w'.repeat(151)} pid=12) ready`, 'pid 12'],
  ])('is named by its pid, else by its rank: %s', (line, process) => {
    expect(peeled(peelProcess, line)).toMatchObject({ text: 'ready', process });
  });

  it('may have nothing behind it', () => {
    expect(peeled(peelProcess, '(worker pid=12)')).toMatchObject({ text: '', process: 'pid 12' });
  });

  it('is the same again in the next line', () => {
    expect(['(w pid=1) a', '(w pid=1) b', '(w pid=2) c', '(w pid=1) d'].map((line) => peeled(peelProcess, line)?.process)).toEqual([
      'pid 1',
      'pid 1',
      'pid 2',
      'pid 1',
    ]);
  });

  it('wins over an outer one by its pid, and not by its rank', () => {
    expect(peeled(peelProcess, '(w pid=1) a', { process: 'pid 9' })?.process).toBe('pid 1');
    expect(peeled(peelProcess, '(w rank=1) a', { process: 'pid 9' })?.process).toBe('pid 9');
    expect(peeled(peelProcess, '(w rank=1) a')?.process).toBe('rank 1');
  });

  it.each([
    '(see the manual) ready',
    '(worker pid=12 ready',
    '(worker pid=12)ready',
    '( worker pid=12) ready',
    '(stupid=12) ready',
    `(${'w'.repeat(153)} pid=12) ready`,
  ])('is none: %s', (line) => {
    expect(peeled(peelProcess, line)).toBeNull();
  });
});

describe('a rank in brackets', () => {
  it.each(['[rank3]: ready', '[rank3] ready', '[rank3]:ready'])('names the process: %s', (line) => {
    expect(peeled(peelRank, line)).toMatchObject({ text: 'ready', process: 'rank 3' });
  });

  it('does not rename it', () => {
    expect(peeled(peelRank, '[rank3]: ready', { process: 'pid 9' })?.process).toBe('pid 9');
  });

  it.each(['[rank]: ready', '[Rank 3] ready', '[local_rank=3] ready', 'rank3: ready', 'a [rank3]: ready'])('is none: %s', (line) => {
    expect(peeled(peelRank, line)).toBeNull();
  });
});
