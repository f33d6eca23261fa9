import { durationWords, listWords, shareWords, sizeWords } from '../../src/diagnose/words.js';
import { listOf } from '../../src/rules/one-or-more.js';
import type { Condition, EventCondition, PhaseCondition, Range } from '../../src/rules/schema.js';
import { code, list } from './markdown.js';

/** A cause's condition in words, thresholds included: a sentence, or a sentence and a list of points under it. */
export function conditionWords(condition: Condition): string {
  if ('all' in condition) return points('All of these:', condition.all);
  if ('any' in condition) return points('Any of these:', condition.any);
  if ('not' in condition) return negationWords(condition.not);
  if ('phase' in condition) return phaseWords(condition);
  if ('event' in condition) return eventWords(condition);
  if ('latency' in condition) {
    const { ratio, differenceSeconds } = condition.latency;
    return `the latency just after the start is ${rangeWords(ratio, (value) => `${value} times`)} the steady one, and above it by ${rangeWords(differenceSeconds, durationWords)}`;
  }
  if ('shape' in condition) return `a request has a shape that was not warmed, or a line says so (${code('shape-not-warmed')})`;
  if ('memory' in condition) return `of the memory limit, the peak leaves ${rangeWords(condition.memory.headroom, shareWords)} free`;
  if ('outcome' in condition) return `the boot ${{ running: 'is still running', stopped: 'was stopped', failed: 'failed' }[condition.outcome]}`;
  return `the replica ${condition.reached ? 'got' : 'did not get'} ${condition.milestone}`;
}

function negationWords(condition: Condition): string {
  if ('any' in condition) return points('None of these:', condition.any);
  if ('all' in condition) return points('Not all of these:', condition.all);
  return `not: ${conditionWords(condition)}`;
}

function points(title: string, conditions: readonly Condition[]): string {
  return `${title}\n${list(conditions.map(conditionWords))}`;
}

function phaseWords(condition: PhaseCondition): string {
  const { seconds, longest, share, startup, event, without } = condition;
  const spans = [
    `${hasSize(condition) ? 'time' : 'any time'} spent on ${namesWords(condition.phase, 'or')}`,
    scopeWords(condition.scope),
    event === undefined ? '' : `in work of the kind ${namesWords(event, 'or')}`,
    without === undefined ? '' : `other than work of the kind ${namesWords(without, 'or')}`,
    ...placeWords(condition),
  ];
  const sizes = [
    seconds === undefined ? '' : rangeWords(seconds, durationWords),
    longest === undefined ? '' : `${rangeWords(longest, durationWords)} in one stretch`,
    share === undefined
      ? ''
      : `${rangeWords(share, shareWords)} of the start${startup === undefined ? '' : ` (of starts of ${rangeWords(startup, durationWords)})`}`,
  ].filter((part) => part !== '');
  return `${words(spans)}${sizes.length === 0 ? '' : `: ${sizes.join(', and ')}`}`;
}

function hasSize({ seconds, longest, share }: PhaseCondition): boolean {
  return seconds !== undefined || longest !== undefined || share !== undefined;
}

function eventWords(condition: EventCondition): string {
  const { count, processes, same, where, after } = condition;
  const kind = after !== undefined && 'event' in after ? code(after.event) : '';
  return words([
    `a line says ${namesWords(condition.event, 'or')}`,
    where === undefined ? '' : `with ${Object.entries(where).map(factWords).join(' and ')}`,
    scopeWords(condition.scope),
    ...placeWords(condition),
    same === undefined ? '' : `with the same ${code(same)} as that ${kind}`,
    count === undefined ? '' : `${rangeWords(count, String)} times`,
    processes === undefined ? '' : processes.min === 1 ? 'of a process that it names' : `of ${rangeWords(processes, String)} different processes`,
  ]);
}

const scopesInWords = { startup: 'during the start', request: 'while a request waited', background: 'in the background' } as const;

function scopeWords(scope: PhaseCondition['scope']): string {
  return listOf(scope)
    .map((one) => scopesInWords[one])
    .join(' or ');
}

function placeWords({ after, before }: Pick<PhaseCondition, 'after' | 'before'>): string[] {
  return [after === undefined ? '' : `after ${momentWords(after)}`, before === undefined ? '' : `before ${momentWords(before)}`];
}

function momentWords(moment: NonNullable<PhaseCondition['after']>): string {
  if ('event' in moment) return `a line that says ${code(moment.event)}`;
  return { listening: 'it listened', ready: 'it was ready', warm: 'it was warm' }[moment.milestone];
}

function factWords([name, wanted]: [string, string | number | boolean | Range]): string {
  const say = name.toLowerCase().endsWith('bytes') ? sizeWords : name.toLowerCase().endsWith('seconds') ? durationWords : String;
  return typeof wanted === 'object' ? `${code(name)} ${rangeWords(wanted, say)}` : `${code(name)} ${code(String(wanted))}`;
}

/** `at least 20 s`, `at most 10 %`, `2 to 5`. */
function rangeWords({ min, max }: Range, say: (value: number) => string): string {
  if (min !== undefined && max !== undefined) return `${say(min)} to ${say(max)}`;
  return min === undefined ? `at most ${say(max as number)}` : `at least ${say(min)}`;
}

function namesWords(names: string | readonly string[], joint: 'or' | 'and'): string {
  return listWords(listOf(names).map(code)).replace(/ and (?=`[^`]*`$)/, ` ${joint} `);
}

function words(parts: readonly string[]): string {
  return parts.filter((part) => part !== '').join(' ');
}
