import { createHash } from 'node:crypto';
import { z } from 'zod';
import { UserError } from '../../model/user-error.js';
import { phases, type RolloutState } from './machine.js';

/** What is on disk of a rollout, written before each thing that it does. */
export type SavedRollout = { readonly state: RolloutState /** Of the policy that it follows. */; readonly policyHash: string };

const schema = z.strictObject({
  coldcaseRollout: z.literal(1),
  policy: z.string(),
  phase: z.enum(phases),
  step: z.int().min(0),
  greenShare: z.number().min(0).max(1).nullable(),
  isGreenFit: z.boolean(),
  isAlive: z.strictObject({ blue: z.boolean(), green: z.boolean() }),
  why: z.string().nullable(),
});

/** The text of the file. */
export const savedText = ({ state, policyHash }: SavedRollout): string =>
  `${JSON.stringify({ coldcaseRollout: 1, policy: policyHash, ...state } satisfies z.infer<typeof schema>, null, 2)}\n`;

/** Reads such a text. Throws a UserError for any other file, so that none is taken for a rollout, or written over. */
export const readSaved = (file: string, text: string): SavedRollout => {
  try {
    const { coldcaseRollout: _, policy: policyHash, ...state } = schema.parse(JSON.parse(text));
    return { state, policyHash };
  } catch {
    throw new UserError('is no state of a rollout; name another file by --state, or remove this one', { file });
  }
};

export const policyHashOf = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 16);
