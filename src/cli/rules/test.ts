import { diagnoseSources } from '../../diagnose/run.js';
import { counted } from '../../diagnose/words.js';
import type { Record } from '../../model/record.js';
import { type Place, UserError } from '../../model/user-error.js';
import { createRecordParser } from '../../read/parser.js';
import type { Source } from '../../read/source.js';
import { sanitize } from '../../report/escape/sanitize.js';
import { builtinRules } from '../../rules/builtin.js';
import { ruleSetOf } from '../../rules/compile.js';
import { type RuleTest, testRules } from '../../rules/selftest/selftest.js';
import { type SignalProof, signalProofs } from '../../rules/selftest/signal-proof.js';
import type { RuleSet } from '../../rules/set.js';
import { type LoadedRules, loadRules } from '../../rules/yaml/load.js';
import { addRules, loadOwnRules } from '../options/own-rules.js';
import type { RulesAction } from '../rules.js';
import { status } from '../status.js';
import { plainTable } from '../terminal/plain-table.js';
import { builtinFolder } from './folder.js';

const blockOf = (log: string) => ({ bytes: Buffer.from(log), firstLine: 1 });

const parse = (log: string, path: string): Record[] => {
  const parser = createRecordParser(path);
  return [...parser.all(blockOf(log)), ...parser.end()];
};

const sourceOf = (log: string): Source => ({
  path: 'example',
  bytes: null,
  modified: null,
  async *blocks() {
    yield blockOf(log);
  },
});

const diagnoseWith =
  (rules: RuleSet) =>
  async (log: string): Promise<string[]> => {
    const sources = (async function* () {
      yield sourceOf(log);
    })();
    const { report } = await diagnoseSources(sources, { rules });
    return report.boots.flatMap((boot) => boot.causes.map((cause) => cause.id));
  };

/** The rules with the examples of `own` alone: those beneath are tested where they are built. */
const withExamplesOf = (own: ReadonlySet<string>, rules: RuleSet): RuleSet => ({
  ...rules,
  runtimes: rules.runtimes.map((runtime) => ({
    ...runtime,
    signals: runtime.signals.map((signal) => (own.has(signal.id) ? signal : { ...signal, examples: [], counterexamples: [] })),
  })),
  causes: rules.causes.map((cause) => (own.has(cause.id) ? cause : { ...cause, examples: { shows: [], not: [] } })),
});

/** Where a test's example stands. */
const placeOf = (test: RuleTest, loaded: LoadedRules): Place => {
  const cause = loaded.causes.find(({ rule }) => rule.id === test.rule);
  if (cause !== undefined) return cause.place(['examples', test.kind, test.index]);
  for (const { rule, place } of loaded.runtimes) {
    const at = rule.signals.findIndex((signal) => signal.id === test.rule);
    if (at !== -1) return place(['signals', at, test.kind === 'example' ? 'examples' : 'counterexamples', test.index]);
  }
  return {};
};

const proofTable = (proofs: readonly SignalProof[]): string => {
  const rows = proofs.map(({ id, examples, counterexamples, references, sharedReferences, versions, failed }) => [
    id,
    String(examples),
    String(counterexamples),
    references > 0 ? String(references) : sharedReferences > 0 ? `${sharedReferences} of its runtime` : 'none',
    versions ?? '',
    failed === 0 ? '' : `${failed} failed`,
  ]);
  const sum = (figure: (proof: SignalProof) => number): string => String(proofs.reduce((total, proof) => total + figure(proof), 0));
  const own = sum(({ references }) => Math.sign(references));
  const total = [
    counted(proofs.length, 'signal'),
    sum(({ examples }) => examples),
    sum(({ counterexamples }) => counterexamples),
    `${own} with their own`,
    '',
    '',
  ];
  return plainTable(['signal', 'examples', 'counterexamples', 'references', 'versions', ''], [...rows, total]);
};

/**
 * Runs the examples of a folder's rules (the built-in ones beneath); one failure a line, status 2 where there is one. `report`: what each
 * signal is held up by; as JSON alone on the output, failures counted in it.
 */
export const testFolder: RulesAction = async (folder, io, { report, format }) => {
  const loaded = await (folder === null ? loadRules(builtinFolder()) : loadOwnRules(folder));
  const rules = folder === null ? ruleSetOf(loaded) : await addRules(builtinRules, folder);
  const own = new Set([...loaded.causes.map(({ rule }) => rule.id), ...loaded.runtimes.flatMap(({ rule }) => rule.signals.map((signal) => signal.id))]);
  const { tests, waiting } = await testRules(withExamplesOf(own, rules), { parse, diagnose: diagnoseWith(rules) });
  const failed = tests.filter((test) => test.failure !== null);
  const told = report && format === 'json' ? io.stderr : io.stdout;
  for (const test of failed) told.write(`${sanitize(new UserError(`${test.rule}: ${test.failure}`, placeOf(test, loaded)).message)}\n`);
  const held = waiting.filter((id) => own.has(id));
  if (held.length > 0) told.write(`waiting for a runtime that shows them: ${held.join(', ')}\n`);
  if (report) {
    const proofs = signalProofs(
      loaded.runtimes.map(({ rule }) => rule),
      tests,
    );
    io.stdout.write(format === 'json' ? `${JSON.stringify({ signals: proofs }, null, 2)}\n` : `${proofTable(proofs)}\n`);
  }
  io.stderr.write(`${counted(tests.length, 'example')}, ${failed.length} failed\n`);
  return failed.length > 0 ? status.wrong : status.done;
};
