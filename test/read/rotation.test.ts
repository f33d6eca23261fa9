import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { logOf, oldestFirst } from '../../src/read/rotation.js';

describe('the log that a file is a part of', () => {
  it.each([
    ['/var/log/app.log', '/var/log/app.log'],
    ['/var/log/app.log.1', '/var/log/app.log'],
    ['app.log.12.gz', 'app.log'],
    ['app.log-20260801', 'app.log'],
    ['app.log-20260801-1754006400.zst', 'app.log'],
    ['app.log.2026-08-01', 'app.log'],
    ['app.log.2026-08-01_13', 'app.log'],
    ['0.log.20260801-120000.gz', '0.log'],
    ['4f2c-json.log.2', '4f2c-json.log'],
    ['/var/log/syslog.1', '/var/log/syslog'],
  ])('is told by its name: %s', (path, log) => {
    expect(logOf(path)).toBe(log);
  });

  it.each(['vllm-0.8.5', 'replica.1', 'run-2026-08-01.log', '1.log', 'app.log.1000', '.1', 'app.log.old', '-'])(
    'is the file itself where no rotation names one so: %s',
    (path) => {
      expect(logOf(path)).toBe(path);
    },
  );
});

describe('parts of a rotated log', () => {
  const counted = ['app.log.10.gz', 'app.log.2.gz', 'app.log.1', 'app.log'];
  const dated = ['app.log-20251231', 'app.log-20260801', 'app.log-20260801-120000', 'app.log-20260802', 'app.log'];

  it('come oldest first, in whatever order they are named', () => {
    for (const parts of [counted, dated])
      fc.assert(fc.property(fc.shuffledSubarray(parts, { minLength: parts.length }), (named) => void expect(oldestFirst(named)).toEqual(parts)));
  });

  it('come counted ones after dated ones, and before the log itself', () => {
    expect(oldestFirst(['app.log', 'app.log.1', 'app.log-20260801', 'app.log.2'])).toEqual(['app.log-20260801', 'app.log.2', 'app.log.1', 'app.log']);
  });

  it('stay as they are where they are of one time', () => {
    expect(oldestFirst(['app.log.20260801', 'app.log-20260801', 'app.log.2026-08-01'])).toEqual(['app.log.20260801', 'app.log-20260801', 'app.log.2026-08-01']);
  });

  it('are no parts where only the end of the name is that of a packed file', () => {
    expect(logOf('app.log.gz.1x')).toBe('app.log.gz.1x');
    expect(logOf('a.gz.log.1')).toBe('a.gz.log');
  });

  it('take the places that they had among others', () => {
    expect(oldestFirst(['a.log', 'z.txt', 'b.log.1', 'a.log.1', 'b.log.2'])).toEqual(['a.log.1', 'z.txt', 'b.log.2', 'a.log', 'b.log.1']);
  });

  it('are all there, each once, whatever the names', () => {
    const name = fc.constantFrom('a.log', 'a.log.1', 'a.log.2', 'a.log-20260801', 'b.log', 'c', 'a.log.2026-08-01');
    fc.assert(fc.property(fc.array(name), (named) => void expect(oldestFirst(named).sort()).toEqual([...named].sort())));
  });
});
