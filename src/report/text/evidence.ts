import type { Evidence } from '../../model/boot.js';
import { cutStart, padRight, withoutMiddle, wrap } from '../drawing/layout.js';
import type { Palette } from '../drawing/palette.js';
import { widthOf } from '../drawing/width.js';

const shownLines = 2;
const shownRows = 3;
const shownPlaces = 6;

/** A boot's name: its id, standard input called so. */
export const bootName = (id: string): string => id.replace(/^-(?=#)/, 'stdin');

/** `server.log:42`, as grep and editors write a place; standard input is called so. */
export const placeOf = (evidence: { readonly file: string; readonly line: number }): string =>
  `${evidence.file === '-' ? 'stdin' : evidence.file}:${evidence.line}`;

/** The same in at most `room` columns: of a long path the last folders and the name are kept. */
export const shortPlaceOf = (evidence: { readonly file: string; readonly line: number }, room: number): string => {
  const place = placeOf(evidence);
  if (widthOf(place) <= room) return place;
  const separator = place.includes('/') ? '/' : '\\';
  const parts = place.split(separator);
  while (parts.length > 1 && widthOf(parts.join(separator)) > room - 2) parts.shift();
  return cutStart(`…${separator}${parts.join(separator)}`, room);
};

/** Columns that a place may take of a line. */
export const placeRoom = (width: number): number => Math.max(24, Math.floor(width * 0.32));

/** Of a record of several lines the first and the last: a traceback names its error at the end. */
const excerpt = (text: string): string => {
  const lines = text
    .split('\n')
    // The columns of a table stand far apart.
    .map((line) => line.trim().replace(/ {2,}/g, ' '))
    .filter((line) => line !== '');
  const [first = '', last = ''] = [lines[0], lines.at(-1)];
  return lines.length > 1 && last !== first ? `${first} … ${last}` : first;
};

const oneLine = (evidence: Evidence, indent: string, width: number, palette: Palette): string[] => {
  const place = shortPlaceOf(evidence, placeRoom(width));
  const beside = width - widthOf(indent) - widthOf(place) - 2;
  const isBeside = beside >= 40;
  const room = isBeside ? beside : width - widthOf(indent) - 2;
  // Breaks at spaces leave some columns of each row empty.
  const rows = wrap(withoutMiddle(excerpt(evidence.text), room * shownRows - 12), room);
  if (!isBeside) return [`${indent}${palette.faint(place)}`, ...rows.map((row) => `${indent}  ${row}`)];
  return rows.map((row, index) => `${indent}${index === 0 ? palette.faint(place) : padRight('', widthOf(place))}  ${row}`);
};

const alsoAt = (others: readonly Evidence[], left: number, file: string | undefined, width: number): string => {
  const inOrder = [...others].sort((a, b) => Number(a.file !== file) - Number(b.file !== file) || a.line - b.line);
  const places = inOrder.slice(0, shownPlaces).map((one) => (one.file === file ? String(one.line) : shortPlaceOf(one, placeRoom(width))));
  const unlisted = others.length - places.length + left;
  const more = unlisted > 0 ? ` and ${unlisted} more` : '';
  const isHere = inOrder[0]?.file === file;
  return `also ${isHere ? (others.length + left === 1 ? 'line ' : 'lines ') : ''}${places.join(', ')}${more}`;
};

/** The lines that prove something: place and text of the first ones that differ, places of the others; `left` more are not at hand. */
export const evidenceLines = (evidence: readonly Evidence[], indent: string, width: number, palette: Palette, left = 0): string[] => {
  const told = evidence.filter((one, index) => evidence.findIndex((other) => other.text === one.text) === index).slice(0, shownLines);
  const shown = told.flatMap((one) => oneLine(one, indent, width, palette));
  const others = evidence.filter((one) => !told.includes(one));
  return others.length === 0 ? shown : [...shown, ...wrap(alsoAt(others, left, told.at(-1)?.file, width), width, indent).map(palette.faint)];
};
