import type { Reproduction, Trial } from '../../model/reproduction.js';
import { csvText } from '../escape/csv-text.js';
import { sanitize } from '../escape/sanitize.js';
import { mapTexts } from '../escape/texts.js';
import { shapeText } from './shapes.js';

const columns = ['condition', 'round', 'started_at', 'failure', 'kind', 'name', 'start_seconds', 'seconds', 'peak_bytes'] as const;

type Row = readonly (string | number | null)[];

const rowsOf = ({ condition, round, startedAt, failure, stages, runs, idle = [], atOnce }: Trial): Row[] => {
  const trial = [condition, round, startedAt, failure];
  const measured: Row[] = [
    ...stages.map(({ stage, startSeconds, seconds, peakBytes }) => ['stage', stage, startSeconds, seconds, peakBytes]),
    ...runs.flatMap(({ shape, firstSeconds, secondSeconds, laterSeconds }) => [
      ['first', shapeText(shape), null, firstSeconds, null],
      ['second', shapeText(shape), null, secondSeconds, null],
      ...laterSeconds.map((seconds) => ['later', shapeText(shape), null, seconds, null]),
    ]),
    ...(atOnce?.coldSeconds ?? []).map((seconds) => ['at once', 'first', null, seconds, null]),
    ...(atOnce?.warmSeconds ?? []).map((seconds) => ['at once', 'warm', null, seconds, null]),
    ...idle.map(({ idleSeconds, seconds }) => ['idle', `${idleSeconds} s`, null, seconds, null]),
  ];
  return (measured.length === 0 ? [['failed', null, null, null, null]] : measured).map((row) => [...trial, ...row]);
};

/** The raw trials of a reproduction as one table: a row for each stage and for each run. */
export const renderReproductionCsv = (given: Reproduction): string => csvText(columns, mapTexts(given.trials, sanitize).flatMap(rowsOf));
