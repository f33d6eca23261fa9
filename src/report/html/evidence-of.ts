import type { Evidence } from '../../model/boot.js';
import type { BootReport } from '../../model/report.js';

/** Every line that a boot's report names, those of causes first; some more than once. */
export const evidenceOf = (boot: BootReport): Evidence[] => [
  ...boot.causes.flatMap(({ evidence }) => evidence),
  ...Object.values(boot.milestones).flatMap((mark) => mark?.evidence ?? []),
  ...boot.checklist.flatMap(({ evidence }) => evidence),
  ...boot.gaps.flatMap(({ after, before }) => [after, before]),
  ...boot.phases.flatMap(({ spans }) => spans.flatMap(({ evidence }) => evidence)),
];
