import { z } from 'zod';
import type { BudgetUnit } from '../../model/gate.js';
import { readQuantity } from './quantity.js';

/** A figure with its unit in a YAML file, as `readQuantity` takes it; its complaint is the schema's. */
export const quantity = (unit: BudgetUnit, describes: string) =>
  z
    .union([z.string(), z.number()])
    .superRefine((given, context) => {
      const read = readQuantity(given, unit);
      if (typeof read !== 'number') context.addIssue({ code: 'custom', message: read.problem });
    })
    .describe(describes);
