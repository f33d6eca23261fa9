import type { Shape } from '../../model/boot.js';
import { UserError } from '../../model/user-error.js';
import { mendOfName } from '../../rules/near-name.js';
import { type Dimension, dimensions } from '../plan/dimensions.js';
import { idsOf, textOf } from './content.js';

type Placeholder = { readonly takes: readonly Dimension[]; readonly make: (shape: Required<Shape>, variant: number) => unknown };

const rows = <T>(count: number, make: (at: number) => T): T[] => Array.from({ length: count }, (_, at) => make(at));

/** What `{{NAME}}` stands for in a template, and the sizes that it takes up. */
const placeholders: ReadonlyMap<string, Placeholder> = new Map<string, Placeholder>([
  ...dimensions.map((dimension): [string, Placeholder] => [dimension, { takes: [dimension], make: (shape) => shape[dimension] }]),
  ['text', { takes: ['sequence'], make: ({ sequence }, variant) => textOf(sequence, variant) }],
  ['texts', { takes: ['batch', 'sequence'], make: ({ batch, sequence }, variant) => rows(batch, (at) => textOf(sequence, variant * batch + at)) }],
  ['ids', { takes: ['sequence'], make: ({ sequence }, variant) => idsOf(sequence, variant) }],
  ['rows', { takes: ['batch', 'sequence'], make: ({ batch, sequence }, variant) => rows(batch, (at) => idsOf(sequence, variant * batch + at)) }],
  [
    'images',
    {
      takes: ['batch', 'height', 'width'],
      make: ({ batch, height, width }, variant) => rows(batch, () => rows(height, () => rows(width, () => rows(3, () => (variant % 50) / 50)))),
    },
  ],
]);

const mark = /\{\{\s*([^{}]*?)\s*\}\}/g;

/** A JSON value with placeholders, and the dimensions that they take up. */
export type Template = { readonly takes: ReadonlySet<Dimension>; readonly fill: (shape: Shape, variant: number) => unknown };

/** Reads a template. Throws a UserError for a text that is no JSON, and for an unknown placeholder. */
export const parseTemplate = (file: string, text: string): Template => {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw new UserError(`is no JSON (${error instanceof Error ? error.message : String(error)}); placeholders stand in quotes, as in "{{text}}"`, { file });
  }
  const names = [...text.matchAll(mark)].map(([, name]) => name ?? '');
  const unknown = names.find((name) => !placeholders.has(name));
  if (unknown !== undefined)
    throw new UserError(
      `there is no placeholder {{${unknown}}}; ${mendOfName(unknown, placeholders.keys(), `there are ${[...placeholders.keys()].join(', ')}`)}`,
      {
        file,
        line: text.slice(0, text.indexOf(`{{`)).split('\n').length,
      },
    );
  return {
    takes: new Set(names.flatMap((name) => placeholders.get(name)?.takes ?? [])),
    fill: (shape, variant) => filled(value, { batch: 1, sequence: 1, height: 1, width: 1, ...shape }, variant),
  };
};

const filled = (value: unknown, shape: Required<Shape>, variant: number): unknown => {
  if (Array.isArray(value)) return value.map((one: unknown) => filled(one, shape, variant));
  if (typeof value === 'object' && value !== null) return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, filled(one, shape, variant)]));
  if (typeof value !== 'string') return value;
  const [whole, name = ''] = /^\{\{\s*([^{}]*?)\s*\}\}$/.exec(value) ?? [];
  if (whole !== undefined) return placeholders.get(name)?.make(shape, variant);
  return value.replaceAll(mark, (_, one: string) => String(placeholders.get(one)?.make(shape, variant)));
};

/** Refuses a template that would send the same request for shapes that differ: it would warm one of them and say that it warmed all. */
export const refuseBlindTemplate = (file: string, { takes }: Template, shapes: readonly Shape[]): void => {
  const blind = dimensions.find((dimension) => !takes.has(dimension) && shapes.some((shape) => shape[dimension] !== undefined));
  if (blind === undefined) return;
  const able = [...placeholders].filter(([, { takes: own }]) => own.includes(blind)).map(([name]) => `"{{${name}}}"`);
  throw new UserError(`does not use the ${blind} that the plan's shapes have, so it cannot warm them; put ${able.join(' or ')} where the size belongs`, {
    file,
  });
};
