import { readClock } from '../clock/clock.js';
import { addLabel, noteReading, type Peeler } from '../draft.js';

const cri = /(stdout|stderr) ([FP])(?: |$)/y;

/** CRI, as the kubelet keeps it on the node: `2026-11-02T09:00:00.000000000Z stdout F message`; `P` marks a part that goes on. */
export const peelCri: Peeler = (draft, state) => {
  const reading = readClock(draft.text, 0);
  if (reading === null || reading.known !== 'full' || draft.text.charCodeAt(reading.end) !== 32) return false;
  cri.lastIndex = reading.end + 1;
  const found = cri.exec(draft.text);
  if (found === null) return false;
  noteReading(draft, reading, state);
  draft.isPartial = found[2] === 'P';
  draft.channel = found[1] ?? '';
  draft.text = draft.text.slice(cri.lastIndex);
  return true;
};

// Compose pads the name and puts at least one blank in front of the bar; old versions end it by a number.
const compose = /([A-Za-z0-9][\w.-]*[_-]\d+ {1,80}|[a-z0-9][a-z0-9_.-]* {2,80})\|(?: |$)/y;

/** Compose: `triton-1  | message`. The service's instance is the replica. */
export const peelCompose: Peeler = (draft) => {
  compose.lastIndex = 0;
  const found = compose.exec(draft.text);
  if (found === null) return false;
  const name = (found[1] ?? '').trimEnd();
  draft.replica ??= name;
  addLabel(draft, 'container', name);
  draft.text = draft.text.slice(compose.lastIndex);
  return true;
};

/** A name that ends in the instance's number: what tells Compose's line from a row of a table where both are indented. */
const numberedCompose = /[A-Za-z0-9][\w.-]*[_-]\d+ {1,80}\|(?: |$)/y;

/** Compose within a log that was pasted with an indent. */
export const peelIndentedCompose: Peeler = (draft, state) => {
  numberedCompose.lastIndex = 0;
  return numberedCompose.test(draft.text) && peelCompose(draft, state);
};

// PM2's number of the process and its name, padded.
const pm2 = /(\d{1,4}\|[\w.@/-]{1,60}) {1,60}\| /y;

/** `pm2 logs`: `0|app  | message`. The process is the replica. */
export const peelPm2: Peeler = (draft) => {
  pm2.lastIndex = 0;
  const found = pm2.exec(draft.text);
  if (found === null) return false;
  draft.replica ??= found[1] ?? null;
  draft.text = draft.text.slice(pm2.lastIndex);
  return true;
};

const kail = /([a-z0-9][\w.-]{0,62})\/([a-z0-9][\w.-]{0,252})\[([a-z0-9][\w.-]{0,62})\]: /y;

/** kail: `namespace/pod[container]: message`. */
export const peelKail: Peeler = (draft) => {
  kail.lastIndex = 0;
  const found = kail.exec(draft.text);
  if (found === null) return false;
  draft.replica ??= `${found[2]}/${found[3]}`;
  addLabel(draft, 'namespace', found[1]);
  addLabel(draft, 'pod', found[2]);
  addLabel(draft, 'container', found[3]);
  draft.text = draft.text.slice(kail.lastIndex);
  return true;
};

const prefixed = /\[pod\/([\w.-]+)\/([\w.-]+)\](?: |$)/y;

/** `kubectl logs --prefix`: `[pod/NAME/CONTAINER] message`. */
export const peelKubectl: Peeler = (draft) => {
  prefixed.lastIndex = 0;
  const found = prefixed.exec(draft.text);
  if (found === null) return false;
  draft.replica ??= `${found[1]}/${found[2]}`;
  addLabel(draft, 'pod', found[1]);
  addLabel(draft, 'container', found[2]);
  draft.text = draft.text.slice(prefixed.lastIndex);
  return true;
};

