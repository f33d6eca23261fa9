import { UserError } from '../../model/user-error.js';
import type { Condition } from '../conditions.js';
import { evicted } from '../page-cache.js';
import { serviceConditions } from './conditions.js';
import { performServiceTrial, type ServiceWorld } from './perform-service-trial.js';
import type { Service, ServiceStart, Variant } from './service.js';

export type ServiceRehearsal = {
  readonly service: Service;
  /** The conditions that can be had here. */
  readonly conditions: readonly Condition[];
  /** How a condition starts the service. */
  readonly startOf: (condition: Condition) => ServiceStart;
  /** A sentence for each variant that does not start. */
  readonly refused: readonly string[];
  readonly remarks: readonly string[];
};

const pageCacheRemarks = {
  cold: [],
  unknown: ['Its files were dropped from memory before each cold trial, but nothing here can check that (`fincore` of util-linux does).'],
  warm: ['Its files cannot be dropped from memory here, so there is no trial with a cold page cache.'],
} as const;

/**
 * One start that counts for nothing, and one of each variant: those that fail are left out, with why. Throws a UserError where the command
 * itself does not come up.
 */
export async function rehearseService(service: Service, variants: readonly Variant[], world: ServiceWorld): Promise<ServiceRehearsal> {
  const usual: ServiceStart = { command: service.command, set: {} };
  const [first] = serviceConditions(null, []);
  const tried = async (start: ServiceStart): Promise<string | null> =>
    first === undefined ? null : (await performServiceTrial(service, start, first, 0, { ...world, idleSeconds: [], requestsAtOnce: 1 })).failure;
  const failure = await tried(usual);
  if (failure !== null && !world.signal.aborted) throw new UserError(`\`${service.command}\`: ${failure}`);
  const kept: Variant[] = [];
  const refused: string[] = [];
  for (const variant of variants) {
    if (world.signal.aborted) break;
    const wrong = await tried(variant.start);
    if (wrong === null) kept.push(variant);
    else refused.push(`${variant.id} does not come up: ${wrong}`);
  }
  const afterEvicting = service.files.length === 0 ? null : await evicted(service.files, world.pages);
  const starts = new Map(kept.map(({ id, start }) => [id, start]));
  return {
    service,
    conditions: serviceConditions(afterEvicting, kept),
    startOf: ({ id }) => starts.get(id) ?? usual,
    refused,
    remarks: afterEvicting === null ? [] : pageCacheRemarks[afterEvicting],
  };
}
