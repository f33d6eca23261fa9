import type { BootReport } from '../../model/report.js';
import { bootName } from '../text/evidence.js';
import { attributesOf, type KeyValue } from './attributes.js';
import { bootTime } from './boot-time.js';

const mostOwn = 24;

/** Labels that OpenTelemetry's semantic conventions have a name for (https://opentelemetry.io/docs/specs/semconv/resource/). */
const conventions: ReadonlyMap<string, string> = new Map([
  ['pod', 'k8s.pod.name'],
  ['uid', 'k8s.pod.uid'],
  ['namespace', 'k8s.namespace.name'],
  ['node', 'k8s.node.name'],
  ['container', 'k8s.container.name'],
  ['host', 'host.name'],
]);

/** `registry:5000/name:tag@sha256:…` as its name and its tag. */
const imageOf = (image: string): { name: string; tag: string } => {
  const [tagged = ''] = image.split('@', 1);
  const at = tagged.lastIndexOf(':');
  return at > tagged.lastIndexOf('/') ? { name: tagged.slice(0, at), tag: tagged.slice(at + 1) } : { name: tagged, tag: '' };
};

const own = (prefix: string, values: Readonly<{ [name: string]: string }>): { [key: string]: string } =>
  Object.fromEntries(
    Object.entries(values)
      .slice(0, mostOwn)
      .map(([name, value]) => [`${prefix}.${name.replaceAll(/[^\w.-]/g, '_').slice(0, 64)}`, value]),
  );

/** The replica that booted, by semantic conventions as far as they go; the rest under `coldcase.`. */
export const resourceOf = (boot: BootReport): { readonly attributes: readonly KeyValue[] } => {
  const { image: labelled, ...labels } = boot.labels;
  const image = imageOf(labelled ?? boot.fingerprint.image ?? '');
  const known = Object.entries(labels).flatMap(([name, value]) => {
    const key = conventions.get(name);
    return key === undefined ? [] : [[key, value] as const];
  });
  const others = Object.fromEntries(Object.entries(labels).filter(([name]) => !conventions.has(name)));
  return {
    attributes: attributesOf({
      'service.name': boot.runtime,
      'service.version': boot.runtimeVersion,
      'service.instance.id': boot.replica ?? bootName(boot.id),
      ...Object.fromEntries(known),
      'container.image.name': image.name,
      'container.image.tags': image.tag === '' ? [] : [image.tag],
      'coldcase.boot.id': bootName(boot.id),
      'coldcase.clock': bootTime(boot) === null ? 'none: no trace, since no moment of this boot is known' : 'dated',
      ...own('coldcase.label', others),
      ...own('coldcase.fingerprint', boot.fingerprint),
    }),
  };
};
