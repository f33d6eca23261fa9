import { describe, expect, it } from 'vitest';
import type { RuntimeRules } from '../../src/rules/schema.js';
import { joinPods } from '../../src/timeline/join.js';
import { emptyBoot, type RawBoot } from '../../src/timeline/raw-boot.js';
import { createTimeline } from '../../src/timeline/timeline.js';
import { entriesOf, type GivenEntry } from './entries.js';
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

describe('the joining of raw boots', () => {
  const platform = [
    { ...rules[0], kind: 'platform' },
    { ...rules[0], runtime: 'x', kind: 'server' },
  ] as unknown as RuntimeRules[];
  type Given = Partial<RawBoot> & { readonly pod?: string; readonly at?: readonly (number | null)[]; readonly signals?: readonly GivenEntry[] };

  /** A boot whose entries stand at these times, of the platform where it names no log of a server. */
  const raw = (file: string, { pod, at = [], signals = [], ...given }: Given): RawBoot => {
    const entries = entriesOf(...at.map((time, index) => ({ id: file.endsWith('.log') ? 'x/line' : 'kubernetes/event', at: time, ...signals[index] })));
    const dated = entries.filter(({ tick }) => tick.isDated);
    return {
      ...emptyBoot(file, null),
      entries,
      labels: new Map(pod === undefined ? [] : [['pod', pod]]),
      first: entries[0]?.tick ?? null,
      firstDated: dated[0]?.tick ?? null,
      lastDated: dated.at(-1)?.tick ?? null,
      records: entries.length,
      ...given,
    };
  };
  const times = (boot: RawBoot | undefined) => boot?.entries.map(({ tick }) => tick.time);
  const files = (...boots: readonly RawBoot[]): string[] => joinPods(boots, platform).map(({ file }) => file);

  it('needs a pod and a log', () => {
    expect(files(raw('a.log', { at: [1] }), raw('b.log', { at: [2] }))).toEqual(['a.log', 'b.log']);
    expect(files(raw('a.txt', { pod: 'a-0', at: [1] }), raw('b.txt', { pod: 'b-0', at: [2] }))).toEqual(['a.txt', 'b.txt']);
  });

  it('takes for a pod what names one and holds words of a platform alone', () => {
    expect(files(raw('a.txt', { pod: 'a-0', at: [0] }), raw('a.log', { at: [1] }))).toEqual(['a.log']);
    expect(files(raw('a.txt', { at: [0] }), raw('a.log', { at: [1] }))).toEqual(['a.txt', 'a.log']);
    expect(files(raw('a.txt', { pod: 'a-0' }), raw('a.log', { at: [1] }))).toEqual(['a.txt', 'a.log']);
    const mixed = raw('a.txt', { pod: 'a-0', at: [0, 0], signals: [{}, { id: 'x/line' }] });
    expect(files(mixed, raw('a.log', { at: [1] }))).toEqual(['a.txt', 'a.log']);
  });

  it('goes by the name of the pod, then by that in the path, then by there being just one pod', () => {
    const pods = [raw('a.txt', { pod: 'a-0', at: [0] }), raw('b.txt', { pod: 'b-0', at: [0] })] as const;
    expect(files(...pods, raw('x.log', { pod: 'b-0', at: [1] }))).toEqual(['a.txt', 'x.log']);
    expect(files(...pods, raw('b-0.log', { at: [1] }))).toEqual(['a.txt', 'b-0.log']);
    expect(files(...pods, raw('x.log', { at: [1] }))).toEqual(['a.txt', 'b.txt', 'x.log']);
    expect(files(pods[0], raw('a-0.log', { pod: 'b-0', at: [1] }))).toEqual(['a.txt', 'a-0.log']);
  });

  it('takes a log that begins from a minute before the first event to an hour after the last', () => {
    const isJoined = (at: number): boolean => files(raw('a.txt', { pod: 'a-0', at: [0, 100] }), raw('a.log', { at: [at] })).length === 1;
    expect([-60, -59, 3699, 3700].map(isJoined)).toEqual([false, true, true, false]);
  });

  it('needs a name where one of the two has no clock', () => {
    const pod = raw('a.txt', { pod: 'a-0', at: [0] });
    expect(files(pod, raw('x.log', { at: [null] }))).toEqual(['a.txt', 'x.log']);
    expect(files(pod, raw('a-0.log', { at: [null] }))).toEqual(['a-0.log']);
    expect(files(pod, raw('x.log', { pod: 'a-0', at: [null] }))).toEqual(['x.log']);
    expect(files(raw('a.txt', { pod: 'a-0', at: [null] }), raw('x.log', { at: [0] }))).toEqual(['a.txt', 'x.log']);
  });

  it('gives the events to the boot that began first, and to each only those of one pod', () => {
    const joined = joinPods([raw('late.log', { at: [30] }), raw('a.txt', { pod: 'a-0', at: [0] }), raw('soon.log', { at: [20] })], platform);
    expect(joined.map((boot) => [boot.file, times(boot)])).toEqual([
      ['late.log', [30]],
      ['soon.log', [0, 20]],
    ]);
    const pods = [raw('1.txt', { pod: 'a-0', at: [0] }), raw('2.txt', { pod: 'a-0', at: [5] })];
    expect(files(...pods, raw('x.log', { pod: 'a-0', at: [20] }))).toEqual(['2.txt', 'x.log']);
  });

  it('puts the entries in order of time and numbers them anew, the pod first at one time', () => {
    const [boot] = joinPods([raw('a.txt', { pod: 'a-0', at: [0, 25] }), raw('a.log', { at: [20, 25, 30] })], platform);
    expect(boot?.entries.map(({ tick, signal, order }) => [tick.time, signal.runtime, order])).toEqual([
      [0, 'kubernetes', 0],
      [20, 'x', 1],
      [25, 'kubernetes', 2],
      [25, 'x', 3],
      [30, 'x', 4],
    ]);
  });

  it('keeps what either says of the boot, the log first but for the labels', () => {
    const pod = raw('a.txt', { pod: 'a-0', at: [0, 50], replica: 'a-0', detected: new Map([['kubernetes', 2]]), hasStart: true, hasFailed: true });
    const log = raw('a.log', { at: [20, 40], detected: new Map([['x', 9]]), hasReady: true });
    pod.labels.set('node', 'n').set('image', 'i');
    log.labels.set('node', 'other').set('host', 'h');
    const [boot] = joinPods([pod, log], platform);
    expect(boot).toMatchObject({ file: 'a.log', replica: 'a-0', records: 2, hasStart: true, hasFailed: true, hasReady: true });
    expect(Object.fromEntries(boot?.labels ?? [])).toEqual({ pod: 'a-0', node: 'n', image: 'i', host: 'h' });
    expect(Object.fromEntries(boot?.detected ?? [])).toEqual({ kubernetes: 2, x: 9 });
    expect([boot?.first?.time, boot?.firstDated?.time, boot?.lastDated?.time]).toEqual([0, 0, 50]);
    const [other] = joinPods([raw('a.txt', { pod: 'a-0', at: [10, 15] }), raw('a.log', { at: [5, 40], replica: 'r', hasStart: true })], platform);
    expect([other?.replica, other?.hasStart, other?.hasFailed, other?.firstDated?.time, other?.lastDated?.time]).toEqual(['r', true, false, 5, 40]);
  });

  describe('where a container ended before the log begins', () => {
    const ending = (event: string): GivenEntry => ({ boot: 'fails', events: [event] });
    const joined = (signals: readonly GivenEntry[], at: readonly (number | null)[], begins: number | null = 20) =>
      joinPods([raw('a.txt', { pod: 'a-0', at, signals, hasFailed: true }), raw('a-0.log', { at: [begins] })], platform).map((boot) => [
        boot.file,
        times(boot),
        boot.hasFailed,
      ]);

    it.each(['oom-host', 'killed', 'restart-loop', 'startup-timeout'])('leaves that end by %s and what came before to a boot of its own', (event) => {
      expect(joined([{}, ending(event), {}], [0, 10, 15])).toEqual([
        ['a.txt', [0, 10], true],
        ['a-0.log', [15, 20], false],
      ]);
    });

    it('parts at the last such end, undated words with what came before', () => {
      expect(joined([{}, ending('killed'), ending('killed'), {}, {}], [0, 5, 10, null, 15])).toEqual([
        ['a.txt', [0, 5, 10, null], true],
        ['a-0.log', [15, 20], false],
      ]);
    });

    it('is one boot where the end came later, is no end, or the log has no clock', () => {
      expect(joined([{}, ending('killed')], [0, 25])).toEqual([['a-0.log', [0, 20, 25], true]]);
      expect(joined([{}, ending('killed')], [0, 20])).toEqual([['a-0.log', [0, 20, 20], true]]);
      expect(joined([{}, ending('image-pull')], [0, 10])).toEqual([['a-0.log', [0, 10, 20], true]]);
      expect(joined([{}, { events: ['killed'] }], [0, 10])).toEqual([['a-0.log', [0, 10, 20], true]]);
      expect(joined([{}, ending('killed')], [0, 10], null)).toHaveLength(1);
    });

    it('keeps a failure that came after that end', () => {
      expect(joined([ending('killed'), { boot: 'fails' }], [10, 25])).toEqual([
        ['a.txt', [10], true],
        ['a-0.log', [20, 25], true],
      ]);
    });

    it('begins with the next dated word of the pod, else with the log', () => {
      const first = (at: readonly (number | null)[], signals: readonly GivenEntry[]) => {
        const [before, after] = joinPods([raw('a.txt', { pod: 'a-0', at, signals }), raw('a-0.log', { at: [20] })], platform);
        return [before?.lastDated?.time, after?.first?.time, after?.firstDated?.time];
      };
      expect(first([0, 10, 15], [{}, ending('killed'), {}])).toEqual([10, 15, 15]);
      expect(first([0, 10], [{}, ending('killed')])).toEqual([10, 20, 20]);
    });
  });
});
