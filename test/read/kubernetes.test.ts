import { describe, expect, it } from 'vitest';
import { isoOf, recordsOf } from './records.js';

const describeText = `Name:             vllm-1
Namespace:        llm
Node:             gpu-1/10.20.0.1
Start Time:       Mon, 21 Aug 2023 05:40:20 +0000
    Last State:     Terminated
      Reason:       OOMKilled
      Exit Code:    137
Events:
  Type     Reason            Age                    From               Message
  ----     ------            ----                   ----               -------
  Warning  FailedScheduling  2m12s (x2 over 7m14s)  default-scheduler  0/2 nodes are available
  Normal   Scheduled         19s                    default-scheduler  Successfully assigned llm/vllm-1 to gpu-1
  Normal   Pulling           4s                     kubelet            Pulling image "a:b"
`;

const pod = {
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { creationTimestamp: '2026-08-21T05:33:25Z', name: 'vllm-1', namespace: 'llm', uid: '8d2f' },
  spec: { nodeName: 'gpu-1' },
  status: {
    conditions: [{ lastTransitionTime: '2026-08-21T05:40:20Z', status: 'True', type: 'PodScheduled' }],
    containerStatuses: [
      {
        image: 'a:b',
        lastState: { terminated: { exitCode: 137, finishedAt: '2026-08-21T05:50:20Z', reason: 'OOMKilled', startedAt: '2026-08-21T05:45:20Z' } },
        name: 'vllm',
        restartCount: 3,
        state: { waiting: { message: 'back-off 40s', reason: 'CrashLoopBackOff' } },
      },
    ],
  },
};

const podTexts = [
  ['2026-08-21T05:33:25.000Z', 'Created pod: vllm-1'],
  ['2026-08-21T05:40:20.000Z', 'PodScheduled  True'],
  ['2026-08-21T05:45:20.000Z', 'Last State: Running  Started: 2026-08-21T05:45:20Z'],
  ['2026-08-21T05:50:20.000Z', 'Last State: Terminated  Reason: OOMKilled  Exit Code: 137  Started: 2026-08-21T05:45:20Z  Finished: 2026-08-21T05:50:20Z'],
];

const eventsYaml = `apiVersion: v1
items:
- apiVersion: v1
  count: 2
  firstTimestamp: "2026-08-21T05:33:25Z"
  involvedObject:
    kind: Pod
    name: vllm-1
    namespace: llm
  kind: Event
  lastTimestamp: "2026-08-21T05:38:27Z"
  message: '0/2 nodes are available: 2 Insufficient nvidia.com/gpu. preemption: 0/2
    nodes are available.'
  reason: FailedScheduling
  source:
    component: default-scheduler
  type: Warning
- apiVersion: v1
  count: 1
  involvedObject:
    fieldPath: spec.containers{vllm}
    kind: Pod
    name: vllm-1
  kind: Event
  lastTimestamp: "2026-08-21T05:40:20Z"
  message: Pulling image "a:b"
  reason: Pulling
  source:
    component: kubelet
  type: Normal
kind: List
`;

