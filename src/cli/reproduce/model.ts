import { UserError } from '../../model/user-error.js';
import { redacted } from '../../report/redaction/redact.js';
import { asObserved } from '../../reproduce/as-observed.js';
import { bestSet } from '../../reproduce/best-set.js';
import { parseChanges } from '../../reproduce/changes.js';
import { base, conditionOf } from '../../reproduce/conditions.js';
import { observedSizes, parseSizes } from '../../reproduce/dimensions.js';
import { findTokenizer } from '../../reproduce/inputs/find-tokenizer.js';
import { filesOfLibrary, findLibrary } from '../../reproduce/library.js';
import { askedAfter } from '../../reproduce/loading.js';
import { thisMachine } from '../../reproduce/machine.js';
import { systemPageCache } from '../../reproduce/page-cache.js';
import { performTrial } from '../../reproduce/perform-trial.js';
import { prepareModel } from '../../reproduce/prepare-model.js';
import { refuseTooLarge } from '../../reproduce/refuse-too-large.js';
import { rehearse } from '../../reproduce/rehearse.js';
import { reproductionOf } from '../../reproduce/reproduction.js';
import { trialRunner } from '../../reproduce/run-trial.js';
import { scenarioOf } from '../../reproduce/scenario.js';
import { summariseChanges } from '../../reproduce/summarise.js';
import { trialLog } from '../../reproduce/trial-log.js';
import type { reproduceSettings } from '../options/reproduce-settings.js';
import type { Io } from '../terminal/io.js';
import { bootsOfLog, diagnosedText } from './diagnose-trial.js';
import { inputsFrom } from './inputs-from.js';
import type { Prepare } from './measurement.js';
import type { ReproduceOptions } from './options.js';

/** Reads the model and plans its inputs; null where `--from` could not be read, which was told then. Throws a UserError. */
export const modelMeasurement = async (
  path: string,
  options: ReproduceOptions,
  settings: ReturnType<typeof reproduceSettings>,
  folder: string,
  io: Io,
): Promise<Prepare | null> => {
  const { evict = [] } = options;
  const other = evict.find((name) => name !== 'library');
  if (other !== undefined) throw new UserError(`--evict ${other}: the model's own files are evicted as it is; of a model there is --evict library besides`);
  const tried = options.try === undefined ? [] : parseChanges(options.try);
  const given = (options.shape ?? []).map(parseSizes);
  const observed = options.from === undefined ? undefined : await (await import('../input/observed-start.js')).observedStart(options.from, io);
  if (observed === null) return null;
  const inputsFile = options.inputs;
  const model = await prepareModel(path, (inputs) => [...observedSizes(observed?.shapes ?? [], inputs), ...given], {
    ...(inputsFile === undefined ? {} : { inputsFor: (inputs) => inputsFrom(inputsFile, inputs, folder) }),
    tokenizer: await findTokenizer(path, options.tokenizer, options.text, folder),
  });
  if (model.tokenizer === null && (options.tokenizer ?? options.text) !== undefined)
    throw new UserError('no input of the model is made of text: none is called like ids of tokens; leave out --tokenizer and --text', { file: path });
  const { loading, requestsAtOnce, remarks } = asObserved(observed?.boot ?? null, settings.requestsAtOnce, model.tokenizer !== null);
  const { memoryLimitBytes, memoryBytes } = thisMachine();
  refuseTooLarge(model, memoryLimitBytes ?? memoryBytes);
  const library = findLibrary(process.cwd());
  const libraryFiles = evict.length === 0 ? [] : filesOfLibrary(library.path);
  return async (signal) => {
    const world = {
      run: trialRunner(io.env, settings.trialTimeoutSeconds),
      pages: systemPageCache,
      signal,
      library: library.path,
      libraryFiles,
      idleSeconds: settings.idleSeconds,
      asked: { requestsAtOnce, askedAfter: askedAfter(loading) },
    };
    const rehearsed = await rehearse(model, tried, folder, world);
    const shapeless = observed?.shapes.length === 0 && given.length === 0 ? [`No request of ${options.from} states its shape.`] : [];
    const rehearsal = { ...rehearsed, remarks: [...shapeless, ...remarks, ...rehearsed.remarks] };
    return {
      conditions: rehearsal.conditions,
      perform: (condition, round) => performTrial(rehearsal, condition, round, world),
      onnxruntime: library.version,
      together: ({ trials }) => {
        const set = bestSet(
          rehearsal.changes,
          summariseChanges(rehearsal.conditions, trials, rehearsal.prepared.shapes, () => 0),
          new Set(rehearsal.saved.keys()),
        );
        return set === null ? null : conditionOf(set);
      },
      answer: async (made, machine, together) => {
        const answer = reproductionOf(rehearsal, made, machine, settings, together);
        const [coldest] = rehearsal.conditions;
        if (observed === undefined || coldest === undefined) return redacted(answer);
        const log = trialLog(
          made.trials.filter(({ condition }) => condition === coldest.id),
          loading,
        );
        return redacted({ ...answer, scenario: scenarioOf(observed.boot, coldest, await diagnosedText(log, folder)) });
      },
      baseStarts: ({ trials }) =>
        bootsOfLog(
          trialLog(
            trials.filter(({ condition }) => condition === base.id),
            loading,
          ),
          folder,
        ),
      log: async ({ trials }) => trialLog(trials, loading),
      refused: rehearsal.refused,
    };
  };
};
