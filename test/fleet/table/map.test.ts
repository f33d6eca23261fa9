import { describe, expect, it } from 'vitest';
import { parseMap, timeKindOf } from '../../../src/fleet/table/map.js';

const columns = (types: Readonly<{ [name: string]: string }>): ReadonlyMap<string, string> => new Map(Object.entries(types));

describe('--map', () => {
  it('says which columns hold what, with keys of maps and labels', () => {
    const { body, time, keys, labels } = parseMap('body=the line, time=ts ,replica=attrs[k8s.pod.name],label.node=host');
    expect({ body, time, keys, labels }).toEqual({
      body: { column: 'the line', key: null },
      time: { column: 'ts', key: null },
      keys: { replica: { column: 'attrs', key: 'k8s.pod.name' } },
      labels: { node: { column: 'host', key: null } },
    });
  });

  it.each([
    ['body=x', /must name the columns of the lines and of their time/],
    ['line=x,time=y', /--map line=x: give body=…/],
    ['body=x,time=', /--map time=: give/],
    ['body=x,time=y,label.=z', /--map label\.=z: give/],
  ])('is refused where it cannot be meant: %s', (text, message) => {
    expect(() => parseMap(text)).toThrow(message);
  });
});

describe('the time of a table', () => {
  const kind = (type: string) => timeKindOf(parseMap('body=b,time=t'), columns({ b: 'String', t: type }), 'd.t');

  it.each([
    ['DateTime64(9)', 'nanoseconds'],
    ["Nullable(DateTime64(3, 'UTC'))", 'nanoseconds'],
    ["DateTime('UTC')", 'seconds'],
    ['UInt64', 'number'],
    ['LowCardinality(String)', 'text'],
  ])('as %s is told as %s', (type, told) => expect(kind(type)).toBe(told));

  it('of another type is refused', () => expect(() => kind('Float64')).toThrow(/this column is Float64; give one of/));

  it('is not looked for where columns are missing: they are named with those that are there', () => {
    expect(() => timeKindOf(parseMap(null), columns({ message: 'String' }), 'app.logs')).toThrow(
      /app\.logs has no column Body, Timestamp, ResourceAttributes, ServiceName; say which of its columns \(message\)/,
    );
  });
});
