import { describe, expect, it } from 'vitest';
import { isAftermath } from '../../src/timeline/aftermath.js';
import { coldestStep } from '../../src/timeline/series.js';
import { entriesOf } from './entries.js';

const steps = (step: string, ...seconds: readonly number[]) => entriesOf(...seconds.map((one) => ({ events: ['step-time'], facts: { step, seconds: one } })));

describe('a step that is timed again and again', () => {
  it('is cold where the first is far above what the later ones settle at', () => {
    expect(coldestStep(steps('vocoder', 4, 0.03, 0.04, 0.03), null)).toMatchObject({ seconds: 4, steadySeconds: 0.03 });
    expect(coldestStep(steps('vocoder', 4, 3.6, 3.9, 0.04, 0.02, 0.03), null)).toMatchObject({ seconds: 4, steadySeconds: 0.04 });
  });

  it('is not where it comes twice, differs by less, or does not settle', () => {
    expect(coldestStep(steps('vocoder', 4, 0.03), null)).toBeNull();
    expect(coldestStep(steps('vocoder', 4, 1, 1.2, 0.9), null)).toBeNull();
    expect(coldestStep(steps('vocoder', 4, 0.03, 0.04, 3), null)).toBeNull();
    expect(coldestStep(steps('vocoder', 0, 0, 0), null)).toBeNull();
    expect(coldestStep(entriesOf({ events: ['step-time'] }, { facts: { seconds: 4 } }), null)).toBeNull();
  });

  it('counts only after ready where it is said of what is asked', () => {
    const [ready, ...asked] = entriesOf(
      { milestone: 'ready' },
      ...[4, 0.03, 0.04].map((seconds) => ({ events: ['step-time'], facts: { step: 'query', seconds, serving: true } })),
    );
    expect(coldestStep(asked, ready ?? null)).toMatchObject({ seconds: 4 });
    expect(coldestStep(asked, null)).toBeNull();
    expect(coldestStep(asked, asked[0] ?? null)).toBeNull();
  });

  it('is the worst of its names', () => {
    expect(coldestStep([...steps('nms', 1, 0.1, 0.1), ...steps('decode', 2, 0.01, 0.01)], null)).toMatchObject({ seconds: 2 });
    expect(coldestStep([...steps('decode', 2, 0.01, 0.01), ...steps('nms', 1, 0.1, 0.1)], null)).toMatchObject({ seconds: 2 });
  });
});

describe('the aftermath of an error', () => {
  const given = (raw: string) => isAftermath({ raw, text: raw.trim() } as Parameters<typeof isAftermath>[0]);

  it.each([
    '    at Scorer.Main()',
    'at Scorer.Main()',
    '=== End Of Error ===',
    '--- End of stack trace ---',
    'Location:',
    'Error stacktrace:',
    '-----',
    'Caused by:',
  ])('is %s', (raw) => expect(given(raw)).toBe(true));

  it.each(['model loaded', 'attention on', '- ranker.onnx', 'sum, ready', 'Folder of models: /srv'])('is not %s', (raw) => expect(given(raw)).toBe(false));
});
