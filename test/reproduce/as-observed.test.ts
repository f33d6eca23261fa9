import { describe, expect, it } from 'vitest';
import { diagnose } from '../../src/index.js';
import { asObserved } from '../../src/reproduce/as-observed.js';

const bootOf = async (...lines: readonly string[]) => {
  const [boot] = (await diagnose(lines, { thresholds: 'fine' })).boots;
  if (boot === undefined) throw new Error('no boot');
  return boot;
};

describe('the way of an observed start', () => {
  it('is its order of loading and its first requests at once', async () => {
    const boot = await bootOf(
      '2026-11-26T18:00:00.000Z ready to serve requests',
      '2026-11-26T18:00:03.000Z loading weights took 2.5 s',
      '2026-11-26T18:00:03.100Z first request took 3.0 s (shape 1x8)',
      '2026-11-26T18:00:03.300Z request took 3.1 s (shape 1x8)',
    );
    expect(asObserved(boot, null, true)).toEqual({ loading: 'lazy', requestsAtOnce: 2, remarks: [] });
    expect(asObserved(boot, 5, true).requestsAtOnce).toBe(5);
  });

  it('is one request once all is loaded, where nothing was observed', () => {
    expect(asObserved(null, null, false)).toEqual({ loading: 'eager', requestsAtOnce: 1, remarks: [] });
  });

  it('that loads in part by a request is told where there is no tokenizer to load so, and so are requests that are too many', async () => {
    const boot = await bootOf('loading weights took 2.5 s', 'ready to serve requests', 'first request took 3.0 s');
    const balanced = { ...boot, firstRequestsAtOnce: 100, loading: { strategy: 'balanced' as const, fits: false, why: 'a request waited for compiled code' } };
    expect(asObserved(balanced, null, true).loading).toBe('balanced');
    const { loading, requestsAtOnce, remarks } = asObserved(balanced, null, false);
    expect([loading, requestsAtOnce]).toEqual(['eager', 64]);
    expect(remarks).toEqual([
      'In the log a request waited for compiled code; here only a tokenizer can be loaded by a request, and there is none, so all is loaded before it.',
      'The log shows 100 first requests at once; 64 were made.',
    ]);
  });
});
