import { describe, expect, it } from 'vitest';
import { originOfPath } from '../../src/read/origin.js';
import { createRecordParser } from '../../src/read/parser.js';

const uid = '8d2f0c1e-1111-2222-3333-444455556666';
const id = 'ab12'.repeat(16);

describe('the place of a file', () => {
  it.each(['/var/log/pods/', '', 'copied\\'])('names pod and container as the kubelet keeps them: in %j', (before) => {
    for (const file of ['0.log', '1.log.20260801-120000.gz'])
      expect(originOfPath(`${before}llm_vllm-1_${uid}/main/${file}`)).toEqual({
        replica: 'vllm-1/main',
        labels: { pod: 'vllm-1', namespace: 'llm', container: 'main', uid },
      });
  });

  it("names them in the kubelet's links", () => {
    expect(originOfPath(`/var/log/containers/vllm-1_llm_main-${id}.log`)).toEqual({
      replica: 'vllm-1/main',
      labels: { pod: 'vllm-1', namespace: 'llm', container: 'main' },
    });
  });

  it.each([`llm_vllm-1_${uid}/main/app.log`, `llm_vllm-1_${uid}/0.log`, 'vllm-1_llm_main-12.log', `x/vllm-1_llm_main-${id}.txt`, 'a.log'])(
    'says nothing in %s',
    (path) => {
      expect(originOfPath(path)).toBeNull();
    },
  );

  it('is the replica of its records, unless a line names another; labels of both are kept', () => {
    const parser = createRecordParser(`/var/log/containers/vllm-1_llm_main-${id}.log`);
    const log = 'plain\n2026-01-01T00:00:00Z stdout F wrapped\n[pod/other-1/side] named\n';
    const records = [...parser.all({ bytes: Buffer.from(log), firstLine: 1 }), ...parser.end()];
    expect(records.map(({ stream }) => stream.replica)).toEqual(['vllm-1/main', 'vllm-1/main', 'other-1/side']);
    expect({ ...records[0]?.labels }).toEqual({ pod: 'vllm-1', namespace: 'llm', container: 'main' });
    expect({ ...records[2]?.labels }).toEqual({ pod: 'other-1', namespace: 'llm', container: 'side' });
  });
});
