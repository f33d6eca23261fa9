import { type Place, UserError } from '../model/user-error.js';

/** What the linter or a rule's own tests found. `error`: the rule cannot be used as it stands; `warning`: it should be mended. */
export type Finding = { readonly severity: 'error' | 'warning'; readonly reason: string; readonly place: Place };

/** A finding as an error that the user can mend. */
export function asUserError({ reason, place }: Finding): UserError {
  return new UserError(reason, place);
}
