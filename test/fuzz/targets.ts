import type { Target } from './target.js';
import { baselinesTarget } from './targets/baselines.js';
import { clocksTarget } from './targets/clocks.js';
import { durationsTarget } from './targets/durations.js';
import { envelopesTarget } from './targets/envelopes.js';
import { inputsTarget } from './targets/inputs.js';
import { linesTarget } from './targets/lines.js';
import { matcherTarget } from './targets/matcher.js';
import { pipelineTarget } from './targets/pipeline.js';
import { policiesTarget } from './targets/policies.js';
import { redactionTarget } from './targets/redaction.js';
import { reportsTarget } from './targets/reports.js';
import { rulesTarget } from './targets/rules.js';
import { serviceFilesTarget } from './targets/service-files.js';
import { timelineTarget } from './targets/timeline.js';
import { trafficTarget } from './targets/traffic.js';
import { wideTarget } from './targets/wide.js';

/** All targets, in the way of the data: a new one is its file and a line here. */
export const targets: readonly Target[] = [
  linesTarget,
  envelopesTarget,
  clocksTarget,
  durationsTarget,
  matcherTarget,
  timelineTarget,
  pipelineTarget,
  inputsTarget,
  rulesTarget,
  policiesTarget,
  baselinesTarget,
  reportsTarget,
  redactionTarget,
  serviceFilesTarget,
  trafficTarget,
  wideTarget,
];
