import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import type { BootReport } from '../../src/model/report.js';
import { renderPerfetto } from '../../src/report/perfetto.js';
import { captured, reportOn } from './captured.js';
import { lessonBoot, reportOf } from './lesson-report.js';
import { bootOf } from './many-spans.js';
import { vllmBoot } from './vllm-report.js';

type Event = {
  readonly ph: string;
  readonly name: string;
  readonly pid: number;
  readonly tid: number;
  readonly ts: number;
  readonly dur: number;
  readonly args: { readonly [name: string]: unknown };
};
type Trace = { readonly traceEvents: readonly Event[]; readonly metadata: { readonly boots: readonly { readonly [name: string]: unknown }[] } };

const trace = (...boots: BootReport[]): Trace => JSON.parse(renderPerfetto(reportOf(...boots)));
const rowNames = ({ traceEvents }: Trace): unknown[] => traceEvents.filter(({ name }) => name === 'thread_name').map(({ args }) => args.name);
const barsOf = ({ traceEvents }: Trace): Event[] => traceEvents.filter(({ ph }) => ph === 'X');

const integer = { type: 'integer', minimum: 0 };
const text = { type: 'string', minLength: 1 };
const kinds = {
  process_name: { name: text },
  process_labels: { labels: text },
  process_sort_index: { sort_index: integer },
  thread_name: { name: text },
  thread_sort_index: { sort_index: integer },
};
const event = (ph: string, properties: object, optional: readonly string[] = []): object => ({
  type: 'object',
  additionalProperties: false,
  required: ['ph', 'pid', ...Object.keys(properties).filter((name) => !optional.includes(name))],
  properties: { ph: { const: ph }, pid: integer, ...properties },
});
const metadataEvents = Object.entries(kinds).map(([name, args]) =>
  event('M', { name: { const: name }, tid: integer, args: { type: 'object', additionalProperties: false, required: Object.keys(args), properties: args } }, [
    'tid',
  ]),
);

/**
 * Of the Trace Event Format (https://docs.google.com/document/d/1CvAClvFfyA5R-PhYUmn5OOQtYMH4h6I0nSsKchNAySU), as far as we write it: the
 * object form; M events with their own arguments; X with ts and dur in microseconds; i with a scope of g, p or t.
 */
const schema = {
  type: 'object',
  required: ['traceEvents'],
  properties: {
    displayTimeUnit: { enum: ['ms', 'ns'] },
    metadata: { type: 'object' },
    traceEvents: {
      type: 'array',
      items: {
        anyOf: [
          ...metadataEvents,
          event('X', { name: text, cat: text, tid: integer, ts: integer, dur: integer, args: { type: 'object' } }),
          event('i', { name: text, cat: text, tid: integer, ts: integer, s: { enum: ['g', 'p', 't'] }, args: { type: 'object' } }),
        ],
      },
    },
  },
};
const validate = new Ajv2020({ allErrors: true, allowUnionTypes: true }).compile(schema);

/** Bars of a row that overlap without one holding the other. */
const crossings = (bars: readonly Event[]): number => {
  const open = new Map<number, number[]>();
  let found = 0;
  for (const { tid, ts, dur } of bars) {
    const ends = open.get(tid) ?? [];
    while ((ends.at(-1) ?? Number.POSITIVE_INFINITY) <= ts) ends.pop();
    if ((ends.at(-1) ?? Number.POSITIVE_INFINITY) < ts + dur) found += 1;
    open.set(tid, [...ends, ts + dur]);
  }
  return found;
};

