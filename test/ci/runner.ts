import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parse } from 'yaml';

type Step = { readonly run: string; readonly shell: string; readonly env: { readonly [name: string]: string } };
type Action = {
  readonly inputs: { readonly [name: string]: { readonly required?: boolean; readonly default?: string } };
  readonly outputs: { readonly [name: string]: { readonly value: string } };
  readonly runs: { readonly steps: readonly Step[] };
};

export const readAction = (): Action => parse(readFileSync('action.yml', 'utf8'));

export type ActionRun = {
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
  readonly outputs: { readonly [name: string]: string };
  readonly summary: string;
};

export type Given = {
  readonly inputs: { readonly [name: string]: string };
  /** Files of the checkout, by name. */
  readonly files?: { readonly [name: string]: string };
  /** What the job summary holds before. */
  readonly summary?: string;
  /** Looked up before the machine's own programs. */
  readonly programs?: string;
};

/** The value of an expression in a variable of a step; the runner knows many more. */
const evaluated = (text: string, action: Action, inputs: Given['inputs']): string =>
  text.replace(/\$\{\{ inputs\.([\w-]+) \}\}/g, (_, name: string) => inputs[name] ?? action.inputs[name]?.default ?? '');

const outputsIn = (file: string): { [name: string]: string } =>
  Object.fromEntries(
    readFileSync(file, 'utf8')
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)]),
  );

/**
 * A stand-in for GitHub's runner: executes the steps of action.yml as it does a composite action (`shell: bash` is
 * `bash --noprofile --norc -eo pipefail FILE`), each with its variables, in a checkout of its own, up to the first that fails.
 */
export const runAction = (given: Given): ActionRun => {
  const action = readAction();
  const folder = mkdtempSync(join(tmpdir(), 'coldcase-action-'));
  const [workspace, temp] = [join(folder, 'work'), join(folder, 'temp')];
  for (const made of [workspace, temp]) mkdirSync(made);
  for (const [name, text] of Object.entries(given.files ?? {})) writeFileSync(join(workspace, name), text);
  const [output, summary, script] = [join(folder, 'output'), join(folder, 'summary'), join(folder, 'step.sh')];
  writeFileSync(output, '');
  writeFileSync(summary, given.summary ?? '');
  const base = {
    PATH: `${given.programs === undefined ? '' : `${given.programs}:`}${process.env.PATH}`,
    HOME: folder,
    GITHUB_ACTIONS: 'true',
    GITHUB_ACTION_PATH: resolve('.'),
    GITHUB_WORKSPACE: workspace,
    GITHUB_OUTPUT: output,
    GITHUB_STEP_SUMMARY: summary,
    RUNNER_TEMP: temp,
  };
  const told = { status: 0, stdout: '', stderr: '' };
  for (const step of action.runs.steps) {
    if (step.shell !== 'bash') throw new Error(`the stand-in knows no shell ${step.shell}`);
    writeFileSync(script, step.run);
    const variables = Object.fromEntries(Object.entries(step.env).map(([name, text]) => [name, evaluated(text, action, given.inputs)]));
    const ran = spawnSync('bash', ['--noprofile', '--norc', '-eo', 'pipefail', script], { cwd: workspace, env: { ...base, ...variables }, encoding: 'utf8' });
    Object.assign(told, { status: ran.status ?? -1, stdout: told.stdout + ran.stdout, stderr: told.stderr + ran.stderr });
    if (told.status !== 0) break;
  }
  const outputs = outputsIn(output);
  const report = outputs.report !== undefined && existsSync(outputs.report) ? readFileSync(outputs.report, 'utf8') : '';
  const result = { ...told, outputs: { ...outputs, report }, summary: readFileSync(summary, 'utf8') };
  rmSync(folder, { recursive: true });
  return result;
};
