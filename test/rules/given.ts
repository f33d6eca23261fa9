import type { Record } from '../../src/model/record.js';
import { ruleSetOf } from '../../src/rules/compile.js';
import type { RuleSet } from '../../src/rules/set.js';
import { type LoadedRules, parseRules } from '../../src/rules/yaml/load.js';

/** A record with this message, all else empty. */
export function record(text: string, given: Partial<Record> = {}): Record {
  return {
    file: 'server.log',
    line: 1,
    text,
    raw: text,
    time: null,
    resolutionSeconds: 0,
    level: null,
    stream: { replica: null, process: null },
    labels: {},
    fields: {},
    ...given,
  };
}

/** Rules of one runtime file with these signals (YAML list) and further members. */
export function loadedFrom(signals: string, more = ''): LoadedRules {
  return parseRules([
    {
      file: 'demo.yaml',
      text: `runtime: demo\ntitle: Demo\nkind: server\ndetect: ['demo server v']\nreferences: ['https://example.org']\n${more}signals:\n${signals}`,
    },
  ]);
}

/** The same, compiled. Throws where they have problems. */
export function rulesFrom(signals: string, more = ''): RuleSet {
  const loaded = loadedFrom(signals, more);
  if (loaded.problems[0] !== undefined) throw loaded.problems[0];
  return ruleSetOf(loaded);
}

/** A signal in YAML; its examples are of no account. */
export function signal(id: string, pattern: string, more = ''): string {
  return `  - { id: demo/${id}, pattern: '${pattern}'${more === '' ? '' : `, ${more}`}, examples: [x], counterexamples: [y] }\n`;
}
