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

describe('what is asked and answered again and again, each on a line of its own', () => {
  const line = (event: string, at: number | null, step = 'query') => ({ events: [event], at, facts: { step } });
  const [ready, ...served] = entriesOf(
    { milestone: 'ready', at: 0 },
    ...[
      [10, 14],
      [20, 20.05],
      [30, 30.04],
    ].flatMap(([from = 0, to = 0]) => [line('ask-begins', from), line('ask-over', to)]),
  );

  it('is timed by the clock between the two', () => {
    const cold = coldestStep(served, ready ?? null);
    expect(cold?.seconds).toBeCloseTo(4);
    expect(cold?.steadySeconds).toBeCloseTo(0.045);
  });

  it('is not before ready, nor without a clock, nor where no begin is told', () => {
    expect(coldestStep(served, null)).toBeNull();
    expect(coldestStep(served, served.at(-1) ?? null)).toBeNull();
    expect(
      coldestStep(
        served.map((entry) => ({ ...entry, tick: { ...entry.tick, isDated: false } })),
        ready ?? null,
      ),
    ).toBeNull();
    expect(
      coldestStep(
        served.filter(({ signal }) => signal.events.includes('ask-over')),
        ready ?? null,
      ),
    ).toBeNull();
  });

  it('takes a step of the clock at least', () => {
    const coarse = served.map((entry) => ({ ...entry, tick: { ...entry.tick, resolutionSeconds: 1 } }));
    expect(coldestStep(coarse, ready ?? null)).toBeNull();
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
