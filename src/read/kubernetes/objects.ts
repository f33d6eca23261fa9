import type { Instant } from '../../model/units.js';
import { readClock } from '../clock/clock.js';
import { addLabel, createDraft, type Draft } from '../draft.js';
import { at, type Node, textAt } from '../outline.js';
import { ageText } from './age.js';

/**
 * Kubernetes objects (`kubectl get pod|events -o json|yaml`) as records: each says what `kubectl describe` would print of
 * it, so that one pattern reads both, and has the time that the object gives.
 */

type Fact = { readonly draft: Draft; readonly age: ((newest: Instant) => string) | null };

const timeOf = (...candidates: readonly (string | null)[]): Instant | null => {
  for (const candidate of candidates) {
    const reading = candidate === null ? null : readClock(candidate, 0);
    if (reading !== null) return reading.seconds;
  }
  return null;
};

const draftOf = (node: Node, text: string, time: Instant | null): Draft => {
  const draft = createDraft(text, node.line);
  draft.time = time;
  draft.resolution = time === null ? 0 : 1;
  draft.hasPrefix = true;
  draft.isSingleLine = true;
  return draft;
};

const containerOf = (fieldPath: string | null): string | null => /\{([^}]+)\}/.exec(fieldPath ?? '')?.[1] ?? null;

const eventFact = (event: Node): Fact => {
  const object = at(event, 'involvedObject') ?? at(event, 'regarding');
  const first = timeOf(
    textAt(event, 'firstTimestamp'),
    textAt(event, 'deprecatedFirstTimestamp'),
    textAt(event, 'eventTime'),
    textAt(event, 'metadata', 'creationTimestamp'),
  );
  const last = timeOf(
    textAt(event, 'series', 'lastObservedTime'),
    textAt(event, 'lastTimestamp'),
    textAt(event, 'deprecatedLastTimestamp'),
    textAt(event, 'eventTime'),
    textAt(event, 'metadata', 'creationTimestamp'),
  );
  const reason = textAt(event, 'reason') ?? '';
  const type = textAt(event, 'type') ?? 'Normal';
  const from =
    textAt(event, 'source', 'component') ??
    textAt(event, 'reportingComponent') ??
    textAt(event, 'reportingController') ??
    textAt(event, 'deprecatedSource', 'component') ??
    '';
  const message = (textAt(event, 'message') ?? textAt(event, 'note') ?? '').replace(/\s+/g, ' ');
  const count = Number(textAt(event, 'series', 'count') ?? textAt(event, 'count') ?? textAt(event, 'deprecatedCount') ?? 1);
  // A wait for a node began with the first of its events; others are dated by the last.
  // It is cited by the line that holds its message, in the words of its row.
  const said = at(event, 'message') ?? at(event, 'note') ?? event;
  const draft = draftOf(said, `${type}  ${reason}  ${from}  ${message}`, reason === 'FailedScheduling' ? (first ?? last) : (last ?? first));
  draft.level = type === 'Warning' ? 'warning' : 'info';
  if (textAt(object, 'kind') === 'Pod') {
    const pod = textAt(object, 'name');
    draft.replica = pod;
    addLabel(draft, 'pod', pod);
  }
  addLabel(draft, 'namespace', textAt(object, 'namespace'));
  addLabel(draft, 'container', containerOf(textAt(object, 'fieldPath')));
  addLabel(draft, 'node', textAt(event, 'source', 'host'));
  const age = (newest: Instant): string => {
    if (last === null) return '<unknown>';
    const times = count > 1 && first !== null ? ` (x${count} over ${ageText(newest - first)})` : '';
    return `${ageText(newest - last)}${times}`;
  };
  draft.text = `${type}  ${reason}  \u0000  ${from}  ${message}`;
  return { draft, age };
};

