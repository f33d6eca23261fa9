import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { diagnose } from '../../../src/index.js';
import { sanitize } from '../../../src/report/escape/sanitize.js';
import type { Bar } from '../../../src/report/markdown/bars.js';
import { gantt } from '../../../src/report/markdown/gantt.js';
import { chartOf } from '../../../src/report/markdown/lay.js';
import { lessonBoot } from '../lesson-report.js';
import { vllmBoot } from '../vllm-report.js';
import { hostile } from './hostile.js';
import { parseGantt, shown } from './mermaid.js';

const bar = (label: string, from = 0, to = 1, kind: Bar['kind'] = 'phase'): Bar => ({ label, from, to, kind });

const zero = new Date(2000, 0, 1).getTime();
const secondsOf = (date: Date): number => (date.getTime() - zero) / 1000;

describe('the chart of a start', () => {
  it('is read by Mermaid as it is meant, whatever the labels hold', async () => {
    // As `bounded` does, the cut leaves no half of a character.
    const short = (text: string) => text.slice(0, 80).replace(/[\ud800-\udbff]$/, '');
    const label = hostile.map((text) => short(sanitize(text).replace(/\s+/g, ' ').trim()).trim()).filter((text) => text !== '');
    await fc.assert(
      fc.asyncProperty(label, label, async (section, task) => {
        const { tasks, sections } = await parseGantt(gantt([{ name: section, bars: [bar(task, 0.5, 2.25), bar(task, 2.25, 2.25, 'milestone')] }]));
        expect(sections.map(shown)).toEqual([section]);
        expect(tasks.map((one) => shown(one.task).trim())).toEqual([task.trim(), task.trim()]);
        expect(tasks.map((one) => [secondsOf(one.startTime), secondsOf(one.endTime)])).toEqual([
          [0.5, 2.25],
          [2.25, 2.25],
        ]);
      }),
      { numRuns: 100 },
    );
  });

  it.each(['click here', 'section two', 'title', 'call back', 'dateFormat x', 'style: a', 'end', 'vert'])('takes no label for a command: %s', async (label) => {
    const { tasks, sections } = await parseGantt(gantt([{ name: 'Start', bars: [bar(label)] }]));
    expect([...sections, ...tasks.map(({ task }) => shown(task).trim())]).toEqual(['Start', label]);
  });

  it('has a section for each scope, with gaps, milestones and what a cause names', async () => {
    const { sections, tasks } = await parseGantt(gantt(chartOf(vllmBoot, 40).sections));
    expect(sections).toEqual(['Start']);
    expect(tasks.filter(({ task }) => task.startsWith('Unexplained'))).not.toEqual([]);
    expect(tasks.filter(({ milestone }) => milestone).map(({ task }) => task.trim())).toEqual(['Listening', 'Ready']);
  });

  it('stacks the stretches in the order of the log where there is no clock', () => {
    const { sections, scale } = chartOf(lessonBoot, 40);
    expect(scale).toBe('order');
    expect(sections.map(({ bars }) => bars.map(({ from, to }) => [from, to]))).toEqual([
      [
        [0, 1.8],
        [1.8, 2.5],
      ],
      [
        [2.5, 4.8],
        [4.8, 6],
      ],
    ]);
  });

  it('lets a request that came hours later begin at its own zero', async () => {
    const [boot] = (await diagnose('fixtures/captured/uvicorn/trace-in-request.log')).boots;
    if (boot === undefined) throw new Error('the log has a start');
    expect(chartOf(boot, 40)).toMatchObject({ scale: 'clock', sections: [{ name: 'Start' }, { name: 'First request' }] });
    const later = (iso: string | null): string | null => (iso === null ? null : new Date(Date.parse(iso) + 7_200_000).toISOString());
    const phases = boot.phases.map((phase) =>
      phase.scope === 'request' ? { ...phase, spans: phase.spans.map((span) => ({ ...span, start: later(span.start), end: later(span.end) })) } : phase,
    );
    const { sections, scale } = chartOf({ ...boot, phases, gaps: [] }, 40);
    expect(scale).toBe('apart');
    expect(Math.max(...sections.flatMap(({ bars }) => bars.map(({ to }) => to)))).toBeLessThan(60);
  });
});
