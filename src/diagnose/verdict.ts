import type { Boot, Evidence, Gap } from '../model/boot.js';
import type { Phase, Scope } from '../model/phase.js';
import type { BootReport, Cause } from '../model/report.js';
import type { Seconds } from '../model/units.js';
import type { Failure } from './failure.js';
import { durationInBrackets, durationWords, listWords, shareWords } from './words.js';

const phaseWords: Readonly<{ [phase in Phase]: string }> = {
  schedule: 'waiting for a place to run',
  image: 'pulling the image',
  process: 'process start and imports',
  'weights-fetch': 'fetching weights',
  'weights-load': 'loading weights',
  tokenizer: 'loading the tokenizer',
  'device-init': 'initialising the device',
  compile: 'compiling',
  autotune: 'tuning kernels',
  'graph-capture': 'capturing graphs',
  'memory-profile': 'allocating memory',
  warmup: 'warming up',
  serve: 'starting to serve',
  'first-request': 'the request itself',
  steady: 'steady work',
};

const mostPhases = 3;

/** From this silence on a start is slow although nothing says why: ours, half as long again as what the catalogue allows a load. */
const slowSilenceSeconds = 30;

type Silence = { readonly gap: Gap; readonly wholeSeconds: Seconds };

/** The verdict on a boot and its reason in one sentence. */
export function verdictOf(boot: Boot, causes: readonly Cause[], failure: Failure | null): Pick<BootReport, 'verdict' | 'reason'> {
  if (failure !== null) return { verdict: 'failed', reason: failureReason(boot, causes, failure) };
  const counted = causes.filter((cause) => cause.severity !== 'note');
  const cold = counted.filter((cause) => cause.scope === 'request');
  if (cold.length > 0) return { verdict: 'cold', reason: coldReason(boot, cold) };
  if (counted.length > 0) return { verdict: 'slow', reason: slowReason(boot, counted) };
  const silence = silenceOf(boot);
  if (silence !== null && silence.gap.seconds >= slowSilenceSeconds) return { verdict: 'slow', reason: silentReason('The start took', silence) };
  if (boot.milestones.ready !== null || boot.milestones.warm !== null || boot.requests.length > 0 || boot.phases.length > 0) {
    return { verdict: 'warm', reason: silence === null ? warmReason(boot) : silentReason('Ready after', silence) };
  }
  return { verdict: 'unknown', reason: 'No line of this log speaks of a start or of a request.' };
}

function failureReason(boot: Boot, causes: readonly Cause[], failure: Failure): string {
  const errors = causes.filter((cause) => cause.severity === 'error');
  const root = errors.find((cause) => !cause.becauseOf.some((id) => errors.some((other) => other.id === id))) ?? errors[0];
  const what =
    failure.kind === 'requests'
      ? 'Requests fail for good'
      : failure.kind === 'never-placed'
        ? 'The replica never ran'
        : boot.milestones.ready === null
          ? 'The start failed'
          : 'The replica failed';
  return root === undefined ? `${what}; no line says why.` : `${what}: ${lowered(root.because)}`;
}

function coldReason(boot: Boot, cold: readonly Cause[]): string {
  const totals = largest(boot, 'request');
  const paid = cold.some((cause) => cause.seconds !== null && cause.id !== 'cold-tail-latency');
  if (totals.length === 0 || !paid) return cold[0]?.because ?? '';
  const whole = boot.firstRequestSeconds;
  const partsOf = (words: (seconds: Seconds) => string): string => listWords(totals.map(({ phase, seconds }) => `${phaseWords[phase]} (${words(seconds)})`));
  if (whole === null) return `Requests paid for the start: they waited for ${partsOf(durationInBrackets)}.`;
  const paidSeconds = totals.reduce((sum, { seconds }) => sum + seconds, 0);
  return paidSeconds < whole / 2
    ? `The first request took ${durationWords(whole)}; of that it waited for ${partsOf((seconds) => `${durationInBrackets(seconds)}, ${shareWords(seconds / whole)}`)}.`
    : `The first request took ${durationWords(whole)} because it paid for the start: it waited for ${partsOf(durationInBrackets)}.`;
}

/** What the start is blamed for: the phases that its causes cite, the longest first. */
function slowReason(boot: Boot, causes: readonly Cause[]): string {
  const whole = boot.hasBeginning ? boot.timeToReadySeconds : null;
  const cited = new Set(causes.flatMap((cause) => cause.evidence.map(placeOf)));
  const blamed = largest(boot, 'startup').filter((total) => total.spans.some((span) => span.evidence.some((evidence) => cited.has(placeOf(evidence)))));
  if (whole === null || whole <= 0 || blamed.length === 0 || blamed.some((total) => total.seconds > whole)) return causes[0]?.because ?? '';
  const parts = blamed.map((total) => `${phaseWords[total.phase]} (${durationInBrackets(total.seconds)}, ${shareWords(total.seconds / whole)})`);
  return `The start took ${durationWords(whole)}; it waited for ${listWords(parts)}.`;
}

const placeOf = (evidence: Evidence): string => `${evidence.file}:${evidence.line}`;

function warmReason(boot: Boot): string {
  const ready = boot.hasBeginning && boot.timeToReadySeconds !== null ? `Ready after ${durationWords(boot.timeToReadySeconds)}; nothing` : 'Nothing';
  return `${ready} in the log points to a slow start or a cold request.`;
}

/** The silence that makes up most of a start (half of it, and 5 s); null where there is none such. */
function silenceOf(boot: Boot): Silence | null {
  const wholeSeconds = boot.hasBeginning ? boot.timeToReadySeconds : null;
  const [longest] = boot.gaps.filter(({ scope }) => scope === 'startup').sort((a, b) => b.seconds - a.seconds);
  if (wholeSeconds === null || longest === undefined || longest.seconds < Math.max(5, wholeSeconds / 2)) return null;
  return { gap: longest, wholeSeconds };
}

function silentReason(begin: string, { gap, wholeSeconds }: Silence): string {
  const where = gap.after.file === gap.before.file ? `lines ${gap.after.line} and ${gap.before.line}` : `${placeOf(gap.after)} and ${placeOf(gap.before)}`;
  return `${begin} ${durationWords(wholeSeconds)}; nothing says what ${durationWords(gap.seconds)} of it, between ${where}, went into.`;
}

function largest(boot: Boot, scope: Scope) {
  return boot.phases
    .filter((total) => total.scope === scope && total.seconds > 0 && total.phase !== 'first-request' && total.phase !== 'steady')
    .sort((a, b) => b.seconds - a.seconds)
    .slice(0, mostPhases);
}

/** A sentence as the second half of another; names in capitals (GPU, CUDA) stay. */
function lowered(sentence: string): string {
  return /^[A-Z][a-z ]/.test(sentence) ? sentence.charAt(0).toLowerCase() + sentence.slice(1) : sentence;
}
