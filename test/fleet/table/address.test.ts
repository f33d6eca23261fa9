import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseAddress } from '../../../src/fleet/table/address.js';

describe('an address', () => {
  it('names server, user, database and table', () => {
    expect(parseAddress('--from', 'clickhouse://reader@logs.example/otel?table=logs', 'secret')).toEqual({
      kind: 'server',
      at: 'http://logs.example:8123',
      user: 'reader',
      password: 'secret',
      database: 'otel',
      table: 'logs',
    });
    expect(parseAddress('--from', 'clickhouses://h', undefined)).toMatchObject({ at: 'https://h:8443', user: 'default', password: '', database: 'default' });
  });

  it('holds any password, and its own goes before that of the environment', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1, unit: 'grapheme' }), (password) => {
        const text = `clickhouse://u:${encodeURIComponent(password)}@h:1/d`;
        expect(parseAddress('--from', text, 'other')).toMatchObject({ password, at: 'http://h:1' });
      }),
    );
  });

  it('of chdb names a folder, or an export', () => {
    expect(parseAddress('--from', 'chdb:a/b?table=t&database=d', undefined)).toMatchObject({ kind: 'chdb', at: 'a/b', table: 't', database: 'd' });
    expect(parseAddress('--from', 'chdb:logs/*.parquet', undefined)).toMatchObject({ at: 'logs/*.parquet', table: null });
  });

  it.each([
    ['mysql://h/d', /give it as clickhouse:/],
    ['chdb:', /names no folder/],
    ['clickhouse:///d', /names no host/],
    ['clickhouse://a:b@c@:d', /this is no address/],
  ])('that leads nowhere is refused, without its password: %s', (text, message) => {
    expect(() => parseAddress('--from', text, undefined)).toThrow(message);
  });
});
