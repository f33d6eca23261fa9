import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { redacted } from '../../../src/report/redaction/redact.js';
import { maskSecrets } from '../../../src/report/redaction/secrets.js';
import { processorSeconds } from '../../processor-seconds.js';
import { lessonBoot, reportOf } from '../lesson-report.js';

const masked: readonly (readonly [string, string])[] = [
  ['HF_TOKEN=hf_abcdefghijklmnopqrstuvwx done', 'HF_TOKEN=hf_*** done'],
  ['Authorization: Bearer abc.def.ghi', 'Authorization: Bearer ***'],
  ['"authorization": "Basic dXNlcjpwYXNz", "x"', '"authorization": "Basic ***", "x"'],
  ['postgres://admin:s3cr3t@db.internal:5432/x', 'postgres://admin:***@db.internal:5432/x'],
  ['--api-key my-secret --model x', '--api-key *** --model x'],
  ['--hf-token abc123 --port 8000', '--hf-token *** --port 8000'],
  ['password: hunter2', 'password: ***'],
  ['password="my pass word" user=x', 'password="***" user=x'],
  ['{\\"password\\": \\"hunter2\\", \\"user\\": \\"x\\"}', '{\\"password\\": \\"***\\", \\"user\\": \\"x\\"}'],
  ["api_key=['abc', 'de f'], port=8000", "api_key=['***', '***'], port=8000"],
  ['https://s3/x?X-Amz-Signature=deadbeef12&X-Amz-Credential=AKIAABCDEFGHIJKLMNOP/2020 end', 'https://s3/x?X-Amz-Signature=***&X-Amz-Credential=*** end'],
  ['aws_secret_access_key = wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY', 'aws_secret_access_key = ***'],
  ['got eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.abcdef-xyz rest', 'got eyJ*** rest'],
  ['client-key-data: LS0tLS1CRUdJTiBSU0EgUFJJVkFURSBLRVktLS0tLQo=', 'client-key-data: ***'],
  ['key AKIAABCDEFGHIJKLMNOP used', 'key AKIA*** used'],
  ['sk-proj-abcdefghijklmnopqrstu', 'sk-proj-***'],
  ['ghp_abcdefghijklmnopqrstuvwxyz0123456789', 'ghp_***'],
  ['-----BEGIN RSA PRIVATE KEY-----\nMIIE\n-----END RSA PRIVATE KEY----- after', '-----BEGIN RSA PRIVATE KEY-----***-----END RSA PRIVATE KEY----- after'],
  ['token: abcdefgh1234567890', 'token: ***'],
  ['"time_per_token": --api-key my-secret --port 80', '"time_per_token": --api-key *** --port 80'],
];

const kept = [
  'api_key=None, hf_token=None, max_tokens=2048, num_tokens: 512, eos_token_id=2',
  "bos_token='<s>', eos_token='<|endoftext|>', pad_token: \"[PAD]\"",
  "ssl_keyfile='/etc/tls/k.pem', tokenizer='Qwen/Qwen2', token: expected string",
  'Avg prompt throughput: 12.3 tokens/s, token budget: 8192',
  'torch.compile cache key: a8f3c9d2e1b04f5a9c, took 45.21 s in total',
  'INFO 02-11 05:33:10 [monitor.py:33] torch.compile takes 45.21 s in total',
  'token=None,max_seconds=12.3',
];

describe('secrets', () => {
  it.each(masked)('are masked in %s', (given, expected) => {
    expect(maskSecrets(given)).toBe(expected);
  });

  it.each(kept)('are not seen in %s', (line) => {
    expect(maskSecrets(line)).toBe(line);
  });

  it('stay masked when masked again', () => {
    for (const [given] of masked) expect(maskSecrets(maskSecrets(given))).toBe(maskSecrets(given));
  });

  it('are masked everywhere in a report: evidence, labels, fingerprint, sentences', () => {
    const secret = 'hf_abcdefghijklmnopqrstuvwx';
    const boot = {
      ...lessonBoot,
      reason: `read ${secret}`,
      labels: { HF_TOKEN: 'short', note: secret },
      fingerprint: { model: `https://u:pw@host/${secret}` },
    };
    const [cause] = lessonBoot.causes;
    if (cause === undefined) throw new Error('the lesson has causes');
    const report = redacted(reportOf({ ...boot, causes: [{ ...cause, evidence: [{ file: 'a', line: 1, text: `token=${secret}` }] }] }));
    expect(JSON.stringify(report)).not.toContain(secret);
    expect(JSON.stringify(report)).not.toContain('short');
    expect(report.boots[0]?.fingerprint.model).toBe('https://u:***@host/hf_***');
  });

  it('leaves a report without secrets as it is', () => {
    expect(redacted(reportOf(lessonBoot))).toEqual(reportOf(lessonBoot));
  });

  it.each([
    'a',
    'eyJ-',
    '-----BEGIN PRIVATE KEY-----',
    '://',
    '://a:',
    'key_',
    'a-',
    'password',
    'password= ',
    'bearer ',
    '--',
    'authorization:',
    "api_key=['",
    "','",
    '-x',
    ')',
  ])('are looked for in time that grows with the text: %s repeated', (unit) => {
    const text = `password='${unit.repeat(300_000 / unit.length)}`;
    expect(processorSeconds(() => void maskSecrets(text))).toBeLessThan(1.5);
  });

  it('are looked for in any text without an error', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => typeof maskSecrets(text) === 'string'));
  });
});
