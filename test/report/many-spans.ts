import type { BootReport, ReportedPhase } from '../../src/model/report.js';
import { vllmBoot } from './vllm-report.js';

const zero = Date.parse('2026-02-11T05:31:04Z');

/** A boot of that many spans in eight processes and four phases, which nest, overlap and lie side by side. */
export const bootOf = (spans: number): BootReport => {
  const phases = (['process', 'weights-load', 'compile', 'warmup'] as const).map((phase, kind): ReportedPhase => {
    const own = Array.from({ length: Math.ceil(spans / 4) }, (_, index) => {
      const start = zero + index * 40 + kind * 13;
      return {
        seconds: 0.05,
        start: new Date(start).toISOString(),
        end: new Date(start + 50).toISOString(),
        basis: 'stated' as const,
        process: `rank ${index % 8}`,
        evidence: [{ file: 'server.log', line: index * 4 + kind + 1, text: `INFO [core.py:${index}] ${phase} took 0.05 seconds` }],
      };
    });
    return { phase, scope: 'startup', seconds: 20, share: 0.25, basis: 'stated', spans: own };
  });
  return { ...vllmBoot, phases, gaps: [] };
};
