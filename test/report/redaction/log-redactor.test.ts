import { describe, expect, it } from 'vitest';
import { createLogRedactor } from '../../../src/report/redaction/log-redactor.js';

const redact = (text: string): string => createLogRedactor().redact(text);

describe('a log that is shared', () => {
  it('gives an address the same pseudonym throughout, and each its own', () => {
    const redactor = createLogRedactor();
    expect(redactor.redact('INFO:     10.1.2.3:4567 - "GET /health HTTP/1.1" 200 OK\n')).toBe('INFO:     198.18.0.1:4567 - "GET /health HTTP/1.1" 200 OK\n');
    expect(redactor.redact('34.5.6.7 and 10.1.2.3\n')).toBe('198.18.0.2 and 198.18.0.1\n');
  });

  it.each([
    'cuDNN 8.9.2.26 loaded',
    'TensorRT version 10.0.1.6',
    'nvidia-cublas-cu12==12.4.5.8',
    'listening at http://0.0.0.0:8000 and 127.0.0.1 and [::1]:80',
  ])('keeps versions and addresses that name no machine: %s', (line) => expect(redact(line)).toBe(line));

  it.each([
    '2026-02-11T05:31:04.123456Z 12:34:56 took 0:00:02.3',
    'std::bad_alloc 00000000:65:00.0 a::b vector::at',
    '[Init] Loading weights: 1.8s',
    'I0211 05:31:04.123456 1234 server.cc:12] ready, 512 tokens, host=localhost',
  ])('keeps times, durations and wording: %s', (line) => expect(redact(line)).toBe(line));

  it('replaces IPv6 addresses', () => {
    expect(redact('from fe80::1ff:fe23:4567:890a port 1')).toBe('from 2001:db8::1 port 1');
  });

  it('replaces mail, users in home paths and hosts after host=', () => {
    expect(redact('mail bob.smith@corp.example.org')).toBe('mail email-1@example.com');
    expect(redact('/home/bob/models and /home/bob/x, C:\\Users\\bob\\a, /root/x')).toBe(
      '/home/user-1/models and /home/user-1/x, C:\\Users\\user-1\\a, /root/x',
    );
    expect(redact('host=gpu-3.corp "host": "gpu-4", host=\'0.0.0.0\'')).toBe('host=host-1 "host": "host-2", host=\'0.0.0.0\'');
  });

  it('masks a private key over several lines and keeps the lines', () => {
    const log = ['a -----BEGIN PRIVATE KEY-----', `a ${'QUJD'.repeat(16)}`, 'a -----END PRIVATE KEY-----', 'a done'].join('\n');
    const redactor = createLogRedactor();
    const shared = log
      .split('\n')
      .map((line) => redactor.redact(`${line}\n`))
      .join('');
    expect(shared).not.toContain('QUJD');
    expect(shared.split('\n')).toHaveLength(5);
    expect(shared).toContain('a done');
  });

  it('keeps the number of lines and every byte that names nobody', () => {
    const log = 'é\u0000\r\nüber\n\n\ttab';
    expect(Buffer.from(redact(Buffer.from(log).toString('latin1')), 'latin1').toString()).toBe(log);
  });
});
