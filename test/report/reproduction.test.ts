import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import type { Reproduction, ReproductionMachine, Trial } from '../../src/model/reproduction.js';
import { plainPalette } from '../../src/report/drawing/palette.js';
import { widthOf } from '../../src/report/drawing/width.js';
import { renderReproductionCsv } from '../../src/report/reproduction/csv.js';
import { renderReproductionHtml } from '../../src/report/reproduction/html.js';
import { renderReproductionMarkdown } from '../../src/report/reproduction/markdown.js';
import { renderReproductionOpenmetrics, renderReproductionPrometheus } from '../../src/report/reproduction/metrics.js';
import { renderReproductionOtlp } from '../../src/report/reproduction/otlp.js';
import { renderReproductionPerfetto } from '../../src/report/reproduction/perfetto.js';
import { reproductionJsonSchema } from '../../src/report/reproduction/schema.js';
import { renderReproductionSvg } from '../../src/report/reproduction/svg.js';
import { renderReproductionText } from '../../src/report/reproduction/text.js';
import { changes } from '../../src/reproduce/changes.js';
import { conditionsFor } from '../../src/reproduce/conditions.js';
import type { PreparedModel } from '../../src/reproduce/prepare-model.js';
import { reproductionOf } from '../../src/reproduce/reproduction.js';
import type { Trials } from '../../src/reproduce/trials.js';
import { madeTrial } from '../reproduce/made-trials.js';
import { hasOpenmetricsParser, hasPromtool, parsedOpenmetrics, promtool } from './metrics/readers.js';
import { throughOtlp } from './otlp/schema.js';

const machine: ReproductionMachine = {
  processor: 'A processor',
  cores: 2,
  memoryBytes: 8 * 2 ** 30,
  memoryLimitBytes: 2 ** 30,
  platform: 'linux x64',
  node: '20.20.2',
  onnxruntime: '1.30.0',
  load: { before: 0.4, after: 1.2 },
};
const settings = { seed: 7, precision: 0.05, maxTrials: 30, maxSeconds: 60, trialTimeoutSeconds: 60 };
const prepared: PreparedModel = {
  model: { path: 'models/a.onnx', bytes: 1_000_000, externalFiles: [], opset: 13, inputs: [{ name: 'x', type: 'float32', dimensions: ['batch'] }] },
  files: ['/models/a.onnx'],
  bindings: [{ dimension: 'batch', sizes: [1], basis: 'assumed' }],
  shapes: [{ batch: 1 }],
  plans: [[]],
  tokenizer: null,
};
const trialsOf = (rounds: number, fileRead: number): Trial[] =>
  Array.from({ length: rounds }, (_, round) => round).flatMap((round) => [
    madeTrial('page-cache-cold', round, { 'process-start': 0.04 + round / 1e4, 'file-read': fileRead, 'first-run': 0.003 }),
    madeTrial('page-cache-warm', round, { 'process-start': 0.04 + round / 1e4, 'file-read': 0.1, 'first-run': 0.003 }),
    madeTrial('page-cache-warm-again', round, { 'process-start': 0.04 + round / 1e4, 'file-read': 0.1, 'first-run': 0.003 }),
  ]);
const made = (trials: readonly Trial[], ending: Trials['ending'] = 'precise'): Trials => ({ trials, ending, seconds: 12 });
const conditions = conditionsFor('cold');
const creation = { starts: 3, seconds: 0.3, loadSeconds: 0.1, initialisationSeconds: 0.15, otherSeconds: 0.05 };
const rehearsal = { prepared, conditions, changes: [], saved: new Map(), providers: [], creation, refused: [], remarks: [] };
const clear = reproductionOf(rehearsal, made(trialsOf(10, 0.2)), machine, settings);
const text = (reproduction: Reproduction, width = 80, isBrief = false): string =>
  renderReproductionText(reproduction, { width, palette: plainPalette, isBrief });

