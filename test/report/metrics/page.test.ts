import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { metricFamilies } from '../../../src/report/metrics/families.js';

describe('the page of metrics', () => {
  it('has a row for each metric, with its labels and its help', () => {
    const rows = metricFamilies.map(({ name, labels, help }) => {
      const shown = labels.map((label) => `\`${label}\``).join(', ');
      return `| \`${name}\` |${shown === '' ? '' : ` ${shown}`} | ${help} |`;
    });
    const page = readFileSync('docs/metrics.md', 'utf8').split('\n');
    expect(page.filter((line) => line.startsWith('| `coldcase_'))).toEqual(rows);
  });
});
