/** The rules of `rules/`, compiled at build time into one module. */
export { builtinRules } from './builtin.generated.js';
