import type { Reproduction, Trial } from '../../model/reproduction.js';
import type { Seconds } from '../../model/units.js';
import { jsonText } from '../escape/json-text.js';
import { sanitize } from '../escape/sanitize.js';
import { mapTexts } from '../escape/texts.js';
import { attributesOf } from '../otlp/attributes.js';
import { nanoseconds } from '../otlp/boot-time.js';
import { idOf, spanIdOf } from '../otlp/ids.js';
import type { OtlpSpan } from '../otlp/spans.js';

const internal = 1;
const failed = 2;

/** A trial as a trace: the whole until its last stage ends, its stages beneath. */
const spansOf = ({ condition, round, startedAt, failure, stages }: Trial): OtlpSpan[] => {
  if (startedAt === null) return [];
  const began: Seconds = Date.parse(startedAt) / 1000;
  const traceId = idOf([condition, round, startedAt], 16);
  const root = spanIdOf(traceId, 'trial');
  const ends = stages.map(({ startSeconds, seconds }) => startSeconds + seconds);
  const trial: OtlpSpan = {
    traceId,
    spanId: root,
    name: 'trial',
    kind: internal,
    startTimeUnixNano: nanoseconds(began),
    endTimeUnixNano: nanoseconds(began + Math.max(0, ...ends)),
    attributes: attributesOf({ 'coldcase.condition': condition, 'coldcase.round': round }),
    status: failure === null ? {} : { code: failed, message: failure },
  };
  return [
    trial,
    ...stages.map(({ stage, startSeconds, seconds, peakBytes }) => ({
      traceId,
      spanId: spanIdOf(traceId, stage),
      parentSpanId: root,
      name: stage,
      kind: internal,
      startTimeUnixNano: nanoseconds(began + startSeconds),
      endTimeUnixNano: nanoseconds(began + startSeconds + seconds),
      attributes: attributesOf({ 'coldcase.seconds': seconds, 'coldcase.peak_bytes': peakBytes }),
      status: {},
    })),
  ];
};

/** The raw trials of a reproduction as traces, one each, on one line of OTLP's JSON as a collector's file receiver reads it. */
export const renderReproductionOtlp = (given: Reproduction): string => {
  const { tool, model, service, trials, machine } = mapTexts(given, sanitize);
  const resource = {
    attributes: attributesOf({
      'service.name': service?.command ?? model?.path ?? '',
      'host.cpu.model.name': machine.processor,
      'coldcase.onnxruntime': machine.onnxruntime,
    }),
  };
  const spans = trials.flatMap(spansOf);
  return spans.length === 0
    ? ''
    : `${jsonText({ resourceSpans: [{ resource, scopeSpans: [{ scope: { name: tool.name, version: tool.version }, spans }] }] })}\n`;
};
