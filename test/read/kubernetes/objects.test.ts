import { describe, expect, it } from 'vitest';
import { isoOf, recordsOf } from '../records.js';

type Seen = readonly [time: string, text: string];

const seen = (...objects: readonly object[]): Seen[] =>
  recordsOf(objects.map((object) => `${JSON.stringify({ apiVersion: 'v1', ...object })}\n`).join('')).map((record) => [isoOf(record), record.text]);

const event = {
  kind: 'Event',
  involvedObject: { kind: 'Pod', name: 'vllm-1', namespace: 'llm', fieldPath: 'spec.containers{main}' },
  reason: 'BackOff',
  message: 'Back-off  restarting\nfailed container',
  type: 'Warning',
  firstTimestamp: '2026-08-21T05:33:25Z',
  lastTimestamp: '2026-08-21T05:40:25Z',
  count: 3,
  source: { component: 'kubelet', host: 'gpu-1' },
};

describe('an event', () => {
  it('is a row as describe prints it, dated by the last time that it was seen', () => {
    expect(seen(event)).toEqual([['2026-08-21T05:40:25.000Z', 'Warning  BackOff  0s (x3 over 7m)  kubelet  Back-off restarting failed container']]);
  });

  it('has the level of its type and the labels of its object', () => {
    const [warning] = recordsOf(`${JSON.stringify({ apiVersion: 'v1', ...event })}\n`);
    expect(warning).toMatchObject({ level: 'warning', resolutionSeconds: 1, stream: { replica: 'vllm-1' }, isSingleLine: true });
    expect({ ...warning?.labels }).toEqual({ pod: 'vllm-1', namespace: 'llm', container: 'main', node: 'gpu-1' });
    const [normal] = recordsOf(`${JSON.stringify({ apiVersion: 'v1', ...event, type: 'Normal' })}\n`);
    expect(normal?.level).toBe('info');
  });

  it('is of no pod where its object is another', () => {
    const [record] = recordsOf(`${JSON.stringify({ apiVersion: 'v1', ...event, involvedObject: { kind: 'Deployment', name: 'vllm', namespace: 'llm' } })}\n`);
    expect({ ...record?.labels }).toEqual({ namespace: 'llm', node: 'gpu-1' });
    expect(record?.stream.replica).toBeNull();
  });

  it('is read as the newer group words it', () => {
    expect(
      seen({
        kind: 'Event',
        regarding: { kind: 'Pod', name: 'a' },
        reason: 'Pulled',
        note: 'pulled',
        eventTime: '2026-08-21T05:33:25Z',
        reportingController: 'kubelet',
        series: { count: 2, lastObservedTime: '2026-08-21T05:40:25Z' },
      }),
    ).toEqual([['2026-08-21T05:40:25.000Z', 'Normal  Pulled  0s (x2 over 7m)  kubelet  pulled']]);
    const old = {
      kind: 'Event',
      reason: 'Pulled',
      note: 'pulled',
      deprecatedFirstTimestamp: '2026-08-21T05:33:25Z',
      deprecatedLastTimestamp: '2026-08-21T05:34:25Z',
      deprecatedCount: 4,
      deprecatedSource: { component: 'kubelet' },
    };
    expect(seen(old)).toEqual([['2026-08-21T05:34:25.000Z', 'Normal  Pulled  0s (x4 over 60s)  kubelet  pulled']]);
  });

  it('names the component that reports it', () => {
    expect(seen({ ...event, source: {}, reportingComponent: 'one', reportingController: 'two' })[0]?.[1]).toContain('  one  ');
  });

  it('is dated by when it was made where it says no more', () => {
    expect(seen({ kind: 'Event', reason: 'Pulled', message: 'x', metadata: { creationTimestamp: '2026-08-21T05:33:25Z' } })).toEqual([
      ['2026-08-21T05:33:25.000Z', 'Normal  Pulled  0s    x'],
    ]);
  });

  it('that waits for a node is dated by its beginning', () => {
    expect(seen({ ...event, reason: 'FailedScheduling' }).map(([time]) => time)).toEqual(['2026-08-21T05:33:25.000Z']);
  });

  it('without a time says so', () => {
    expect(seen({ kind: 'Event', reason: 'Pulled', message: 'x' })).toEqual([['-', 'Normal  Pulled  <unknown>    x']]);
    expect(recordsOf(`${JSON.stringify({ apiVersion: 'v1', kind: 'Event', reason: 'Pulled' })}\n`)[0]?.resolutionSeconds).toBe(0);
  });

  it('says how often it was seen only where that is more than once, and since when', () => {
    expect(seen({ ...event, count: 1 })[0]?.[1]).toContain('  0s  kubelet');
    expect(seen({ ...event, firstTimestamp: undefined })[0]?.[1]).toContain('  0s  kubelet');
  });

  it('has its age at the newest of all in one document', () => {
    const items = [event, { ...event, lastTimestamp: '2026-08-21T05:42:25Z', count: 1, reason: 'Pulled' }];
    expect(recordsOf(JSON.stringify({ apiVersion: 'v1', kind: 'List', items }, null, 2)).map(({ text }) => text.split('  ').slice(0, 3))).toEqual([
      ['Warning', 'BackOff', '2m (x3 over 9m)'],
      ['Warning', 'Pulled', '0s'],
    ]);
  });
});

describe('a pod', () => {
  const pod = {
    kind: 'Pod',
    metadata: { name: 'vllm-1', creationTimestamp: '2026-08-21T05:33:25Z' },
    status: {
      conditions: [
        { type: 'Ready', status: 'False', reason: 'ContainersNotReady', message: 'not  ready', lastTransitionTime: '2026-08-21T05:34:00Z' },
        { status: 'True' },
      ],
      initContainerStatuses: [
        { name: 'fetch', restartCount: 0, state: { terminated: { exitCode: 1, signal: 9, message: 'a\n b', finishedAt: '2026-08-21T05:36:00Z' } } },
      ],
      containerStatuses: [{ name: 'main', state: { running: { startedAt: '2026-08-21T05:37:00Z' } } }],
    },
  };

  it('was made, has conditions, and containers with states', () => {
    expect(seen(pod)).toEqual([
      ['2026-08-21T05:33:25.000Z', 'Created pod: vllm-1'],
      ['2026-08-21T05:34:00.000Z', 'Ready  False  ContainersNotReady  not  ready'],
      ['2026-08-21T05:36:00.000Z', 'State: Terminated  Message: a b  Exit Code: 1  Signal: 9  Finished: 2026-08-21T05:36:00Z'],
      ['2026-08-21T05:37:00.000Z', 'State: Running  Started: 2026-08-21T05:37:00Z'],
      ['-', 'True'],
      ['-', 'Restart Count: 0'],
    ]);
  });

  it('knows little of itself', () => {
    expect(seen({ kind: 'Pod', metadata: { name: 'a' }, status: { containerStatuses: [{ name: 'main', restartCount: 2 }] } })).toEqual([
      ['-', 'Restart Count: 2'],
    ]);
  });

  it('stands in the order of the file where two facts have one time', () => {
    const text = JSON.stringify(
      { apiVersion: 'v1', kind: 'List', items: ['a', 'b', 'c'].map((name) => ({ ...pod, metadata: { ...pod.metadata, name }, status: {} })) },
      null,
      2,
    );
    expect(recordsOf(text).map((record) => record.text)).toEqual(['Created pod: a', 'Created pod: b', 'Created pod: c']);
  });
});