describe('a reproduction as a trace', () => {
  it('has a process for each condition and a row for each of its trials, whose stages lie where they lay', () => {
    const { traceEvents } = JSON.parse(renderReproductionPerfetto(clear));
    const named = (name: string) => traceEvents.filter((event: { name: string }) => event.name === name);
    expect(named('process_name').map((event: { args: { name: string } }) => event.args.name)).toEqual(['page cache cold', 'page cache warm', 'the same again']);
    expect(named('thread_name')).toHaveLength(30);
    expect(named('file-read')[0]).toMatchObject({ ph: 'X', pid: 1, ts: 40_000, dur: 200_000 });
  });
});

describe('the sentence of a reproduction', () => {
  it('says what a cold start costs, over what, where it sits, and what the page cache is of it', () => {
    expect(clear.summary).toBe(
      "A cold start of a.onnx takes 243 ms to its first answer, 243 times a warm run (1.00 ms); 82 % of it is reading the file. Of that, 100 ms (99.7 ms to 100 ms) is the model's pages not being in memory.",
    );
  });

  it('says of what parts creating the session is made, and what of it was saved by leaving one out', () => {
    expect(text(clear).replace(/\s+/g, ' ')).toContain(
      "Of a session-creation of 300 ms, by ONNX Runtime's own profile of 3 starts: load of the model 100 ms, initialisation 150 ms, neither 50.0 ms.",
    );
    const tried = conditionsFor(
      'cold',
      changes.filter(({ id }) => id === 'prepacking'),
    );
    const trials = ['page-cache-warm', 'page-cache-warm-again', 'prepacking'].flatMap((id) =>
      Array.from({ length: 10 }, (_, round) =>
        madeTrial(id, round, { 'session-creation': (id === 'prepacking' ? 0.2 : 0.3) + round / 1e5, 'first-run': 0.003 }),
      ),
    );
    expect(text(reproductionOf({ ...rehearsal, conditions: tried }, made(trials), machine, settings))).toMatch(/without\s+prepacking\s+−100 ms/);
  });

  it('calls noise what lies within it', () => {
    expect(reproductionOf(rehearsal, made(trialsOf(10, 0.1)), machine, settings).summary).toContain('What the page cache changes lies within the noise.');
  });

  it('says that few trials tell nothing', () => {
    expect(reproductionOf(rehearsal, made(trialsOf(2, 0.2)), machine, settings).summary).toContain('Too few trials tell what the page cache changes.');
  });

  it('does not speak of a cold page cache that could not be had', () => {
    const warmOnly = trialsOf(10, 0.2).filter(({ condition }) => condition !== 'page-cache-cold');
    const reproduction = reproductionOf({ ...rehearsal, conditions: conditionsFor('warm') }, made(warmOnly), machine, settings);
    expect(reproduction.summary).not.toContain('page cache');
    expect(text(reproduction)).toContain('A cold start  page cache warm');
  });

  it('says that nothing is known where no trial came to its end', () => {
    const failed = trialsOf(1, 0.2).map((trial) => ({ ...trial, failure: 'killed' }));
    const reproduction = reproductionOf(rehearsal, made(failed), machine, settings);
    expect(reproduction.summary).toBe('No trial of a.onnx came to its end, so nothing is known of its start.');
    expect(text(reproduction)).toContain('3 of 3 trials failed and count for nothing; the last: killed.');
  });
});

