import type { Reproduction } from '../../model/reproduction.js';
import { differenceText, exactSeconds } from './figures.js';

/** Changes that leave out a part of creating a session, and what that part is called. */
const leftOut = { 'graph-optimization': 'graph optimisation', prepacking: 'prepacking' } as const;

/** Of what parts creating the session is made, in a sentence; and what of it was saved by leaving a part out, where that was tried. */
export const creationSentence = ({ creation, differences }: Reproduction): string | null => {
  if (creation === null) return null;
  const { starts, seconds, loadSeconds, initialisationSeconds, otherSeconds } = creation;
  const saved = Object.entries(leftOut).flatMap(([id, what]) => {
    const difference = differences.find(({ condition, stage }) => condition === id && stage === 'session-creation')?.difference;
    return difference === undefined ? [] : [`without ${what} ${differenceText(difference)}`];
  });
  const parts = [
    `load of the model ${exactSeconds(loadSeconds)}`,
    `initialisation ${exactSeconds(initialisationSeconds)}`,
    `neither ${exactSeconds(otherSeconds)}`,
  ];
  return `Of a session-creation of ${exactSeconds(seconds)}, by ONNX Runtime's own profile of ${starts} starts: ${[...parts, ...saved].join(', ')}.`;
};
