import type { BootReport } from '../../src/model/report.js';
import { accused } from './diagnosis.js';
import type { Scenario } from './scenario.js';
import { otherNames } from './truth/catalogue.js';
import type { Truth } from './truth/truth.js';

/** A figure of the truth beside that of the diagnosis, in seconds. */
export type Compared = { readonly what: string; readonly truth: number; readonly said: number | null; readonly isNear: boolean };

/** The true causes that were named and those that were not, and what was named that is not true. */
export type Named = { readonly found: readonly string[]; readonly missed: readonly string[]; readonly wrong: readonly string[] };

/** How a diagnosis stands against the truth. */
export type Score = Named & {
  readonly compared: readonly Compared[];
  /** The seconds that each of several faults was charged with. */
  readonly blamed: readonly Compared[];
  readonly isVerdictRight: boolean;
  readonly verdicts: readonly string[];
};

/** What a difference may be: a share of the truth, or some seconds; the greater counts. */
type Tolerance = { readonly share: number; readonly seconds: number };
const ofCauses: Tolerance = { share: 0.1, seconds: 0.3 };
const ofMoments: Tolerance = { share: 0.1, seconds: 0.05 };

/** Judges the boots of one log against the truths of its starts. Seconds are compared where there was one start. */
export function scoreOf(scenario: Scenario, truths: readonly Truth[], boots: readonly BootReport[]): Score {
  const [truth] = truths;
  const [boot] = boots;
  const verdicts = boots.map(({ verdict }) => verdict);
  const isComparable = scenario.isTimed === true && truths.length === 1 && boots.length === 1;
  return {
    ...named(truths, accused(boots)),
    compared: isComparable && truth !== undefined && boot !== undefined ? comparedFigures(scenario, truth, boot) : [],
    blamed: isComparable && truth !== undefined && boot !== undefined ? blamedFigures(scenario, truth, boot) : [],
    verdicts,
    isVerdictRight: verdicts.length > 0 && verdicts.every((verdict) => isRight(verdict, scenario, truths)),
  };
}

/** The causes that somebody named, beside those that are true. */
export function named(truths: readonly Truth[], said: ReadonlySet<string>): Named {
  const expected = new Set(truths.flatMap(({ causes }) => [...causes.keys()]));
  const open = new Set(truths.flatMap((truth) => [...truth.open]));
  const allowed = new Set([...[...expected].flatMap(namesOf), ...open]);
  const isSaid = (id: string): boolean => namesOf(id).some((name) => said.has(name));
  return {
    found: [...expected].filter(isSaid),
    missed: [...expected].filter((id) => !isSaid(id) && !open.has(id)),
    wrong: [...said].filter((id) => !allowed.has(id)),
  };
}

function namesOf(id: string): string[] {
  return [id, ...(otherNames[id] ?? [])];
}

/** What a busy machine pushes over a threshold, or near one, makes a start slow or a request cold that was arranged to be neither. */
function isRight(verdict: BootReport['verdict'], scenario: Scenario, truths: readonly Truth[]): boolean {
  if (scenario.verdicts.includes(verdict)) return true;
  const arranged = new Set(scenario.causes.map(({ id }) => id));
  const beside = truths.flatMap(({ causes, open }) => [...causes.keys(), ...open]).filter((id) => !arranged.has(id));
  return (verdict === 'slow' && beside.some((id) => id !== 'cold-tail-latency')) || (verdict === 'cold' && beside.includes('cold-tail-latency'));
}

function comparedFigures({ load }: Scenario, truth: Truth, boot: BootReport): Compared[] {
  const shapes = new Set(load?.groups.flatMap((group) => group.shapes.map((shape) => shape.join('x'))));
  const causes = [...truth.causes].flatMap(([id, seconds]) => {
    const said = boot.causes.find((cause) => namesOf(id).includes(cause.id));
    // The latency is compared by itself.
    return seconds === null || said === undefined || id === 'cold-tail-latency' ? [] : [compared(id, seconds, said.seconds, ofCauses)];
  });
  const moments = [
    ['listening', truth.listeningSeconds, boot.milestones.listening?.seconds ?? null],
    ['ready', truth.readySeconds, boot.milestones.ready?.seconds ?? null],
    ['first request', truth.firstRequestSeconds, boot.firstRequestSeconds],
    // Of several shapes there is no one steady latency.
    ['steady', shapes.size === 1 ? truth.steadySeconds : null, boot.steadySeconds],
  ] as const;
  return [...causes, ...moments.flatMap(([what, own, said]) => (own === null || said === null ? [] : [compared(what, own, said, ofMoments)]))];
}

/** Where faults of several kinds were injected: what each cost, and what it is charged with; a fault that nobody named is charged with nothing. */
function blamedFigures({ causes }: Scenario, truth: Truth, boot: BootReport): Compared[] {
  const kinds = new Map(causes.flatMap(({ id, spans }) => (spans === undefined ? [] : [[spans.join(), id] as const])));
  if (kinds.size < 2) return [];
  return [...kinds.values()].flatMap((id) => {
    const seconds = truth.causes.get(id) ?? null;
    return seconds === null ? [] : [compared(id, seconds, boot.causes.find((cause) => namesOf(id).includes(cause.id))?.seconds ?? null, ofCauses)];
  });
}

function compared(what: string, truth: number, said: number | null, allowed: Tolerance): Compared {
  return { what, truth, said, isNear: said !== null && Math.abs(said - truth) <= Math.max(allowed.share * truth, allowed.seconds) };
}
