import { describe, expect, it } from 'vitest';
import type { Facts } from '../../src/model/signal.js';
import { shapesOf } from '../../src/timeline/shapes.js';
import { entriesOf, linesOf } from './entries.js';

const warmed = (facts: Facts): object[] => shapesOf(entriesOf({ shape: 'warmed', facts })).map(({ shape }) => shape);

describe('shapes', () => {
  it('are those of lines that speak of them, and of requests, each with its role and line', () => {
    const found = shapesOf(
      entriesOf(
        { facts: { batch: 9 } },
        { shape: 'warmed', facts: { batch: 1 } },
        { request: 'ends', facts: { batch: 2 } },
        { shape: 'typical', facts: { batch: 3 } },
      ),
    );
    expect(found.map(({ shape, role, evidence }) => [shape, role, evidence.line])).toEqual([
      [{ batch: 1 }, 'warmed', 2],
      [{ batch: 2 }, 'requested', 3],
      [{ batch: 3 }, 'typical', 4],
    ]);
  });

  it.each([
    [{ batch: 4, sequence: 128 }, [{ batch: 4, sequence: 128 }]],
    [{ height: 224, width: 256 }, [{ height: 224, width: 256 }]],
    [{ sequences: '[64, 128]' }, [{ sequence: 64 }, { sequence: 128 }]],
    [{ batches: '1,2,16' }, [{ batch: 1 }, { batch: 2 }, { batch: 16 }]],
    [{ sequences: `128, ${'9'.repeat(400)}` }, [{ sequence: 128 }]],
    [{ shapes: `8x${'9'.repeat(400)}` }, []],
    [{ shapes: '8x128' }, [{ batch: 8, sequence: 128 }]],
    [
      { shapes: '8 × 128; 12 * 256' },
      [
        { batch: 8, sequence: 128 },
        { batch: 12, sequence: 256 },
      ],
    ],
    [{ shapes: '1x3x224x256' }, [{ batch: 1, height: 224, width: 256 }]],
    [{ shapes: '2x3x4' }, [{ batch: 2 }]],
    [{ shapes: '1x2x3x4x5' }, [{ batch: 1 }]],
    [{ shapes: '8' }, []],
    [{}, []],
    [{ typicalBatch: 8 }, [{ batch: 8 }]],
    [{ typicalSequence: '512' }, [{ sequence: 512 }]],
    [{ typicalBatch: 8, typicalSequence: 512 }, [{ batch: 8, sequence: 512 }]],
  ] as const)('of %j are %j', (facts, shapes) => expect(warmed(facts)).toEqual(shapes));

  it('that a line calls typical are so, whatever else it says', () => {
    const found = shapesOf(entriesOf({ shape: 'warmed', facts: { batch: 1, typicalBatch: 8 } }));
    expect(found.map(({ role }) => role)).toEqual(['warmed', 'typical']);
    expect(linesOf(found.map(({ evidence }) => evidence))).toEqual([1, 1]);
  });

  it('are a hundred of a line, and a thousand of a boot', () => {
    expect(warmed({ sequences: Array.from({ length: 150 }, (_, index) => index + 1).join(' ') })).toHaveLength(100);
    expect(shapesOf(entriesOf(...Array.from({ length: 1100 }, () => ({ shape: 'warmed' as const, facts: { batch: 1 } }))))).toHaveLength(1000);
  });
});
