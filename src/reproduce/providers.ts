import type { ProviderOutcome } from '../model/reproduction.js';
import type { Provider } from './changes.js';

const memberOf = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null ? Object.getOwnPropertyDescriptor(value, name)?.value : undefined;

/** How many runs of operators each provider had, by ONNX Runtime's own profile (a trace of Chrome's). */
function providersIn(profile: string): Map<string, number> {
  const events: unknown = JSON.parse(profile);
  const counts = new Map<string, number>();
  for (const event of Array.isArray(events) ? events : []) {
    const provider = memberOf(memberOf(event, 'args'), 'provider');
    if (typeof provider === 'string' && provider !== '') counts.set(provider, (counts.get(provider) ?? 0) + 1);
  }
  return counts;
}

/** Whether a provider that was asked for ran the model, by the profile of a trial: a fallback where it ran none of it. */
export function outcomeOf({ name, inProfile }: Provider, profile: string): ProviderOutcome {
  const counts = providersIn(profile);
  const all = [...counts.values()].reduce((sum, own) => sum + own, 0);
  const own = counts.get(inProfile) ?? 0;
  const others = [...counts.keys()].filter((provider) => provider !== inProfile).sort();
  if (own > 0) return { provider: name, outcome: 'ran', share: own / all, why: null };
  return {
    provider: name,
    outcome: 'provider-fallback',
    share: 0,
    why: `all of the model ran by ${others.join(', ') || 'no provider that the profile names'}`,
  };
}
