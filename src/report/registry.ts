import type { GateReport } from '../model/gate.js';
import type { Report } from '../model/report.js';
import type { TextOptions } from './text.js';

/** What a format may want to know besides the report. */
export type RenderOptions = TextOptions;

export type Render = (report: Report, options: RenderOptions) => string;
export type RenderGate = (gate: GateReport, options: RenderOptions) => string;

export type Format = {
  /** One clause for the help text. */
  readonly describes: string;
  /** Imports the format's own file, and no other's. */
  readonly load: () => Promise<Render>;
  /** The same for the answer of `coldcase gate`; left out where the format says nothing of a gate. */
  readonly loadGate?: () => Promise<RenderGate>;
  /** Whether `--template` has a meaning for it. */
  readonly takesTemplate?: boolean;
};

/** Every report format by name: a new one is its file and a line here. */
export const formats: ReadonlyMap<string, Format> = new Map<string, Format>([
  ['text', { describes: 'the answer for a terminal or a postmortem', load: async () => (await import('./text.js')).renderText }],
  ['markdown', { describes: 'a postmortem to paste into an issue', load: async () => (await import('./markdown.js')).renderMarkdown, takesTemplate: true }],
  ['json', { describes: 'all that is known, by the published schema', load: async () => (await import('./json.js')).renderJson }],
]);
