import { describe, expect, it } from 'vitest';
import { enveloped } from './envelope.js';
import type { Line } from './service/group.js';

const line: Line = { text: 'INFO "ready"', at: 1, epoch: Date.UTC(2026, 0, 2, 3, 4, 5, 678) / 1000, stream: 'stderr', replica: 1 };

describe('an envelope of the lab', () => {
  it.each([
    ['plain', 'INFO "ready"\n'],
    ['docker-json', '{"log":"INFO \\"ready\\"\\n","stream":"stderr","time":"2026-01-02T03:04:05.678123456Z"}\n'],
    ['cri', '2026-01-02T03:04:05.678123456Z stderr F INFO "ready"\n'],
    ['journald', 'Jan  2 03:04:05 node-1 embedder[12]: INFO "ready"\n'],
    ['kubectl', '[pod/embedder-7d9f8b6c5-m8vzt/embedder] INFO "ready"\n'],
    ['compose', 'embedder-2  | INFO "ready"\n'],
  ] as const)('%s is what the collector writes', (envelope, text) => {
    expect(enveloped([line], envelope, 12)).toBe(text);
  });
});
