import { describe, expect, it } from 'vitest';
import { peelProcess, peelRank, peelRosLaunch, peelTaskNumber } from '../../../src/read/envelope/process.js';
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

describe('what a launcher of many processes puts in front', () => {
  it.each([
    ['0: 2026-03-11 06:00:04 ready', 'rank 0', '2026-03-11 06:00:04 ready'],
    ['12: [2026-03-11 06:00:04] ready', 'rank 12', '[2026-03-11 06:00:04] ready'],
    ['3: INFO ready', 'rank 3', 'INFO ready'],
  ])('srun: %s', (line, process, text) => {
    const draft = peeled(peelTaskNumber, line);
    expect([draft?.process, draft?.text]).toEqual([process, text]);
  });

  it.each(['0: ready', '0: 5 of 6', '0:2026-03-11 06:00:04', 'a: INFO ready'])('is no number of a task: %s', (line) => {
    expect(peeled(peelTaskNumber, line)).toBeNull();
  });

  it('ros2 launch: the node', () => {
    const draft = peeled(peelRosLaunch, '[detector-1] [INFO] [1773208804.771] [detector]: ready');
    expect([draft?.process, draft?.text]).toEqual(['detector-1', '[INFO] [1773208804.771] [detector]: ready']);
  });

  it.each(['[detector-1] ready', '[detector] [INFO] [1773208804.771]'])('is no node: %s', (line) => {
    expect(peeled(peelRosLaunch, line)).toBeNull();
  });

  it('mpirun: the rank', () => {
    const draft = peeled(peelRank, '[1,3]<stderr>:ready');
    expect([draft?.process, draft?.text]).toEqual(['rank 3', 'ready']);
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
