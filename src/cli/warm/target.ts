import { spawn } from 'node:child_process';
import { UserError } from '../../model/user-error.js';
import { readTextFile } from '../../read/text-file.js';
import { mendOfName } from '../../rules/near-name.js';
import type { Provider } from '../../warm/onnx/create-session.js';
import { type Plan, type Protocol, protocols } from '../../warm/plan/plan.js';
import { commandTarget } from '../../warm/target/command.js';
import type { Dialect } from '../../warm/target/dialect.js';
import { httpTarget } from '../../warm/target/http.js';
import { kserve } from '../../warm/target/kserve.js';
import { openai } from '../../warm/target/openai.js';
import { plainJson, torchserve } from '../../warm/target/plain.js';
import { send } from '../../warm/target/send.js';
import type { Clock, Target } from '../../warm/target/target.js';
import { parseTemplate, refuseBlindTemplate, type Template } from '../../warm/target/template.js';
import { tfServing } from '../../warm/target/tf-serving.js';
import { httpUrl } from '../options/http-url.js';
import { requestHeaders } from '../options/request-headers.js';
import type { Io } from '../terminal/io.js';

export type TargetOptions = {
  readonly target?: string;
  readonly command?: string;
  readonly provider?: readonly Provider[];
  readonly protocol?: string;
  readonly model?: string;
  readonly template?: string;
  readonly header?: readonly string[];
};

const isProtocol = (word: string): word is Protocol => (protocols as readonly string[]).includes(word);

const protocolOf = (given: string | undefined, plan: Plan): Protocol => {
  if (given === undefined) {
    if (plan.target.protocol !== null) return plan.target.protocol;
    throw new UserError(`how the target is spoken to is not known; give --protocol ${protocols.join(', ')}, or put it into the plan`);
  }
  if (isProtocol(given)) return given;
  throw new UserError(`--protocol ${given}: there is no such protocol; ${mendOfName(given, protocols, `there are ${protocols.join(', ')}`)}`);
};

const urlOf = (text: string): URL => {
  const url = httpUrl(text);
  if (url !== null) return url;
  throw new UserError(`--target ${text}: give a URL, as in http://localhost:8000, or a .onnx file`);
};

const templateIn = async (file: string | undefined): Promise<{ readonly file: string; readonly template: Template } | null> => {
  if (file === undefined) return null;
  return { file, template: parseTemplate(file, await readTextFile(file, 'template', 'check --template')) };
};

const dialectOf = async (protocol: Protocol, options: TargetOptions, plan: Plan): Promise<Dialect> => {
  const model = options.model ?? plan.target.model;
  const named = (): string => {
    if (model !== null) return model;
    throw new UserError(`which model is to be warmed is not known; give its name by --model, or put it into the plan`);
  };
  const given = await templateIn(options.template);
  if (given !== null && protocol !== 'json' && protocol !== 'torchserve')
    throw new UserError(`--template ${given.file}: the protocol ${protocol} has bodies of its own; take the option out, or give --protocol json`);
  const shapes = plan.shapes.map(({ shape }) => shape);
  // A batch for TorchServe is so many requests.
  if (given !== null) refuseBlindTemplate(given.file, given.template, protocol === 'json' ? shapes : shapes.map(({ batch: _, ...rest }) => rest));
  switch (protocol) {
    case 'openai':
      return openai(model);
    case 'kserve':
      return kserve(named());
    case 'tf-serving':
      return tfServing(named());
    case 'torchserve':
      return torchserve(named(), given?.template ?? null);
    case 'json':
      if (given === null) throw new UserError('the protocol json needs the body of a request; give a JSON file by --template');
      return plainJson(given.template);
  }
};

/** Whether a target is a model that is to run in this process. */
export const isModelFile = (target: string): boolean => target.endsWith('.onnx') && !URL.canParse(target);

/** The target that the options and the plan name. Throws a UserError where they do not say enough, or too much. */
export const targetOf = async (options: TargetOptions, plan: Plan, clock: Clock, io: Io): Promise<Target> => {
  if (options.target !== undefined && options.command !== undefined) throw new UserError('--target and --command name two targets; give one of them');
  if (options.command !== undefined) {
    return commandTarget(options.command, { clock, start: (line, own, signal) => spawn(line, { shell: true, signal, env: { ...io.env, ...own } }) });
  }
  if (options.target === undefined)
    throw new UserError('what is to be warmed is not known; give the URL of a service or a .onnx file by --target, or --command');
  if (isModelFile(options.target)) {
    const { onnxFileTarget } = await import('./onnx.js');
    return onnxFileTarget(options.target, options.provider, plan, clock);
  }
  if (options.provider !== undefined) throw new UserError('--provider is for a .onnx file as --target; take the option out');
  const base = urlOf(options.target);
  return httpTarget(base, await dialectOf(protocolOf(options.protocol, plan), options, plan), { send, clock, headers: requestHeaders(options.header ?? []) });
};
