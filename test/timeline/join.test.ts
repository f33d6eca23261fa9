import { describe, expect, it } from 'vitest';
import type { RuntimeRules } from '../../src/rules/schema.js';
import { createTimeline } from '../../src/timeline/timeline.js';
import { ready, record, signal, start } from './given.js';

const rules = [{ runtime: 'kubernetes', title: 'Kubernetes', kind: 'platform', detect: [], signals: [] }] as unknown as RuntimeRules[];
const scheduled = signal({ id: 'kubernetes/scheduled' });
const epoch = 1_700_000_000;

function boots(events: { readonly file: string; readonly pod: string }, log: { readonly file: string; readonly pod?: string; readonly at: number }) {
  const timeline = createTimeline(rules);
  const push = (file: string, line: number, at: number, given: ReturnType<typeof signal>, pod?: string): void => {
    const one = record({ file, line, time: epoch + at, labels: pod === undefined ? {} : { pod } });
    timeline.push(one, [{ ...given, record: one, line }], [given.runtime]);
  };
  push(events.file, 1, 0, scheduled, events.pod);
  push(log.file, 1, log.at, start, log.pod);
  push(log.file, 2, log.at + 10, ready, log.pod);
  return timeline.end();
}

describe('what the platform says of a pod', () => {
  it('joins the boot of that pod, whose time zero is then the first event', () => {
    const [boot, ...others] = boots({ file: 'describe.txt', pod: 'vllm-1' }, { file: 'vllm-1.log', at: 30 });
    expect(others).toEqual([]);
    expect(boot).toMatchObject({ file: 'vllm-1.log', timeToReadySeconds: 40, replica: 'vllm-1', labels: { pod: 'vllm-1' } });
  });

  it('leaves each unexplained moment to one silence, the shortest around it', () => {
    const timeline = createTimeline(rules);
    const push = (file: string, line: number, at: number, given: ReturnType<typeof signal>, labels = {}): void => {
      const one = record({ file, line, time: epoch + at, labels });
      timeline.push(one, [{ ...given, record: one, line }], [given.runtime]);
    };
    push('describe.txt', 1, 0, scheduled, { pod: 'vllm-1' });
    push('describe.txt', 2, 60, signal({ id: 'kubernetes/unhealthy' }), { pod: 'vllm-1' });
    push('vllm-1.log', 1, 20, start);
    push('vllm-1.log', 2, 50, ready);
    const [boot] = timeline.end();
    expect(boot?.gaps.map(({ seconds, start: from, after }) => [seconds, from - epoch, after.file])).toEqual([
      [30, 20, 'vllm-1.log'],
      [20, 0, 'describe.txt'],
    ]);
  });

  it('leaves what ended a container before the log begins, and what came ahead of that, to the boot before', () => {
    const timeline = createTimeline(rules);
    const killed = signal({ id: 'kubernetes/oom-killed', boot: 'fails', events: ['oom-host'] });
    const push = (file: string, line: number, at: number, given: ReturnType<typeof signal>, labels = {}): void => {
      const one = record({ file, line, time: epoch + at, labels });
      timeline.push(one, [{ ...given, record: one, line }], [given.runtime]);
    };
    push('pod.json', 1, 0, scheduled, { pod: 'vllm-1' });
    push('pod.json', 2, 60, killed, { pod: 'vllm-1' });
    push('vllm-1.log', 1, 70, start);
    push('vllm-1.log', 2, 90, ready);
    const [before, joined, ...others] = timeline.end();
    expect(others).toEqual([]);
    expect([before?.file, before?.outcome.kind]).toEqual(['pod.json', 'failed']);
    expect(joined).toMatchObject({ file: 'vllm-1.log', timeToReadySeconds: 20, outcome: { kind: 'running' }, labels: { pod: 'vllm-1' } });
    expect(joined?.events.map(({ name }) => name)).not.toContain('oom-host');
  });

  it('joins the only log by the clock, where it names no pod', () => {
    expect(boots({ file: 'describe.txt', pod: 'vllm-1' }, { file: 'server.log', at: 30 })).toHaveLength(1);
  });

  it('stays alone beside the log of another pod, or of another day', () => {
    expect(boots({ file: 'describe.txt', pod: 'vllm-1' }, { file: 'b.log', pod: 'vllm-2', at: 30 })).toHaveLength(2);
    expect(boots({ file: 'describe.txt', pod: 'vllm-1' }, { file: 'server.log', at: 86_400 })).toHaveLength(2);
  });
});

describe('sources of one replica', () => {
  const boots = (files: readonly { readonly file: string; readonly at: number }[]) => {
    const timeline = createTimeline(rules);
    for (const { file, at } of files) {
      const labels = { pod: 'vllm-1' };
      timeline.push(record({ file, line: 1, time: null, labels }), [], []);
      for (const [line, seconds, given] of [
        [2, at, start],
        [3, at + 10, signal({ id: 'x/loaded' })],
      ] as const) {
        const one = record({ file, line, time: epoch + seconds, labels });
        timeline.push(one, [{ ...given, record: one, line }], [given.runtime]);
      }
    }
    return timeline.end().map(({ file, start: begins, end }) => [file, (begins ?? 0) - epoch, (end ?? 0) - epoch]);
  };

  it('are put in order of time where the newest was given first', () => {
    const older = { file: '0.log.1', at: 0 };
    const newer = { file: '0.log', at: 7200 };
    const inOrder = [
      ['0.log.1', 0, 10],
      ['0.log', 7200, 7210],
    ];
    expect(boots([newer, older])).toEqual(inOrder);
    expect(boots([older, newer])).toEqual(inOrder);
  });
});