describe('the report as a trace for Perfetto', () => {
  it.each(captured)('of %s is as agreed, follows the format, and its bars nest', async (name, path) => {
    const text = renderPerfetto(await reportOn(path));
    await expect(text).toMatchFileSnapshot(`golden/${name}.perfetto.json`);
    const read: Trace = JSON.parse(text);
    validate(read);
    expect(validate.errors).toBeNull();
    expect(crossings(barsOf(read))).toBe(0);
  });

  it('has a process a boot and a row for phases, requests and each process, numbered once', () => {
    const read = trace(vllmBoot, lessonBoot);
    expect(read.traceEvents.filter(({ name }) => name === 'process_name').map(({ pid, args }) => [pid, args.name])).toEqual([
      [1, 'vllm-7d9f8c-x2x4q (server.log#1)'],
      [2, 'fixtures/lesson.log#1'],
    ]);
    expect(rowNames(read).slice(0, 2)).toEqual(['startup: phases and gaps', 'spans: pid 41490']);
    const rows = read.traceEvents.filter(({ name }) => name === 'thread_name').map(({ tid }) => tid);
    expect(new Set([...rows, 1, 2]).size).toBe(rows.length + 2);
  });

  it('counts from the beginning of each boot and gives its date beside', () => {
    const read = trace(vllmBoot);
    expect(read.metadata.boots[0]).toMatchObject({ zeroAt: '2026-02-11T05:31:04.000Z', startedAt: '2026-02-11T05:31:04.000Z' });
    expect(barsOf(read).find(({ name }) => name === 'weights-load')).toMatchObject({ ts: 20_600_000, dur: 18_200_000 });
    expect(read.traceEvents.find(({ ph, name }) => ph === 'i' && name === 'ready')).toMatchObject({ ts: 131_400_000 });
  });

  it('begins with what a stated duration reaches back to, ahead of the first line', () => {
    const early: BootReport = { ...vllmBoot, startedAt: '2026-02-11T05:31:10.000Z' };
    const read = trace(early);
    expect(read.metadata.boots[0]).toMatchObject({ zeroAt: '2026-02-11T05:31:04.000Z' });
    expect(read.traceEvents.find(({ ph, name }) => ph === 'i' && name === 'ready')).toMatchObject({ ts: 137_400_000 });
  });

  it('says of a bar its basis, its lines and the causes that cite them', () => {
    const bars = barsOf(trace(vllmBoot));
    expect(bars.findLast(({ name }) => name === 'compile')?.args).toMatchObject({
      basis: 'stated',
      process: 'pid 41490',
      causes: ['compile-at-startup'],
      evidence: [{ file: 'server.log', line: 61 }],
    });
    expect(bars.find(({ name }) => name === 'gap')?.args).toMatchObject({ causes: ['import-slow'], suspect: 'process' });
  });

  it('lays what has no clock out in the order of the log, and says so', () => {
    const read = trace(lessonBoot);
    expect(rowNames(read)).toEqual(['startup: phases and gaps, no clock', 'first request: phases and gaps, no clock', 'spans: generic, no clock']);
    expect(barsOf(read).map(({ name, ts }) => [name, ts])).toEqual([
      ['weights-load', 0],
      ['tokenizer', 1_800_000],
      ['device-init', 2_500_000],
      ['compile', 4_800_000],
      ['weights-load', 0],
      ['tokenizer', 1_800_000],
      ['device-init', 2_500_000],
      ['compile', 4_800_000],
    ]);
    expect(read.metadata.boots[0]).toMatchObject({ clock: expect.stringMatching(/^none/), zeroAt: null });
    expect(barsOf(read)[0]?.args.placement).toBe('no clock: in the order of the log');
  });

  it('hides no gap: one that has no place by a clock stands in the order of the log', () => {
    const [gap] = vllmBoot.gaps;
    if (gap === undefined) throw new Error('the boot has gaps');
    const between = { ...gap, after: { ...gap.after, line: 1 }, before: { ...gap.before, line: 2 } };
    const bars = barsOf(trace({ ...lessonBoot, gaps: [between] })).filter(({ tid }) => tid === 2);
    expect(bars.map(({ name, ts }) => [name, ts])).toEqual([
      ['weights-load', 0],
      ['gap', 1_800_000],
      ['tokenizer', 12_400_000],
    ]);
  });

  it('gives spans that only overlap a row of their own', () => {
    const read = trace(bootOf(400));
    validate(read);
    expect(validate.errors).toBeNull();
    expect(crossings(barsOf(read))).toBe(0);
    expect(barsOf(read).filter(({ args }) => args.process !== undefined)).toHaveLength(400);
  });

  it('holds no raw control character and cuts long lines', () => {
    const evil = `\u001b]0;title\u0007\u202e${'x'.repeat(5000)}`;
    const text = renderPerfetto(
      reportOf({
        ...lessonBoot,
        replica: evil,
        phases: lessonBoot.phases.map((phase) => ({
          ...phase,
          spans: phase.spans.map((span) => ({ ...span, evidence: [{ file: evil, line: 1, text: evil }] })),
        })),
      }),
    );
    expect(text).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202e]/);
    expect(
      JSON.parse(text)
        .traceEvents.flatMap(({ args }: Event) => (args.evidence as { text: string }[]) ?? [])
        .every(({ text }: { text: string }) => text.length < 450),
    ).toBe(true);
  });

  it('is an empty trace where no boot was found', () => {
    expect(trace().traceEvents).toEqual([]);
  });
});
