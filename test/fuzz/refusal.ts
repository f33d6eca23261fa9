import { strict as assert } from 'node:assert';
import { UserError } from '../../src/model/user-error.js';

/** What an attempt gives; null where it is refused by a sentence that names the file. Anything else that is thrown is a finding. */
export const orRefused = <T>(attempt: () => T, file: string): T | null => {
  try {
    return attempt();
  } catch (error) {
    checkRefusal(error, file);
    return null;
  }
};

/** Throws where an error is none for the user, or does not say where and what. */
export const checkRefusal = (error: unknown, file: string): void => {
  if (!(error instanceof UserError)) throw error;
  assert.ok(error.message.includes(file), `names the file: ${error.message}`);
  assert.ok(error.reason.length > 5, `says what is wrong: ${error.message}`);
  assert.ok(error.line === undefined || error.line >= 1, `line ${error.line}`);
};
