import { describe, expect, it } from 'vitest';
import type { BootReport } from '../../src/model/report.js';
import { metricFamilies } from '../../src/report/metrics/families.js';
import { otlpMessages, renderOtlp } from '../../src/report/otlp.js';
import { captured, reportOn } from './captured.js';
import { lessonBoot, reportOf } from './lesson-report.js';
import { throughOtlp } from './otlp/schema.js';
import { vllmBoot } from './vllm-report.js';

type Attribute = { readonly key: string; readonly value: { readonly [kind: string]: unknown } };
type Span = {
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId?: string;
  readonly name: string;
  readonly kind: number;
  readonly startTimeUnixNano: string;
  readonly endTimeUnixNano: string;
  readonly attributes: readonly Attribute[];
  readonly events?: readonly { readonly name: string; readonly timeUnixNano: string; readonly attributes: readonly Attribute[] }[];
  readonly status: { readonly code?: number };
};
type Resource = { readonly attributes: readonly Attribute[] };
type Metric = {
  readonly name: string;
  readonly unit: string;
  readonly gauge: { readonly dataPoints: readonly { readonly asDouble: number; readonly timeUnixNano?: string; readonly attributes: readonly Attribute[] }[] };
};

const traces = (...boots: BootReport[]): { resource: Resource; spans: readonly Span[] }[] => {
  const { traces: text } = otlpMessages(reportOf(...boots), null);
  const { resourceSpans } = JSON.parse(text ?? '{"resourceSpans":[]}');
  return resourceSpans.map((one: { resource: Resource; scopeSpans: { spans: Span[] }[] }) => ({
    resource: one.resource,
    spans: one.scopeSpans[0]?.spans ?? [],
  }));
};
const spansOf = (boot: BootReport): readonly Span[] => traces(boot)[0]?.spans ?? [];
const metricsOf = (boot: BootReport, observedAt: number | null = null): { resource: Resource; metrics: readonly Metric[] } => {
  const { resourceMetrics } = JSON.parse(otlpMessages(reportOf(boot), observedAt).metrics ?? '');
  return { resource: resourceMetrics[0].resource, metrics: resourceMetrics[0].scopeMetrics[0].metrics };
};
const valueIn = ({ attributes }: { readonly attributes: readonly Attribute[] }, key: string): unknown =>
  Object.values(attributes.find((attribute) => attribute.key === key)?.value ?? {})[0];

