import type { Seconds } from '../../model/units.js';
import { type XmlElement, xmlDocument } from '../escape/xml.js';

/** failure: a check that is not met · error: the replica itself failed · skipped: it could not be judged. */
export type Outcome =
  | { readonly kind: 'pass' }
  | { readonly kind: 'failure' | 'error' | 'skipped'; readonly type: string; readonly message: string; readonly details: readonly string[] };

export type Case = {
  /** Stable from run to run: platforms know a case again by class and name. */
  readonly name: string;
  readonly className: string;
  readonly seconds: Seconds | null;
  readonly outcome: Outcome;
};

export type Suite = {
  readonly name: string;
  /** ISO 8601. */
  readonly startedAt: string | null;
  readonly seconds: Seconds | null;
  readonly properties: { readonly [name: string]: string };
  readonly cases: readonly Case[];
};

/** A class of cases: what Jenkins takes for packages ends at dots, so the parts hold none. */
export const classNameOf = (...parts: readonly string[]): string => parts.map((part) => part.replaceAll('.', '_')).join('.');

const timeOf = (seconds: Seconds | null): string | null => (seconds === null || seconds < 0 ? null : seconds.toFixed(3));

const outcomeElements = (outcome: Outcome): readonly XmlElement[] => {
  if (outcome.kind === 'pass') return [];
  const { kind, type, message, details } = outcome;
  return [{ name: kind, attributes: { type, message }, content: details.join('\n') }];
};

const caseElement = ({ name, className, seconds, outcome }: Case): XmlElement => ({
  name: 'testcase',
  attributes: { classname: className, name, time: timeOf(seconds) },
  content: outcomeElements(outcome),
});

const counted = (cases: readonly Case[], kind: Outcome['kind']): number => cases.filter((one) => one.outcome.kind === kind).length;

const countsOf = (cases: readonly Case[]): { readonly [name: string]: number } => ({
  tests: cases.length,
  failures: counted(cases, 'failure'),
  errors: counted(cases, 'error'),
});

const propertiesElement = (properties: Suite['properties']): readonly XmlElement[] => {
  const pairs = Object.entries(properties).map(([name, value]): XmlElement => ({ name: 'property', attributes: { name, value }, content: '' }));
  return pairs.length === 0 ? [] : [{ name: 'properties', attributes: {}, content: pairs }];
};

const suiteElement = ({ name, startedAt, seconds, properties, cases }: Suite): XmlElement => ({
  name: 'testsuite',
  attributes: { name, ...countsOf(cases), skipped: counted(cases, 'skipped'), time: timeOf(seconds), timestamp: startedAt },
  content: [...propertiesElement(properties), ...cases.map(caseElement)],
});

/** JUnit XML in the shape that Jenkins' schema (xunit-plugin, junit-10.xsd) describes and GitLab and GitHub's reporters read. */
export const junitDocument = (name: string, suites: readonly Suite[]): string =>
  xmlDocument({
    name: 'testsuites',
    attributes: { name, ...countsOf(suites.flatMap((suite) => suite.cases)) },
    content: suites.map(suiteElement),
  });
