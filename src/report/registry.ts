import type { Report } from '../model/report.js';
import type { TextOptions } from './text.js';

/** What a format may want to know besides the report. */
export type RenderOptions = TextOptions;

export type Render = (report: Report, options: RenderOptions) => string;

export type Format = {
  /** One clause for the help text. */
  readonly describes: string;
  /** Imports the format's own file, and no other's. */
  readonly load: () => Promise<Render>;
};

/** Every report format by name: a new one is its file and a line here. */
export const formats: ReadonlyMap<string, Format> = new Map([
  ['text', { describes: 'the answer for a terminal or a postmortem', load: async () => (await import('./text.js')).renderText }],
  ['json', { describes: 'all that is known, by the published schema', load: async () => (await import('./json.js')).renderJson }],
]);
