import { describe, expect, it } from 'vitest';
import type { GateReport } from '../../src/model/gate.js';
import type { Masked, Report } from '../../src/model/report.js';
import { plainPalette } from '../../src/report/drawing/palette.js';
import { mapTexts } from '../../src/report/escape/texts.js';
import { renderJson } from '../../src/report/json.js';
import { type Redactor, redactedBy, secretsRedactor } from '../../src/report/redaction/redact.js';
import { strictRedactor } from '../../src/report/redaction/strict-redactor.js';
import { formats } from '../../src/report/registry.js';
import { failedGate } from './gate-report.js';
import { lessonBoot, reportOf } from './lesson-report.js';
import { vllmBoot } from './vllm-report.js';

/** What a log may hold of secrets, with the part of each that must be in no report. */
const secrets: readonly (readonly [text: string, core: string])[] = [
  ['hf_AbCdEfGhIjKlMnOpQrSt', 'AbCdEfGhIjKl'],
  ['AKIAIOSFODNN7QZXWVUT', 'IOSFODNN7'],
  ['ghp_0123456789abcdefABCDEF', '0123456789abcdef'],
  ['DB_PASSWORD=correcthorse', 'correcthorse'],
  ['postgres://app:batterystaple@localhost/db', 'batterystaple'],
  ['Authorization: Bearer tok3n-of-the-realm', 'of-the-realm'],
  ['eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiI0MiJ9.c2lnbmF0dXJl', 'hbGciOiJ'],
];

/** The same of people and machines. */
const names: readonly (readonly [text: string, core: string])[] = [
  ['jane.roe@corp-mail.net', 'roe'],
  ['peer 10.20.30.41:9000', '20.30.41'],
  ['from 203.0.113.77', '113.77'],
  ['fd12:3456:789a::beef:1', '789a'],
  ['gpu-7.hpc.acmecorp.com', 'acmecorp'],
  ['embeddings.team-red.svc.cluster.local:80', 'team-red'],
  ['ip-10-77-3-4.eu-west-1.compute.internal', '10-77-3-4'],
  ['https://models.blueorg.net:8443/v1', 'blueorg'],
  ['http://weightserver:9000/', 'weightserver'],
  ['s3://secretbucket/weights', 'secretbucket'],
  ['host=titan42', 'titan42'],
  ['/home/jroe77/models', 'jroe77'],
  ['C:\\Users\\jroe88\\models', 'jroe88'],
  ['scheduled on zeus-node-9', 'zeus-node-9'],
  ['pod llm-prod-7f9dk-xk2lp', '7f9dk-xk2lp'],
];

const hostile = [...secrets, ...names].map(([text]) => text).join(' ');

/** Members that hold one of a few words, or a time. */
const closed = new Set([
  ...['phase', 'scope', 'basis', 'verdict', 'severity', 'confidence', 'status', 'strategy', 'period', 'suspect', 'start', 'end', 'startedAt', 'name', 'unit'],
]);

const filled = <T>(answer: T): T => mapTexts(answer, (text, name) => (name !== null && closed.has(name) ? text : `${text} ${hostile}`));

const hostileReport = (): Report => {
  const report = filled(reportOf(vllmBoot, lessonBoot));
  return {
    ...report,
    boots: report.boots.map((boot) => ({ ...boot, labels: { ...boot.labels, node: 'zeus-node-9', pod: 'llm-prod-7f9dk-xk2lp', apiKey: 'plain-as-day' } })),
  };
};

/** Without what formats put between the characters of a text: line breaks, padding, backslashes. */
const squeezed = (text: string): string => text.replace(/[\s\\│]+/g, '');

const found = (output: string, kinds: readonly (readonly [string, string])[]): string[] => {
  const bare = squeezed(output);
  return kinds.map(([, core]) => core).filter((core) => output.includes(core) || bare.includes(core));
};

const strictly = (report: Report): Report => redactedBy(report, strictRedactor(report.boots));

describe.each([...formats])('a report as %s', (_name, format) => {
  const render = async (report: Report): Promise<string> => (await format.load())(report, { width: 100, palette: plainPalette });

  it('shows no secret, and with strict redaction nobody either', async () => {
    expect(found(await render(redactedBy(hostileReport(), secretsRedactor())), secrets)).toEqual([]);
    expect(found(await render(strictly(hostileReport())), [...secrets, ...names, ['', 'plain-as-day']])).toEqual([]);
  });

  it('shows some of them where nothing is redacted, so that this test can fail', async () => {
    expect(found(await render(hostileReport()), [...secrets, ...names])).not.toEqual([]);
  });
});

