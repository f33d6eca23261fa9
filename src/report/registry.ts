import type { GateReport } from '../model/gate.js';
import type { Report } from '../model/report.js';
import type { HtmlOptions } from './html.js';
import type { TextOptions } from './text.js';

/** What a format may want to know besides the report. */
export type RenderOptions = TextOptions & HtmlOptions;

export type Render = (report: Report, options: RenderOptions) => string;
export type RenderGate = (gate: GateReport, options: RenderOptions) => string;

export type Format = {
  /** One clause for the help text. */
  readonly describes: string;
  /** Imports the format's own file, and no other's. */
  readonly load: () => Promise<Render>;
  /** The same for the answer of `coldcase gate`; left out where the format says nothing of a gate. */
  readonly loadGate?: () => Promise<RenderGate>;
  /** Whether it shows the lines around evidence, so that they are worth keeping while a log is read. */
  readonly wantsLines?: true;
};

/** Every report format by name: a new one is its file and a line here. */
export const formats: ReadonlyMap<string, Format> = new Map<string, Format>([
  ['text', { describes: 'the answer for a terminal or a postmortem', load: async () => (await import('./text.js')).renderText }],
  ['json', { describes: 'all that is known, by the published schema', load: async () => (await import('./json.js')).renderJson }],
  ['html', { describes: 'one page with the waterfall, for a browser', wantsLines: true, load: async () => (await import('./html.js')).renderHtml }],
]);
