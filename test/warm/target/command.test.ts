import { spawn } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { commandTarget } from '../../../src/warm/target/command.js';

const target = (line: string) =>
  commandTarget(line, { clock: () => 0, start: (text, own, signal) => spawn(text, { shell: true, signal, env: { PATH: process.env.PATH, ...own } }) });
const never = new AbortController().signal;

describe('a command', () => {
  it('has the shape in its environment and on standard input; its output is the answer', async () => {
    expect(await target('cat; echo "$COLDCASE_BATCH $COLDCASE_SEQUENCE $COLDCASE_VARIANT"').run({ batch: 8, sequence: 128 }, 2, never)).toEqual({
      kind: 'answered',
      seconds: 0,
      firstTokenSeconds: null,
      answer: '{"batch":8,"sequence":128,"variant":2}\n8 128 2\n',
    });
  });

  it('that fails is told by its status and its last words', async () => {
    expect(await target('echo first >&2; echo out of memory >&2; exit 3').run({}, 0, never)).toEqual({
      kind: 'failed',
      why: 'the command ended with 3: out of memory',
    });
  });

  it('is ended when time is up', async () => {
    const controller = new AbortController();
    const running = target('exec sleep 60').run({}, 0, controller.signal);
    controller.abort();
    expect(await running).toEqual({ kind: 'failed', why: 'was stopped while the command ran' });
  });
});
