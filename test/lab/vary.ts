import { type Random, randomSource } from '../../src/statistics/random.js';
import type { Envelope, Scenario, Settings } from './scenario.js';

const envelopes: readonly Envelope[] = ['plain', 'docker-json', 'cri', 'compose'];
const formats = ['json', 'json', 'plain'];
const clocks = ['epoch', 'utc', 'local'];

/**
 * The scenario as a seed makes it: the wordings of the service's messages, the format and the clock of its log, the envelope, where the
 * scenario leaves them open, and figures that change nothing of what is true. The same seed gives the same.
 */
export function varied(scenario: Scenario, seed: number): Scenario {
  const random = randomSource(seedOf(scenario.id, seed));
  const wording = Math.floor(random() * 1_000_000);
  const { load } = scenario;
  return {
    ...scenario,
    envelope: scenario.envelope ?? pick(envelopes, random),
    settings: { ...scenario.settings, log: { ...logOf(scenario.service, random), wording, ...ownLog(scenario.settings) } },
    load: load === null ? null : { ...load, groups: load.groups.map((group) => ({ ...group, ratePerSecond: group.ratePerSecond * (0.85 + 0.3 * random()) })) },
  };
}

function logOf(service: Scenario['service'], random: Random): Settings {
  const clock = pick(clocks, random);
  const format = pick(formats, random);
  // A line of plain text that begins with seconds since 1970 is no habit of Python's.
  return { format, clock: service !== 'node' && format === 'plain' && clock === 'epoch' ? 'utc' : clock };
}

function ownLog({ log }: Settings): Settings {
  return log === undefined || log === null || typeof log !== 'object' || Array.isArray(log) ? {} : (log as Settings);
}

function pick<Choice>(choices: readonly Choice[], random: Random): Choice {
  return choices[Math.floor(random() * choices.length)] as Choice;
}

function seedOf(id: string, seed: number): number {
  let hash = seed;
  for (const letter of id) hash = (Math.imul(hash, 31) + letter.charCodeAt(0)) | 0;
  return hash;
}