describe('the report as OTLP', () => {
  it.each(captured)('of %s is as agreed, and each line is read whole by the schema of OTLP', async (name, path) => {
    const text = renderOtlp(await reportOn(path));
    await expect(text).toMatchFileSnapshot(`golden/${name}.otlp.jsonl`);
    for (const line of text.trimEnd().split('\n')) {
      const object = JSON.parse(line);
      expect(throughOtlp('resourceSpans' in object ? 'traces' : 'metrics', object)).toEqual(object);
    }
  });

  it('has a schema beside it that loses what is not in it, and what is of another type', () => {
    const span = { name: 'boot', startTimeUnixNano: '1' };
    const message = (more: object): object => ({ resourceSpans: [{ scopeSpans: [{ spans: [{ ...span, ...more }] }] }] });
    expect(throughOtlp('traces', message({}))).toEqual(message({}));
    expect(throughOtlp('traces', message({ nome: 'boot' }))).not.toEqual(message({ nome: 'boot' }));
    expect(throughOtlp('traces', message({ name: 5 }))).not.toEqual(message({ name: 5 }));
    expect(throughOtlp('traces', message({ endTimeUnixNano: 'soon' }))).not.toEqual(message({ endTimeUnixNano: 'soon' }));
  });

  it('has one trace a boot: the boot until ready, and its spans and gaps beneath', () => {
    const [root, ...children] = spansOf(vllmBoot);
    expect(root).toMatchObject({ name: 'boot', startTimeUnixNano: '1770787864000000000', endTimeUnixNano: '1770787995400000000', status: {} });
    expect(root?.parentSpanId).toBeUndefined();
    expect(children.every(({ parentSpanId, traceId }) => parentSpanId === root?.spanId && traceId === root?.traceId)).toBe(true);
    expect(children.find(({ name }) => name === 'compile')).toMatchObject({ startTimeUnixNano: '1770787904400000000', endTimeUnixNano: '1770787965600000000' });
  });

  it('puts what a request waited for beneath the request, which is of the kind of a server', async () => {
    const report = await reportOn('fixtures/captured/gpu/compile-in-request.log');
    const spans = traces(...report.boots)[0]?.spans ?? [];
    const request = spans.find(({ name }) => name === 'first-request');
    expect(request?.kind).toBe(2);
    expect(spans.find(({ name }) => name === 'compile')?.parentSpanId).toBe(request?.spanId);
  });

  it('has a gap as a span, at its place', () => {
    const placed = { ...vllmBoot, gaps: vllmBoot.gaps.slice(0, 1).map((gap) => ({ ...gap, startSeconds: 4 })) };
    const gap = spansOf(placed).find(({ name }) => name === 'gap');
    expect(gap).toMatchObject({ startTimeUnixNano: '1770787868000000000', endTimeUnixNano: '1770787878600000000' });
    expect(gap?.events?.map((event) => valueIn(event, 'coldcase.cause.id'))).toEqual(['import-slow']);
    expect(spansOf(vllmBoot).some(({ name }) => name === 'gap')).toBe(false);
  });

  it('tells milestones and causes as events, a cause once', () => {
    const spans = spansOf(vllmBoot);
    expect(spans[0]?.events?.map(({ name }) => name)).toEqual(['coldcase.listening', 'coldcase.ready']);
    const told = spans.flatMap(({ events = [] }) => events.filter(({ name }) => name === 'coldcase.cause').map((event) => valueIn(event, 'coldcase.cause.id')));
    expect(told).toEqual(['compile-at-startup', 'graph-capture-slow', 'tokenizer-slow-implementation']);
    expect(spans.find(({ name }) => name === 'compile')?.events?.[0]?.timeUnixNano).toBe('1770787965600000000');
  });

  it('marks the boot as an error only where it failed', () => {
    expect(spansOf({ ...vllmBoot, verdict: 'failed' })[0]?.status.code).toBe(2);
    expect(spansOf(vllmBoot)[0]?.status.code).toBeUndefined();
  });

  it('ends a boot that never got ready with the last that is known of it, and says so', () => {
    const [root] = spansOf({ ...vllmBoot, timeToReadySeconds: null, milestones: { listening: null, ready: null, warm: null } });
    expect(root?.endTimeUnixNano).toBe('1770787995400000000');
    expect(valueIn(root ?? { attributes: [] }, 'coldcase.end')).toMatch(/ready is not in the log/);
  });

  it('gives the same ids to the same boot, and other ones to another', () => {
    const ids = (boot: BootReport): string[] => spansOf(boot).flatMap(({ traceId, spanId }) => [traceId, spanId]);
    expect(ids(structuredClone(vllmBoot))).toEqual(ids(vllmBoot));
    expect(ids({ ...vllmBoot, reason: 'told in other words' })).toEqual(ids(vllmBoot));
    expect(ids({ ...vllmBoot, id: 'server.log#2' })[0]).not.toBe(ids(vllmBoot)[0]);
    const spans = spansOf(vllmBoot);
    expect(new Set(spans.map(({ spanId }) => spanId)).size).toBe(spans.length);
    for (const { traceId, spanId } of spans)
      expect([traceId, spanId]).toEqual([expect.stringMatching(/^[0-9a-f]{32}$/), expect.stringMatching(/^[0-9a-f]{16}$/)]);
  });

  it('invents no time: a boot without a clock has metrics alone, says so, and its points have the time of the sending or none', () => {
    expect(otlpMessages(reportOf(lessonBoot), null).traces).toBeNull();
    const { resource, metrics } = metricsOf(lessonBoot);
    expect(valueIn(resource, 'coldcase.clock')).toMatch(/^none/);
    expect(metrics.flatMap(({ gauge }) => gauge.dataPoints).some((point) => 'timeUnixNano' in point)).toBe(false);
    expect(metricsOf(lessonBoot, 1_800_000_000).metrics[0]?.gauge.dataPoints[0]?.timeUnixNano).toBe('1800000000000000000');
  });

  it('dates the gauges of a boot that has a clock by its end', () => {
    expect(metricsOf(vllmBoot, 1_800_000_000).metrics[0]?.gauge.dataPoints[0]?.timeUnixNano).toBe('1770787995400000000');
  });

  it('has the metrics of the text formats, with their units apart', () => {
    const { metrics } = metricsOf(vllmBoot);
    const seconds = metrics.find(({ name }) => name === 'coldcase.time_to_ready');
    expect(seconds).toMatchObject({ unit: 's', gauge: { dataPoints: [{ asDouble: 131.4 }] } });
    expect(metrics.find(({ name }) => name === 'coldcase.memory_limit')?.unit).toBe('By');
    expect(metrics.find(({ name }) => name === 'coldcase.cold_warm')?.unit).toBe('1');
    const suffix: { readonly [unit: string]: string } = { s: '_seconds', By: '_bytes', '1': '_ratio', '': '' };
    const names = metricFamilies.map(({ name }) => name);
    for (const { name, unit } of metrics) expect(names).toContain(`${name.replace('.', '_')}${suffix[unit]}`);
  });

  it('names the replica by semantic conventions, and the rest under coldcase', () => {
    const image = 'registry.example:5000/serving/vllm:v0.8.4@sha256:0123';
    const [{ resource } = { resource: { attributes: [] } }] = traces({ ...vllmBoot, labels: { ...vllmBoot.labels, image, unit: 'vllm.service' } });
    const named = Object.fromEntries(resource.attributes.map(({ key }) => [key, valueIn(resource, key)]));
    expect(named).toMatchObject({
      'service.name': 'vllm',
      'service.version': '0.8.4',
      'service.instance.id': 'vllm-7d9f8c-x2x4q',
      'k8s.pod.name': 'vllm-7d9f8c-x2x4q',
      'k8s.namespace.name': 'prod',
      'k8s.node.name': 'gpu-node-3',
      'container.image.name': 'registry.example:5000/serving/vllm',
      'container.image.tags': { values: [{ stringValue: 'v0.8.4' }] },
      'coldcase.label.unit': 'vllm.service',
      'coldcase.fingerprint.model': 'Qwen/Qwen2.5-7B-Instruct',
    });
  });

  it('holds no raw control character', () => {
    const evil = '\u001b]0;title\u0007\u202e\u2028';
    const text = renderOtlp(reportOf({ ...vllmBoot, reason: evil, labels: { pod: evil, [evil]: evil }, replica: evil }));
    expect(text).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u2028\u202e]/);
  });

  it('is empty where no boot was found', () => {
    expect(renderOtlp(reportOf())).toBe('');
  });
});
