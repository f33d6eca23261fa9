import type { Boot, Evidence } from '../model/boot.js';
import type { Seconds } from '../model/units.js';
import type { PhaseCondition } from '../rules/schema.js';
import { eventsOf } from './events.js';
import { earliest, isAfter, isSameRecord, type Moment, momentOfEvent, momentOfMilestone } from './moment.js';

type Place = Pick<PhaseCondition, 'after' | 'before'>;
type Mark = NonNullable<Place['after']>;

/**
 * A test of `after` and `before`: after what never came is nothing, before what never came is everything. What comes within `slackSeconds` of a
 * milestone does not come after it, nor does what the very line of an event says as well.
 */
export function placeTest(boot: Boot, place: Place, slackSeconds: Seconds = 0): (moment: Moment, records?: readonly Evidence[]) => boolean {
  const mark = place.after && momentOfMark(boot, place.after);
  const isMilestone = place.after !== undefined && 'milestone' in place.after;
  const after = isMilestone && mark && mark.time !== null ? { ...mark, time: mark.time + slackSeconds } : mark;
  const before = place.before && momentOfMark(boot, place.before);
  return (moment, records = moment.evidence ? [moment.evidence] : []) => {
    if (after === null || (after && (!isAfter(moment, after) || (!isMilestone && isAmong(after, records))))) return false;
    return !before || isAfter(before, moment);
  };
}

function isAmong({ evidence }: Moment, records: readonly Evidence[]): boolean {
  return evidence !== null && records.some((record) => isSameRecord(record, evidence));
}

function momentOfMark(boot: Boot, mark: Mark): Moment | null {
  if ('milestone' in mark) {
    const milestone = boot.milestones[mark.milestone];
    return milestone === null ? null : momentOfMilestone(milestone);
  }
  return earliest(
    eventsOf(boot)
      .filter((event) => event.name === mark.event)
      .map(momentOfEvent),
  );
}