describe('what Kubernetes says of a pod', () => {
  it('dates the rows of describe by their ages, back from the start time', () => {
    const rows = recordsOf(describeText).filter(({ time }) => time !== null);
    expect(rows.map((record) => [record.line, isoOf(record), record.text.replace(/ +/g, ' ')])).toEqual([
      [11, '2023-08-21T05:33:25.000Z', 'Warning FailedScheduling 2m12s (x2 over 7m14s) default-scheduler 0/2 nodes are available'],
      [12, '2023-08-21T05:40:20.000Z', 'Normal Scheduled 19s default-scheduler Successfully assigned llm/vllm-1 to gpu-1'],
      [13, '2023-08-21T05:40:39.000Z', 'Normal Pulling 4s kubelet Pulling image "a:b"'],
    ]);
    expect(rows.map(({ level, stream, labels }) => [level, stream.replica, { ...labels }])).toContainEqual([
      'warning',
      'vllm-1',
      { pod: 'vllm-1', namespace: 'llm', node: 'gpu-1' },
    ]);
  });

  it('keeps the other lines of describe as they are', () => {
    expect(recordsOf(describeText).map(({ text }) => text)).toContain('Reason:       OOMKilled');
  });

  it('dates the rows of get events by the time they were printed', () => {
    const log =
      'LAST SEEN   TYPE      REASON      OBJECT       MESSAGE\n2m12s       Warning   Unhealthy   pod/vllm-1   Startup probe failed\n12m         Normal    Pulled      pod/vllm-1   Successfully pulled\n';
    const rows = recordsOf(log).slice(1);
    expect(rows.map((record) => [isoOf(record), record.resolutionSeconds, record.stream.replica, record.line])).toEqual([
      ['2026-12-30T23:48:00.000Z', 60, 'vllm-1', 3],
      ['2026-12-30T23:57:48.000Z', 1, 'vllm-1', 2],
    ]);
  });

  it('counts the years of an age, and gives no clock to one that is older than any cluster', () => {
    const timesOf = (age: string): string[] =>
      recordsOf(`LAST SEEN   TYPE      REASON   OBJECT       MESSAGE\n${age}   Normal   Pulled   pod/vllm-1   Successfully pulled\n`).slice(1).map(isoOf);
    expect([timesOf('2y45d'), timesOf('12999999999999999999999999s')]).toEqual([['2024-11-16T00:00:00.000Z'], ['-']]);
  });

  it('reads a pod as indented and as compact JSON', () => {
    for (const log of [JSON.stringify(pod, null, 4), `${JSON.stringify(pod)}\n`]) {
      const records = recordsOf(log);
      expect(records.slice(0, 4).map((record) => [isoOf(record), record.text])).toEqual(podTexts);
      expect(new Set(records.slice(4).map(({ text }) => text))).toEqual(
        new Set(['Restart Count: 3', 'State: Waiting  Reason: CrashLoopBackOff  Message: back-off 40s']),
      );
      expect({ ...records[3]?.labels }).toEqual({ pod: 'vllm-1', uid: '8d2f', namespace: 'llm', node: 'gpu-1', container: 'vllm', image: 'a:b' });
    }
  });

  it('knows the lines of what it read', () => {
    const lines = JSON.stringify(pod, null, 4).split('\n');
    const oom = recordsOf(lines.join('\n')).find(({ text }) => text.includes('OOMKilled'));
    expect(lines[(oom?.line ?? 0) - 1]).toContain('"terminated"');
  });

  it('reads events as YAML, wrapped messages put together, each in the line of its message', () => {
    expect(recordsOf(eventsYaml).map((record) => [record.line, isoOf(record), record.text])).toEqual([
      [
        12,
        '2026-08-21T05:33:25.000Z',
        'Warning  FailedScheduling  113s (x2 over 6m55s)  default-scheduler  0/2 nodes are available: 2 Insufficient nvidia.com/gpu. preemption: 0/2 nodes are available.',
      ],
      [26, '2026-08-21T05:40:20.000Z', 'Normal  Pulling  0s  kubelet  Pulling image "a:b"'],
    ]);
    expect(recordsOf(eventsYaml)[1]?.raw).toBe('Normal  Pulling  kubelet  Pulling image "a:b"');
  });

  it('reads a document that breaks off as far as it goes', () => {
    const log = JSON.stringify({ apiVersion: 'v1', kind: 'List', items: [pod, pod] }, null, 4);
    expect(recordsOf(log.slice(0, Math.floor(log.length * 0.6))).length).toBeGreaterThan(4);
  });

  it('reads other documents as logs', () => {
    expect(recordsOf('apiVersion: v1\nkind: List\nitems:\n- nothing\n').map(({ text }) => text)).toEqual([
      'apiVersion: v1',
      'kind: List',
      'items:',
      '- nothing',
    ]);
  });
});