describe('the text of a reproduction', () => {
  it('lays cold beside warm, stage by stage, and gives the noise', () => {
    const shown = text(clear);
    expect(shown).toMatch(/^ {2}file-read +200 ms \(200–200\) +100 ms \(100–100\) +\+100 ms$/m);
    expect(shown).toMatch(/^ {2}process-start .* ±0\.00 ms \(noise\)/m);
    expect(shown).toContain('The warm condition against itself: ±0.00 ms (noise)');
  });

  it('shows first, second and steady run of a shape', () => {
    expect(text(clear, 100)).toMatch(/^ {2}batch=1 +3\.00 ms \(3\.00–3\.00\) +2\.00 ms \(2\.00–2\.00\) +1\.00 ms \(1\.00–1\.00\) +\+2\.00 ms$/m);
  });

  it('shows what a change saves with its interval, and what it costs elsewhere', () => {
    const changed = {
      ...rehearsal,
      conditions: conditionsFor('cold', changes),
      saved: new Map([['saved-model', { files: ['/tmp/saved.onnx'], bytes: 2_000_000 }] as const]),
    };
    const saving = Array.from({ length: 10 }, (_, round) =>
      madeTrial('saved-model', round, { 'process-start': 0.04 + round / 1e4, 'file-read': 0.05, 'first-run': 0.003 }),
    );
    const answer = reproductionOf(changed, made([...trialsOf(10, 0.2), ...saving]), machine, settings);
    const [shown, narrow] = [text(answer, 120), text(answer, 80)];
    expect(shown).toMatch(/^ {2}optimised model saved before +−50\.0 ms \(−50\.3 to −49\.7 ms\) +±0\.00 ms \(noise\) +±0\.00 ms \(noise\) +±0 B +1\.9 MiB$/m);
    expect(text(clear)).not.toContain('Single changes');
    expect(Math.max(...narrow.split('\n').map(widthOf))).toBeLessThanOrEqual(80);
    expect(narrow).toMatch(/^ {2}saved-model +−50\.0 ms /m);
  });

  it('keeps to the width of the terminal', () => {
    expect(Math.max(...text(clear, 80).split('\n').map(widthOf))).toBeLessThanOrEqual(80);
  });

  it('is the sentence alone where that was asked for', () => {
    expect(text(clear, 500, true).replaceAll('\n', ' ').trim()).toBe(clear.summary);
  });

  it('tells what limits it: an assumption, a busy machine, an interruption', () => {
    const busy = { ...machine, load: { before: 9, after: 8 } };
    const { remarks } = reproductionOf(rehearsal, made(trialsOf(10, 0.2), 'interrupted'), busy, settings);
    expect(remarks).toEqual([
      'Interrupted: this is what 30 trials show.',
      'Assumed from the name: batch=1; --shape binds a dimension to other sizes.',
      'The machine was busy: 9.0 programs wanted its 2 cores, so every figure is larger than on an idle one.',
    ]);
  });

  it('shows nothing of a model raw that a terminal could obey', () => {
    const shape = { 'ba\u001b[2Jtch': 1 };
    const trials = trialsOf(10, 0.2).map((trial) => ({ ...trial, runs: trial.runs.map((runs) => ({ ...runs, shape })) }));
    const hostile = { ...prepared, model: { ...prepared.model, path: 'a\u001b[31m.onnx' }, shapes: [shape] };
    expect(text(reproductionOf({ ...rehearsal, prepared: hostile }, made(trials), machine, settings))).not.toContain('\u001b');
  });
});

