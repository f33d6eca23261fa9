import { memberOf } from '../target/dialect.js';
import { columnNamed, type Row } from './traffic-columns.js';

const listOf = (value: unknown, name: string): readonly unknown[] => {
  const list = memberOf(value, name);
  return Array.isArray(list) ? list : [];
};

const figureOf = (value: unknown): unknown => memberOf(value, 'intValue') ?? memberOf(value, 'doubleValue') ?? memberOf(value, 'stringValue');

const secondsOf = (span: unknown): Row => {
  const [start, end] = ['startTimeUnixNano', 'endTimeUnixNano'].map((name) => memberOf(span, name));
  const column = columnNamed('seconds');
  if (column === null || typeof start !== 'string' || typeof end !== 'string' || !/^\d+$/.test(start) || !/^\d+$/.test(end)) return [];
  return [[column, Number(BigInt(end) - BigInt(start)) / 1e9]];
};

/** A row for each span of a line of OTLP in JSON, as the file exporter of OpenTelemetry's collector writes it; null where the line is none. */
export const otlpRows = (value: unknown): readonly Row[] | null => {
  if (memberOf(value, 'resourceSpans') === undefined) return null;
  const spans = listOf(value, 'resourceSpans')
    .flatMap((resource) => listOf(resource, 'scopeSpans'))
    .flatMap((scope) => listOf(scope, 'spans'));
  return spans.map((span): Row => {
    const named = listOf(span, 'attributes').flatMap((attribute): Row => {
      const column = columnNamed(String(memberOf(attribute, 'key')));
      const figure = figureOf(memberOf(attribute, 'value'));
      return column === null || figure === undefined ? [] : [[column, figure]];
    });
    return [...named, ...secondsOf(span)];
  });
};