/** What `describe` prints of one state of a container, on one line. */
const stateText = (title: string, kind: string, state: Node): string => {
  const part = (name: string, member: string): string => {
    const value = textAt(state, member);
    return value === null ? '' : `  ${name}: ${value.replace(/\s+/g, ' ')}`;
  };
  const word = kind.charAt(0).toUpperCase() + kind.slice(1);
  return `${title}: ${word}${part('Reason', 'reason')}${part('Message', 'message')}${part('Exit Code', 'exitCode')}${part('Signal', 'signal')}${part('Started', 'startedAt')}${part('Finished', 'finishedAt')}`;
};

const stateFacts = (title: string, states: Node | null): Draft[] => {
  const drafts: Draft[] = [];
  for (const kind of ['waiting', 'running', 'terminated']) {
    const state = at(states, kind);
    if (state === null) continue;
    drafts.push(draftOf(state, stateText(title, kind, state), timeOf(textAt(state, kind === 'terminated' ? 'finishedAt' : 'startedAt'))));
    const started = kind === 'terminated' ? timeOf(textAt(state, 'startedAt')) : null;
    if (started !== null) drafts.push(draftOf(state, `${title}: Running  Started: ${textAt(state, 'startedAt')}`, started));
  }
  return drafts;
};

const containerFacts = (status: Node): Draft[] => {
  const drafts = [...stateFacts('Last State', at(status, 'lastState')), ...stateFacts('State', at(status, 'state'))];
  const restarts = at(status, 'restartCount');
  if (restarts?.value !== null && restarts?.value !== undefined) drafts.push(draftOf(restarts, `Restart Count: ${restarts.value}`, null));
  for (const draft of drafts) {
    addLabel(draft, 'container', textAt(status, 'name'));
    addLabel(draft, 'image', textAt(status, 'image'));
  }
  return drafts;
};

const podFacts = (pod: Node): Fact[] => {
  const metadata = at(pod, 'metadata');
  const name = textAt(metadata, 'name');
  const drafts: Draft[] = [];
  const created = timeOf(textAt(metadata, 'creationTimestamp'));
  if (created !== null) drafts.push(draftOf(at(metadata, 'creationTimestamp') ?? pod, `Created pod: ${name}`, created));
  for (const condition of at(pod, 'status', 'conditions')?.entries ?? []) {
    const parts = [textAt(condition, 'type'), textAt(condition, 'status'), textAt(condition, 'reason'), textAt(condition, 'message')].filter(
      (part) => part !== null,
    );
    drafts.push(draftOf(condition, parts.join('  '), timeOf(textAt(condition, 'lastTransitionTime'))));
  }
  const statuses = [...(at(pod, 'status', 'initContainerStatuses')?.entries ?? []), ...(at(pod, 'status', 'containerStatuses')?.entries ?? [])];
  drafts.push(...statuses.flatMap(containerFacts));
  for (const draft of drafts) {
    draft.replica = name;
    addLabel(draft, 'pod', name);
    addLabel(draft, 'uid', textAt(metadata, 'uid'));
    addLabel(draft, 'namespace', textAt(metadata, 'namespace'));
    addLabel(draft, 'node', textAt(pod, 'spec', 'nodeName'));
  }
  return drafts.map((draft) => ({ draft, age: null }));
};

const factsOf = (object: Node): Fact[] => {
  const kind = textAt(object, 'kind');
  if (kind === 'Event') return [eventFact(object)];
  if (kind === 'Pod') return podFacts(object);
  return [...(at(object, 'items')?.entries ?? []), ...object.entries].flatMap(factsOf);
};

/** Drafts of all events and pods among the documents, in order of time; undated ones last. */
export const draftsOfObjects = (documents: readonly Node[]): Draft[] => {
  const facts = documents.flatMap(factsOf);
  const newest = facts.reduce((latest, { draft }) => Math.max(latest, draft.time ?? Number.NEGATIVE_INFINITY), Number.NEGATIVE_INFINITY);
  for (const { draft, age } of facts) if (age !== null) draft.text = draft.text.replace('\u0000', age(newest));
  return facts
    .map(({ draft }) => draft)
    .sort((left, right) => (left.time ?? Number.POSITIVE_INFINITY) - (right.time ?? Number.POSITIVE_INFINITY) || left.line - right.line);
};