describe.each([...formats].filter(([, { loadGate }]) => loadGate !== undefined))('the answer of a gate as %s', (_name, format) => {
  it('shows no secret, and with strict redaction nobody either', async () => {
    const report = hostileReport();
    const gate: GateReport = { ...filled(failedGate), report };
    const render = await format.loadGate?.();
    const shown = render?.(redactedBy(gate, strictRedactor(report.boots)), { width: 100, palette: plainPalette }) ?? '';
    expect(shown).not.toBe('');
    expect(found(shown, [...secrets, ...names])).toEqual([]);
  });
});

describe('the report of this test', () => {
  it('holds each of the secrets and names', () => {
    expect(found(renderJson(hostileReport()), [...secrets, ...names])).toEqual([...secrets, ...names].map(([, core]) => core));
  });
});

const reasonOf = (reason: string): string => strictly(reportOf({ ...lessonBoot, reason })).boots[0]?.reason ?? '';

describe('strict redaction', () => {
  it('gives the same thing the same name throughout, so that the story can be followed', () => {
    expect(reasonOf('10.0.0.5 asked gpu-7.acme.com, gpu-7.acme.com asked 10.0.0.6, and 10.0.0.5 told bob@acme.com')).toBe(
      'ip-1 asked host-1, host-1 asked ip-2, and ip-1 told email-1',
    );
  });

  it('replaces pods and nodes of the labels wherever they stand', () => {
    const boot = {
      ...vllmBoot,
      labels: { pod: 'llm-7f9d-xk2lp', node: 'zeus.hpc' },
      id: 'logs/llm-7f9d-xk2lp.log#1',
      replica: 'llm-7f9d-xk2lp/main',
      reason: 'zeus.hpc killed llm-7f9d-xk2lp; llm-7f9d-xk2lpq is another',
    };
    const [shown] = strictly(reportOf(boot)).boots;
    expect(shown).toMatchObject({
      labels: { pod: 'pod-1', node: 'node-1' },
      id: 'logs/pod-1.log#1',
      replica: 'pod-1/main',
      reason: 'node-1 killed pod-1; llm-7f9d-xk2lpq is another',
    });
  });

  it('keeps the words that a report is made of, whatever a pod is called', () => {
    const [shown] = strictly(reportOf({ ...vllmBoot, labels: { pod: 'vllm', node: 'warmup' } })).boots;
    expect(shown?.runtime).toBe('vllm');
    expect(shown?.phases.map((phase) => phase.phase)).toEqual(vllmBoot.phases.map((phase) => phase.phase));
  });

  it.each([
    'listening on http://localhost:8000, http://127.0.0.1:8000, http://0.0.0.0:8000 and [::]:80',
    'https://huggingface.co/Qwen/Qwen2.5-7B and hf://Qwen/Qwen2.5-7B and https://github.com/vllm-project/vllm',
    'nvcr.io/nvidia/tritonserver:24.05-py3, docker://0123abcd, registry.k8s.io/pause',
    'torch.nn.functional, vllm.entrypoints.openai.api_server, model.safetensors.index.json, threading.local(), skimage.io, server.log:42',
    'cuDNN 8.9.2.26, torch==2.6.0+cu124, took 0:00:02.3 at 2026-02-11T05:31:04.123456Z, std::bad_alloc',
  ])('keeps what names nobody: %s', (text) => expect(reasonOf(text)).toBe(text));

  it('counts the different things that it replaced, and counts nothing where there was nothing', () => {
    const reason = '10.0.0.5 and 10.0.0.5 and fd00:1::2, DB_PASSWORD=correcthorse, DB_PASSWORD=correcthorse, bob@acme.com';
    const counted = (redactor: Redactor, given: string): Masked => {
      redactedBy(reportOf({ ...lessonBoot, reason: given }), redactor);
      return redactor.counts();
    };
    expect(counted(strictRedactor([]), reason)).toEqual({ secrets: 1, addresses: 2, emails: 1 });
    expect(counted(secretsRedactor(), reason)).toEqual({ secrets: 1 });
    expect(counted(strictRedactor([]), 'nothing')).toEqual({});
    expect(strictly(reportOf(lessonBoot))).toEqual(reportOf(lessonBoot));
  });
});