describe('a reproduction for others', () => {
  const hostile = { ...clear, summary: 'a <script>alert(1)</script> | b', remarks: ['=cmd()', '# heading'] };

  it('in Markdown has a table for the stages, and nothing of a model acts in it', () => {
    const page = renderReproductionMarkdown(hostile);
    expect(page).toMatch(/^\| file-read \| 200 ms \(200–200\) \| 100 ms \(100–100\) \|.*\+100 ms/m);
    expect(page).not.toContain('<script>');
    expect(page).toContain('- \\# heading');
  });

  it('in HTML is one page that may run nothing, with the same tables', () => {
    const page = renderReproductionHtml(hostile);
    expect(page).toContain('<th scope="row">file-read</th><td>200 ms (200–200)</td>');
    expect(page).toContain('default-src &#39;none&#39;');
    expect(page).not.toContain('<script>');
  });

  it('in CSV is each stage and each run of each trial, and no formula', () => {
    const [trial] = clear.trials;
    const trials = trial === undefined ? [] : [{ ...trial, failure: '=1+1' }];
    const lines = renderReproductionCsv({ ...clear, trials })
      .trim()
      .split('\r\n');
    expect(lines[0]).toBe('condition,round,started_at,failure,kind,name,start_seconds,seconds,peak_bytes');
    expect(lines[1]).toBe("page-cache-cold,0,2026-11-26T18:00:00.000Z,'=1+1,stage,process-start,0,0.04,14000");
    expect(lines.filter((line) => line.includes(',later,batch=1,'))).toHaveLength(4);
  });

  it('as a picture has the stages of each condition to one scale, and no markup of a model', () => {
    const picture = renderReproductionSvg(hostile);
    expect(picture).not.toContain('<script>');
    expect(picture).toContain('page cache warm: 143 ms');
    const widths = [...picture.matchAll(/<title>file-read · (\d+) ms[^<]*<\/title>.*?h([\d.]+)v/g)].map(
      ([, seconds, width]) => Number(width) / Number(seconds),
    );
    expect(widths.length).toBe(3);
    expect(Math.max(...widths) / Math.min(...widths)).toBeCloseTo(1, 1);
  });

  it('as traces has one of each trial, as the schema of OTLP reads it', () => {
    const message = JSON.parse(renderReproductionOtlp(clear));
    expect(throughOtlp('traces', message)).toEqual(message);
    const { spans } = message.resourceSpans[0].scopeSpans[0];
    expect(spans.filter(({ parentSpanId }: { parentSpanId?: string }) => parentSpanId === undefined)).toHaveLength(30);
    expect(renderReproductionOtlp({ ...clear, trials: [] })).toBe('');
  });

  it.skipIf(!hasPromtool)(`as metrics is what Prometheus takes${hasPromtool ? '' : ' (skipped: no promtool)'}`, () => {
    const metrics = renderReproductionPrometheus(hostile);
    expect(promtool(metrics)).toBe('');
    expect(metrics).toContain('condition="page-cache-cold",stage="file-read",bound="median"} 0.2');
  });

  it.skipIf(!hasOpenmetricsParser)(`as metrics is OpenMetrics too${hasOpenmetricsParser ? '' : ' (skipped: no python3-prometheus-client)'}`, () => {
    expect(parsedOpenmetrics(renderReproductionOpenmetrics(hostile)).map(({ name, unit }) => [name, unit])).toContainEqual([
      'coldcase_reproduce_first_answer_seconds',
      'seconds',
    ]);
  });

  it('tells that the machine changed while it was measured', () => {
    const rounds = Array.from({ length: 20 }, (_, round) => round).flatMap((round) =>
      ['page-cache-cold', 'page-cache-warm', 'page-cache-warm-again'].map((id) =>
        madeTrial(id, round, { 'process-start': round < 10 ? 0.1 : 0.2, 'first-run': 0.003 }),
      ),
    );
    const { remarks } = reproductionOf(rehearsal, made(rounds), machine, settings);
    expect(remarks.join()).toContain(
      'The machine changed while this was measured: from trial 21 of 40 of the same condition on, first answers took 97 % more.',
    );
  });
});

describe('the schema of a reproduction', () => {
  const validate = new Ajv2020().compile(reproductionJsonSchema);

  it('holds for one, whole or empty', () => {
    for (const trials of [trialsOf(10, 0.2), trialsOf(1, 0.2), []]) {
      validate(JSON.parse(JSON.stringify(reproductionOf(rehearsal, made(trials), machine, settings))));
      expect(validate.errors).toBeNull();
    }
  });

  it('does not hold without the raw trials', () => {
    const { trials: _, ...rest } = clear;
    expect(validate(rest)).toBe(false);
  });
});
