import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bound, inlined, joined, named, sql } from '../../../src/fleet/table/statement.js';

/** What ClickHouse reads out of a quoted text: backslashes escape. */
const unquoted = (text: string): string => text.slice(1, -1).replace(/\\(.)/gs, (_, letter: string) => (letter === '0' ? '\0' : letter));

describe('a statement', () => {
  it('sends values apart from its text', () => {
    const { query, parameters } = bound(sql`SELECT ${named('a`b')} WHERE x = ${"it's"} AND n > ${3n} AND y IN ${['a', "b'"]}`);
    expect(query).toBe('SELECT `a\\`b` WHERE x = {p0:String} AND n > {p1:Int64} AND y IN {p2:Array(String)}');
    expect(parameters).toEqual({ p0: "it's", p1: '3', p2: ['a', "b'"] });
  });

  it('counts the values of statements that are laid into it in the order of its text', () => {
    const inner = joined([sql`a = ${'1'}`, sql`b = ${'2'}`], ' AND ');
    const { query, parameters } = bound(sql`${'0'} ${inner} ${'3'}`);
    expect(query).toBe('{p0:String} a = {p1:String} AND b = {p2:String} {p3:String}');
    expect(parameters).toEqual({ p0: '0', p1: '1', p2: '2', p3: '3' });
  });

  it('quotes any text so that no part of it is SQL, for servers without parameters', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.stringMatching(/^['\\`\0 ;-]*$/)), (text) => {
        const [, quoted = ''] = /^SELECT ('.*') END$/s.exec(inlined(sql`SELECT ${text} END`).query) ?? [];
        expect(unquoted(quoted)).toBe(text);
        // Without what is escaped, the only quotes are the outer ones.
        expect(quoted.replace(/\\./gs, '').match(/'/g)).toHaveLength(2);
      }),
    );
  });

  it('quotes any name so that it ends where it should', () => {
    fc.assert(
      fc.property(fc.string(), (name) => {
        const [text = ''] = named(name).texts;
        expect(text.replace(/\\./gs, '').match(/`/g)).toHaveLength(2);
        expect(text.slice(1, -1).replace(/\\(.)/gs, '$1')).toBe(name);
      }),
    );
  });
});
