import { strict as assert } from 'node:assert';
import { createLogRedactor } from '../../../src/report/redaction/log-redactor.js';
import { maskSecrets } from '../../../src/report/redaction/secrets.js';
import type { Chance } from '../inputs/chance.js';
import { lines } from '../inputs/corpus.js';
import { mutated } from '../inputs/mutate.js';
import type { Target } from '../target.js';

const letters = 'ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnpqrstuvwxyz23456789';
const random = (chance: Chance, length: number): string => `${Array.from({ length: length - 2 }, () => chance.pick([...letters])).join('')}7k`;

/** Ways in which a secret stands in a log: what leads to it, what follows. */
const settings: readonly (readonly [before: string, after: string])[] = [
  ['HF_TOKEN=hf_', ''],
  ['token hf_', ' used'],
  ['password=', ' '],
  ['"password": "', '"'],
  ["{'api_key': '", "'}"],
  ['Authorization: Bearer ', ''],
  ['"authorization":"Bearer ', '"'],
  ['https://user:', '@example.org/x'],
  ['--api-key ', ' --port 80'],
  ['--api-key=', ''],
  ['AWS_SECRET_ACCESS_KEY=', ''],
  ['sk-proj-', ' '],
  ['ghp_', ','],
  ['{"log":"export SECRET_KEY=', '\\n"}'],
  ['{\\"client_secret\\":\\"', '\\"}'],
  ['access_token=', '&x=1'],
  ['passphrase: ', ''],
];

/** A known secret in a real line, changed around it, is never in what comes out; the lines stay lines. */
export const redactionTarget: Target = {
  name: 'redaction',
  holds: 'No planted secret is left, whatever stands around it; lines stay lines; what is masked stays as it is when masked again.',
  share: 20,
  trial: (chance) => {
    const secret = random(chance, 20 + chance.below(24));
    const [before, after] = chance.pick(settings);
    const around = [mutated(chance.pick(lines), chance, 2), mutated(chance.pick(lines), chance, 2)].map((line) => line.replaceAll('\n', ' '));
    // A backslash or a quote right in front would make another name of it.
    const text = `${around[0]} ${before}${secret}${after} ${around[1]}`;
    const pieces = [secret.slice(0, 10), secret.slice(-10)];
    return {
      input: text,
      check: () => {
        const masked = maskSecrets(text);
        assert.ok(!pieces.some((piece) => masked.includes(piece)), 'no secret in a report');
        assert.equal(maskSecrets(masked), masked, 'masked again it is the same');
        const line = createLogRedactor().redact(`${text}\nnext\n`);
        assert.ok(!pieces.some((piece) => line.includes(piece)), 'no secret in a log');
        assert.equal(line.split('\n').length, text.split('\n').length + 2, 'lines stay lines');
      },
    };
  },
};
