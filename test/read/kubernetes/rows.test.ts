import { describe, expect, it } from 'vitest';
import { isoOf, recordsOf } from '../records.js';

const describing = (...rows: readonly string[]): string =>
  ['Name:         vllm-1', 'Namespace:    llm', 'Node:         gpu-1/10.20.0.1', 'Start Time:   Mon, 21 Aug 2023 05:40:20 +0000', 'Events:', ...rows, ''].join(
    '\n',
  );

const scheduled = '  Normal   Scheduled   20s   default-scheduler   Successfully assigned';
const pulling = '  Normal   Pulling   5s   kubelet   Pulling image';

const timesOf = (log: string): string[] => recordsOf(log).map((record) => `${isoOf(record)} ${record.text.replace(/ +/g, ' ').slice(0, 20)}`);

describe('a row of events', () => {
  it('has the level of its type', () => {
    const rows = recordsOf(describing(scheduled, '  Warning  Failed   4s   kubelet   Failed to pull')).filter(({ time }) => time !== null);
    expect(rows.map(({ level }) => level)).toEqual(['info', 'warning']);
  });

  it('is dated by its last time, but by its first where it waits for a node', () => {
    expect(
      timesOf(
        describing('  Warning  FailedScheduling  30s (x2 over 60s)  default-scheduler  no', '  Warning  BackOff  10s (x2 over 15s)  kubelet  no', scheduled),
      ).filter((row) => row.startsWith('20')),
    ).toEqual([
      '2023-08-21T05:39:40.000Z Warning FailedSchedu',
      '2023-08-21T05:40:20.000Z Normal Scheduled 20s',
      '2023-08-21T05:40:30.000Z Warning BackOff 10s ',
    ]);
  });

  it('has no time where its age is unknown', () => {
    expect(timesOf(describing(scheduled, '  Normal   Pulled   <unknown>   kubelet   Pulled image'))).toContain('- Normal Pulled <unkno');
  });

  it('is dated back from when the text was printed, where the pod does not say when it began', () => {
    expect(timesOf(`Events:\n${scheduled}\n${pulling}\n`).slice(1)).toEqual([
      '2026-12-30T23:59:40.000Z Normal Scheduled 20s',
      '2026-12-31T00:00:00.000Z Normal Pulling 5s ku',
    ]);
    expect(timesOf(describing(pulling)).slice(-1)).toEqual(['2026-12-31T00:00:00.000Z Normal Pulling 5s ku']);
  });

  it('of a pull that no other row shows the end of goes on until the text was printed, and says for how long', () => {
    const isStill = (...rows: readonly string[]): (string | undefined)[] =>
      recordsOf(describing(scheduled, ...rows))
        .filter(({ text }) => text.includes('Pulling'))
        .map(({ fields }) => fields.goesOnForSeconds);
    expect(isStill(pulling)).toEqual(['5']);
    expect(isStill(pulling, pulling.replace('5s', '2s'))).toEqual([undefined, '2']);
    for (const end of ['Pulled', 'Failed', 'BackOff', 'Started', 'ErrImageNeverPull'])
      expect(isStill(pulling, `  Normal   ${end}   5s   kubelet   over`), end).toEqual([undefined]);
    expect(isStill(pulling.replace('5s', '5s (x6 over 9m)'))).toEqual([undefined]);
    expect(isStill('  Normal   Pulled   9s   kubelet   another', pulling)).toEqual(['5']);
  });

  it('belongs to the pod that is described last', () => {
    const records = recordsOf(
      `${describing(scheduled)}\n${describing(scheduled).replaceAll('vllm-1', 'vllm-2').replace('gpu-1', 'gpu-2').replace('05:40', '06:40')}`,
    );
    expect(records.filter(({ time }) => time !== null).map((record) => [record.stream.replica, record.labels.node, isoOf(record)])).toEqual([
      ['vllm-1', 'gpu-1', '2023-08-21T05:40:20.000Z'],
      ['vllm-2', 'gpu-2', '2023-08-21T06:40:20.000Z'],
    ]);
  });

  it('belongs to no pod where a name stands alone', () => {
    for (const header of ['Name: vllm-1\nother\nNamespace: llm\n', 'Namespace: llm\nNode: gpu-1\n', 'Name: vllm-1\nNode: gpu-1\n'])
      expect(recordsOf(`${header}${scheduled}\n`).every(({ stream, labels }) => stream.replica === null && Object.keys(labels).length === 0)).toBe(true);
  });

  it('leaves a line with a replica of its own to it', () => {
    const log = describing(scheduled, '2023-08-21T05:41:00Z INFO up').replace('2023-08-21T05:41', '[pod/other-1/main] 2023-08-21T05:41');
    expect(recordsOf(log).find(({ text }) => text === 'up')?.stream.replica).toBe('other-1/main');
  });

  it('is listed with its object: of a pod it is the replica', () => {
    const log = [
      'NAMESPACE   LAST SEEN   TYPE      REASON   OBJECT            MESSAGE',
      'llm         12s         Warning   Failed   pod/vllm-1        no image',
      'llm         11s         Normal    Scaled   deployment/vllm   Scaled up',
      '',
    ].join('\n');
    expect(
      recordsOf(log)
        .slice(1)
        .map(({ level, stream, labels }) => [level, stream.replica, { ...labels }]),
    ).toEqual([
      ['warning', 'vllm-1', { namespace: 'llm', pod: 'vllm-1' }],
      ['info', null, { namespace: 'llm' }],
    ]);
  });

  it.each(['Normal operation', '  Warning  of  5s  kubelet  x', 'Warning Failed 5 kubelet no', 'the Normal Pulling 5s kubelet x'])('is not %s', (line) => {
    expect(recordsOf(`${line}\n`)).toMatchObject([{ text: line.trim(), time: null }]);
  });
});
