import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { run } from './run.js';

describe('coldcase rules test --report', () => {
  it('shows for each signal its examples, counterexamples and references', async () => {
    const { status, out, err } = await run(['rules', 'test', '--report']);
    expect(status).toBe(0);
    expect(out).toMatch(/^signal +examples +counterexamples +references/);
    expect(out).toMatch(/^uvicorn\/ready +\d+ +\d+ +\d+/m);
    expect(out).toMatch(/\n\d+ signals +\d+ +\d+ +\d+ with their own\n$/);
    expect(err).toMatch(/^\d+ examples, 0 failed\n$/);
  });

  it('is JSON alone on the output with --format json, and every signal is held up by something', async () => {
    const { out } = await run(['rules', 'test', '--report', '--format', 'json']);
    const { signals } = JSON.parse(out);
    expect(signals.length).toBeGreaterThan(500);
    for (const signal of signals) expect(Math.min(signal.examples, signal.counterexamples)).toBeGreaterThan(0);
  });

  it('belongs to no other action', async () => {
    expect(await run(['rules', 'list', '--report'])).toMatchObject({ status: 2, err: 'coldcase: rules list has no --report; it belongs to rules test\n' });
  });
});

const goLog = `2026/11/26 10:00:00 ranker: starting build=v1.42.0 pid=1
2026/11/26 10:00:03 store: opened embeddings.db (rows=1204233) elapsed=2.913s
2026/11/26 10:00:03 featurizer: replaying 30d of events window=720h
2026/11/26 10:00:51 featurizer: state restored
2026/11/26 10:01:06 gpu0: kernels resolved from module cache in 15210 ms
2026/11/26 10:01:07 http: read timeout 30s, idle timeout 2m0s
`;

describe('coldcase rules suggest', () => {
  it('lists what a service of no known family says of time, most seconds first, as signals to begin with', async () => {
    const { status, out } = await run(['rules', 'suggest'], { stdin: goLog });
    expect(status).toBe(0);
    expect([...out.matchAll(/^# (.*)$/gm)].map(([, comment]) => comment)).toEqual([
      '-:4 comes after 48 s of silence',
      '  since line 3: 2026/11/26 10:00:03 featurizer: replaying 30d of events window=720h',
      '-:5 states 15.21 s',
      '-:2 states 2.913 s',
    ]);
    expect(parse(out).map((signal: { id: string }) => signal.id)).toEqual([
      'ours/featurizer-state-restored',
      'ours/gpu-kernels-resolved-from',
      'ours/store-opened-embeddings-db',
    ]);
  });

  it('names the silence of a captured service that nothing explains, and the line that it began with', async () => {
    const { out } = await run(['rules', 'suggest', 'fixtures/captured/gpu-libraries/generate-healthy.log']);
    expect(out).toContain('s of silence');
    expect(out).toContain('  since line 1: ');
  });
});