// A Deployment's pod ends in two hashes, a StatefulSet's in a number; the latter also ends words of a sentence.
const stern = /(?:([a-z][a-z0-9.-]*-[a-z0-9]{8,10}-[a-z0-9]{5})|([a-z][a-z0-9.-]*-\d{1,4})) ([a-z][a-z0-9-]*) /y;
const startsRecord = /^(?:\{"|\[|\(|\d{4}-\d\d-|\d\d:\d\d:|[IWEF]\d{4} |(?:TRACE|DEBUG|INFO|WARN|WARNING|ERROR|CRITICAL|FATAL)\b|(?:time|ts|level)=)/;

/** stern: `pod container message`. */
export const peelStern: Peeler = (draft) => {
  stern.lastIndex = 0;
  const found = stern.exec(draft.text);
  if (found === null) return false;
  const [, deployed, numbered, container] = found;
  const rest = draft.text.slice(stern.lastIndex);
  if (deployed !== undefined ? !/\d/.test(deployed.slice(-16)) : !startsRecord.test(rest)) return false;
  const pod = deployed ?? numbered;
  draft.replica ??= `${pod}/${container}`;
  addLabel(draft, 'pod', pod);
  addLabel(draft, 'container', container);
  draft.text = rest;
  return true;
};

const step = /[^\t]{1,120}\t[^\t]{1,200}\t\uFEFF?(?=\d{4}-\d\d-\d\dT)/y;

/** `gh run view --log`: job and step in front of each dated line, with tabs between. */
export const peelActionsStep: Peeler = (draft) => {
  step.lastIndex = 0;
  if (!step.test(draft.text)) return false;
  draft.text = draft.text.slice(step.lastIndex);
  return true;
};

// Lambda's date and version; what ECS, App Runner and agents put together of names and an identifier; an instance of EC2.
const logStream = /(?:\d{4}\/\d\d\/\d\d\/\[[^\]]{1,40}\][0-9a-f]{32}|(?:[\w.-]{1,128}\/){1,3}[0-9a-f-]{8,36}|i-[0-9a-f]{8,17}) /y;

/** `aws logs tail`: the log stream stands behind the time. A stream is one instance. */
export const peelLogStream: Peeler = (draft, state) => {
  const reading = readClock(draft.text, 0);
  if (reading === null || draft.text.charCodeAt(reading.end) !== 32) return false;
  logStream.lastIndex = reading.end + 1;
  const found = logStream.exec(draft.text);
  if (found === null) return false;
  noteReading(draft, reading, state);
  draft.replica ??= found[0].trim();
  draft.text = draft.text.slice(logStream.lastIndex);
  return true;
};

const labelSet = /\{((?:[a-zA-Z_]\w*="[^"\\]*(?:\\.[^"\\]*)*"(?:, ?)?)+)\} ?/y;
const labelPair = /([a-zA-Z_]\w*)="([^"\\]*(?:\\.[^"\\]*)*)"/g;
const lokiLabels: { readonly [name: string]: string } = {
  pod: 'pod',
  namespace: 'namespace',
  container: 'container',
  node_name: 'node',
  node: 'node',
  host: 'host',
  hostname: 'host',
  unit: 'unit',
  image: 'image',
};

/** logcli: `2026-11-02T09:00:00Z {pod="a", container="b"} message`. */
export const peelLogcli: Peeler = (draft, state) => {
  const reading = readClock(draft.text, 0);
  if (reading === null || !draft.text.startsWith(' {', reading.end)) return false;
  labelSet.lastIndex = reading.end + 1;
  const found = labelSet.exec(draft.text);
  if (found === null) return false;
  noteReading(draft, reading, state);
  const rest = draft.text.slice(labelSet.lastIndex);
  for (const [, name = '', value] of (found[1] ?? '').matchAll(labelPair)) {
    const label = Object.hasOwn(lokiLabels, name) ? lokiLabels[name] : undefined;
    if (label !== undefined) addLabel(draft, label, value);
  }
  const pod = draft.labels?.pod;
  const container = draft.labels?.container;
  if (pod !== undefined || container !== undefined) draft.replica ??= [pod, container].filter((part) => part !== undefined).join('/');
  draft.text = rest.trimStart();
  return true;
};
