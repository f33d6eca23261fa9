import { totalmem } from 'node:os';
import type { Shape } from '../../model/boot.js';
import { UserError } from '../../model/user-error.js';
import { readModel } from '../../reproduce/read-model.js';
import { containerMemory, type Memory } from '../../warm/memory.js';
import { loadOnnx } from '../../warm/onnx/binding.js';
import type { Provider } from '../../warm/onnx/create-session.js';
import { sizesOf } from '../../warm/onnx/dimension-roles.js';
import { onnxTarget } from '../../warm/onnx/onnx-target.js';
import { shapeWords } from '../../warm/plan/dimensions.js';
import type { Plan } from '../../warm/plan/plan.js';
import { readSystemText } from '../../warm/system-text.js';
import type { Clock, Target } from '../../warm/target/target.js';

/** What this process holds, against the least of what the container, the machine and the plan allow. */
const ownMemory = async ({ memory }: Plan): Promise<Memory> => {
  const container = await containerMemory(readSystemText);
  return { usedBytes: process.memoryUsage.rss(), limitBytes: Math.min(container?.limitBytes ?? totalmem(), memory.limitBytes ?? Number.POSITIVE_INFINITY) };
};

/** Throws a UserError for a shape that the model takes under no circumstances: found now rather than after half of the warmup. */
const refuseUnknownShape = (path: string, inputs: Parameters<typeof sizesOf>[0], shapes: readonly Shape[]): void => {
  for (const shape of shapes) {
    const sized = sizesOf(inputs, shape);
    if ('problem' in sized) throw new UserError(`${shapeWords(shape)} of the plan cannot be run: ${sized.problem}`, { file: path });
  }
};

/** A model file as a target, run in this process. Throws a UserError for a file that is none, and where ONNX Runtime is not installed. */
export const onnxFileTarget = async (path: string, given: readonly Provider[] | undefined, plan: Plan, clock: Clock): Promise<Target> => {
  const model = await readModel(path);
  refuseUnknownShape(
    path,
    model.inputs,
    plan.shapes.map(({ shape }) => shape),
  );
  const providers = given ?? ['cpu'];
  return onnxTarget(model, { binding: loadOnnx(process.cwd()), providers, clock, readMemory: () => ownMemory(plan) });
};
