import type { Boot } from '../model/boot.js';
import type { PhaseCondition } from '../rules/schema.js';
import { eventsOf } from './events.js';
import { earliest, isAfter, type Moment, momentOfEvent, momentOfMilestone } from './moment.js';

type Place = Pick<PhaseCondition, 'after' | 'before'>;
type Mark = NonNullable<Place['after']>;

/** A test of `after` and `before`: after what never came is nothing, before what never came is everything. */
export function placeTest(boot: Boot, place: Place): (moment: Moment) => boolean {
  const after = place.after && momentOfMark(boot, place.after);
  const before = place.before && momentOfMark(boot, place.before);
  return (moment) => {
    if (after === null || (after && !isAfter(moment, after))) return false;
    return !before || isAfter(before, moment);
  };
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
