import { describe, expect, it } from 'vitest';
import { requestHeaders } from '../../../src/cli/options/request-headers.js';

describe('requestHeaders', () => {
  it('reads names and values, names in small letters', () => {
    expect(requestHeaders(['Authorization: Bearer a:b', 'x-tenant:one'])).toEqual({ authorization: 'Bearer a:b', 'x-tenant': 'one' });
  });

  it('does not repeat what is no header, since it may be a key', () => {
    expect(() => requestHeaders(['sk-secret'])).toThrow(/^--header: give a name and a value, as in --header 'authorization: Bearer KEY'$/);
  });

  it('takes no line that would begin another header', () => {
    expect(() => requestHeaders(['a: b\r\nc: d'])).toThrow('--header: give a name and a value');
  });
});
