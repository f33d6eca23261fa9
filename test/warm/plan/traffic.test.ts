import { describe, expect, it } from 'vitest';
import { UserError } from '../../../src/model/user-error.js';
import type { Observed } from '../../../src/warm/plan/observed.js';
import { readTraffic } from '../../../src/warm/plan/traffic.js';

async function* linesOf(text: string): AsyncGenerator<string> {
  yield* text.split('\n');
}

const read = async (text: string): Promise<Observed[]> => {
  const all: Observed[] = [];
  for await (const one of readTraffic('requests', linesOf(text))) all.push(one);
  return all;
};

const mistake = async (text: string): Promise<string> => {
  const error: unknown = await read(text).catch((thrown: unknown) => thrown);
  return error instanceof UserError ? error.message : 'none';
};

describe('a trace of requests', () => {
  it('is CSV with a head, in any order of columns, with fields in quotes', async () => {
    expect(await read('path,prompt_tokens,Batch,seconds\n"/a,b",128,8,0.5\n\n/c,,1,\n')).toEqual([
      { shape: { batch: 8, sequence: 128 }, count: 1, seconds: 0.5, peakBytes: null, isFirst: false },
      { shape: { batch: 1 }, count: 1, seconds: null, peakBytes: null, isFirst: false },
    ]);
  });

  it('is JSON objects, a line each; those without a size are no requests', async () => {
    const text = '{"height":224,"width":224,"count":3,"peak_bytes":1024}\n{"path":"/healthz"}\n{"seq_len":"64"}\n';
    expect(await read(text)).toEqual([
      { shape: { height: 224, width: 224 }, count: 3, seconds: null, peakBytes: 1024, isFirst: false },
      { shape: { sequence: 64 }, count: 1, seconds: null, peakBytes: null, isFirst: false },
    ]);
  });

  it('is an access log whose lines name their sizes, in the query, in logfmt or as JSON', async () => {
    const lines = [
      '10.0.0.1 - - [10/Oct/2026:13:55:36 +0000] "GET /healthz HTTP/1.1" 200 2 "-" "kube-probe/1.30"',
      '10.0.0.1 - - [10/Oct/2026:13:55:37 +0000] "POST /predict?batch=8&seq_len=128 HTTP/1.1" 200 512 "-" "curl/8.5.0" request_time=0.125',
      'time=2026-10-10T13:55:38Z level=info path=/v1/completions prompt_tokens=512 duration_ms=250 status=200',
    ];
    expect(await read(lines.join('\n'))).toEqual([
      { shape: { batch: 8, sequence: 128 }, count: 1, seconds: 0.125, peakBytes: null, isFirst: false },
      { shape: { sequence: 512 }, count: 1, seconds: 0.25, peakBytes: null, isFirst: false },
    ]);
  });

  it('is spans of OTLP, a line of them each, with the sizes as attributes', async () => {
    const span = (attributes: object[]) => ({ startTimeUnixNano: '1760000000000000000', endTimeUnixNano: '1760000000250000000', attributes });
    const line = {
      resourceSpans: [
        {
          scopeSpans: [
            { spans: [span([{ key: 'gen_ai.usage.input_tokens', value: { intValue: '512' } }]), span([{ key: 'http.route', value: { stringValue: '/' } }])] },
          ],
        },
      ],
    };
    expect(await read(`${JSON.stringify(line)}\n`)).toEqual([{ shape: { sequence: 512 }, count: 1, seconds: 0.25, peakBytes: null, isFirst: false }]);
  });

  it.each([
    ['time,path\n1,/a\n', 'requests:1: no column of its head is known; name its columns batch, sequence, height, width'],
    ['batch,sequence\n1\n', 'requests:2: has 1 fields where the head has 2; put a field with commas in quotes'],
    ['batch\n0\n', 'requests:2: batch must be a whole number of 1 or more, not `0`'],
    ['batch\n1.5\n', 'requests:2: batch must be a whole number of 1 or more, not `1.5`'],
    ['batch,seconds\n1,120ms\n', 'requests:2: seconds must be a number without a unit, not `120ms`'],
    ['{"batch":1}\n{"batch":\n', 'requests:2: is no JSON object on a line of its own; take the line out, or write the trace anew'],
    ['{"batch":true}\n', 'requests:1: batch must be a whole number of 1 or more, not `true`'],
    ['batch\n', 'requests: no request with a shape stands in it'],
    ['', 'requests: no request with a shape stands in it'],
  ])('that is wrong is told by its line: %j', async (text, message) => {
    expect(await mistake(text)).toContain(message);
  });
});
