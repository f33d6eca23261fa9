import type { Comparison } from '../model/comparison.js';
import type { Fleet } from '../model/fleet.js';
import type { GateReport } from '../model/gate.js';
import type { Report } from '../model/report.js';
import type { Reproduction } from '../model/reproduction.js';
import type { Simulation } from '../model/simulation.js';
import type { HtmlOptions } from './html.js';
import type { TextOptions } from './text/options.js';

/** What a format may want to know besides the report. */
export type RenderOptions = TextOptions & HtmlOptions;

export type Render = (report: Report, options: RenderOptions) => string;
export type RenderComparison = (comparison: Comparison, options: RenderOptions) => string;
export type RenderReproduction = (reproduction: Reproduction, options: RenderOptions) => string;
export type RenderSimulation = (simulation: Simulation, options: RenderOptions) => string;
export type RenderFleet = (fleet: Fleet, options: RenderOptions) => string;
export type RenderGate = (gate: GateReport, options: RenderOptions) => string;

export type Format = {
  /** One clause for the help text. */
  readonly describes: string;
  /** Imports the format's own file, and no other's. */
  readonly load: () => Promise<Render>;
  /** The same for the answer of `coldcase gate`; left out where the format says nothing of a gate. */
  readonly loadGate?: () => Promise<RenderGate>;
  /** The same for the answer of `coldcase compare`. */
  readonly loadComparison?: () => Promise<RenderComparison>;
  /** Whether `--template` has a meaning for it. */
  readonly takesTemplate?: boolean;
  /** Whether it shows the lines around evidence, so that they are worth keeping while a log is read. */
  readonly wantsLines?: true;
  /** The same for the answer of `coldcase reproduce`. */
  readonly loadReproduction?: () => Promise<RenderReproduction>;
  /** The same for the answer of `coldcase fleet`. */
  readonly loadFleet?: () => Promise<RenderFleet>;
  /** The same for the answer of `coldcase simulate`. */
  readonly loadSimulation?: () => Promise<RenderSimulation>;
};

const loadJson = async (): Promise<Render & RenderGate & RenderComparison & RenderReproduction & RenderSimulation & RenderFleet> =>
  (await import('./json.js')).renderJson;

/** Every report format by name: a new one is its file and a line here. */
export const formats: ReadonlyMap<string, Format> = new Map<string, Format>([
  [
    'text',
    {
      describes: 'the answer for a terminal or a postmortem',
      load: async () => (await import('./text.js')).renderText,
      loadGate: async () => (await import('./gate/text.js')).renderGateText,
      loadComparison: async () => (await import('./comparison/text.js')).renderComparisonText,
      loadReproduction: async () => (await import('./reproduction/text.js')).renderReproductionText,
      loadSimulation: async () => (await import('./simulation/text.js')).renderSimulationText,
      loadFleet: async () => (await import('./fleet/text.js')).renderFleetText,
    },
  ],
  [
    'markdown',
    {
      describes: 'a postmortem to paste into an issue',
      load: async () => (await import('./markdown.js')).renderMarkdown,
      takesTemplate: true,
      loadGate: async () => (await import('./gate/markdown.js')).renderGateMarkdown,
      loadReproduction: async () => (await import('./reproduction/markdown.js')).renderReproductionMarkdown,
    },
  ],
  [
    'json',
    {
      describes: 'all that is known, by the published schema',
      load: loadJson,
      loadGate: loadJson,
      loadComparison: loadJson,
      loadReproduction: loadJson,
      loadSimulation: loadJson,
      loadFleet: loadJson,
    },
  ],
  [
    'sarif',
    {
      describes: 'SARIF 2.1.0, for code scanning',
      load: async () => (await import('./sarif.js')).renderSarif,
      loadGate: async () => (await import('./sarif.js')).renderGateSarif,
    },
  ],
  [
    'junit',
    {
      describes: 'JUnit XML, for test reports',
      load: async () => (await import('./junit.js')).renderJunit,
      loadGate: async () => (await import('./gate/junit.js')).renderGateJunit,
    },
  ],
  [
    'github',
    {
      describes: 'annotations of GitHub Actions',
      load: async () => (await import('./github.js')).renderGithub,
      loadGate: async () => (await import('./github.js')).renderGateGithub,
    },
  ],
  [
    'gitlab',
    {
      describes: 'code quality of GitLab',
      load: async () => (await import('./gitlab.js')).renderGitlab,
      loadGate: async () => (await import('./gitlab.js')).renderGateGitlab,
    },
  ],
  [
    'csv',
    {
      describes: 'one table for a spreadsheet: boots, phases, gaps, causes',
      load: async () => (await import('./csv.js')).renderCsv,
      loadFleet: async () => (await import('./fleet/csv.js')).renderFleetCsv,
      loadReproduction: async () => (await import('./reproduction/csv.js')).renderReproductionCsv,
      loadSimulation: async () => (await import('./simulation/csv.js')).renderSimulationCsv,
    },
  ],
  [
    'perfetto',
    {
      describes: 'a trace for Perfetto and chrome://tracing',
      load: async () => (await import('./perfetto.js')).renderPerfetto,
      loadReproduction: async () => (await import('./reproduction/perfetto.js')).renderReproductionPerfetto,
    },
  ],
  [
    'otlp',
    {
      describes: 'traces and metrics as lines of OTLP JSON',
      load: async () => (await import('./otlp.js')).renderOtlp,
      loadReproduction: async () => (await import('./reproduction/otlp.js')).renderReproductionOtlp,
    },
  ],
  [
    'prometheus',
    {
      describes: 'metrics for a textfile collector or a Pushgateway',
      load: async () => (await import('./prometheus.js')).renderPrometheus,
      loadFleet: async () => (await import('./fleet/metrics.js')).renderFleetPrometheus,
      loadReproduction: async () => (await import('./reproduction/metrics.js')).renderReproductionPrometheus,
    },
  ],
  [
    'openmetrics',
    {
      describes: 'the same metrics in OpenMetrics 1.0',
      load: async () => (await import('./openmetrics.js')).renderOpenmetrics,
      loadFleet: async () => (await import('./fleet/metrics.js')).renderFleetOpenmetrics,
      loadReproduction: async () => (await import('./reproduction/metrics.js')).renderReproductionOpenmetrics,
    },
  ],
  [
    'svg',
    {
      describes: 'the waterfall as a picture',
      load: async () => (await import('./svg.js')).renderSvg,
      loadReproduction: async () => (await import('./reproduction/svg.js')).renderReproductionSvg,
    },
  ],
  [
    'html',
    {
      describes: 'one page with the waterfall, for a browser',
      wantsLines: true,
      load: async () => (await import('./html.js')).renderHtml,
      loadFleet: async () => (await import('./fleet/html.js')).renderFleetHtml,
      loadReproduction: async () => (await import('./reproduction/html.js')).renderReproductionHtml,
    },
  ],
]);
