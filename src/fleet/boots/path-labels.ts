import { UserError } from '../../model/user-error.js';
import type { BootRecord } from './record.js';

/** The labels that a path tells; empty where it does not fit. */
export type PathLabels = (path: string) => BootRecord['labels'];

const name = /\{([A-Za-z_]\w*)\}/g;

/**
 * Reads a template such as `{cluster}/{node}/{pod}.log`: each name takes a part of one folder's or file's name, and the whole is the end of a
 * path. Throws a UserError where it names nothing.
 */
export const parsePathLabels = (template: string): PathLabels => {
  const names = [...template.matchAll(name)].map(([, one]) => one ?? '');
  if (names.length === 0) throw new UserError(`--path-labels ${template}: names no label; give one as in --path-labels '{cluster}/{node}/{pod}.log'`);
  const twice = names.find((one, place) => names.indexOf(one) < place);
  if (twice !== undefined) throw new UserError(`--path-labels ${template}: {${twice}} stands in it twice; rename one`);
  const pattern = template
    .split(name)
    .map((part, place) => (place % 2 === 1 ? '([^/\\\\]+?)' : part.replace(/[.*+?^$()|[\]\\{}]/g, '\\$&').replaceAll('/', '[/\\\\]')))
    .join('');
  const whole = new RegExp(`(?:^|[/\\\\])${pattern}$`);
  return (path) => {
    const found = whole.exec(path);
    return found === null ? {} : Object.fromEntries(names.map((one, place) => [one, found[place + 1] ?? '']));
  };
};
