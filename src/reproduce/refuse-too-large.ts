import type { Bytes } from '../model/units.js';
import { UserError } from '../model/user-error.js';
import type { PreparedModel } from './prepare-model.js';

const bytesPerValue = (type: string): number => (type === 'bool' ? 1 : Number(type.match(/\d+$/)?.[0] ?? 8) / 8);

const gibibytes = (bytes: number): string => `${(bytes / 2 ** 30).toFixed(1)} GiB`;

/** Throws a UserError for a shape whose inputs alone are more than the memory that there is: a trial of it could only be killed. */
export function refuseTooLarge({ plans, shapes }: PreparedModel, memoryBytes: Bytes): void {
  for (const [place, plan] of plans.entries()) {
    const bytes = plan.reduce((sum, { type, sizes }) => sum + sizes.reduce((product, size) => product * size, bytesPerValue(type)), 0);
    if (bytes <= memoryBytes) continue;
    const sizes = Object.entries(shapes[place] ?? {}).map(([dimension, size]) => `${dimension}=${size}`);
    const what = sizes.length === 0 ? 'its inputs ask' : `the shape ${sizes.join(' ')} asks`;
    throw new UserError(`${what} for ${gibibytes(bytes)} of inputs, and there are ${gibibytes(memoryBytes)} of memory; give smaller sizes by --shape`);
  }
}
