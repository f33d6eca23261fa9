import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { ProviderOutcome, SessionCreation, Shape } from '../model/reproduction.js';
import { UserError } from '../model/user-error.js';
import type { Change, MadeModel } from './changes.js';
import { type Condition, conditionsFor } from './conditions.js';
import { writeExternalData } from './external-data.js';
import { otherFormatOf } from './inputs/other-format.js';
import { jobFor, type SavedModel, type SavedModels } from './job-for.js';
import { mended } from './mended.js';
import { oneLine } from './one-line.js';
import { evicted } from './page-cache.js';
import type { PreparedModel } from './prepare-model.js';
import { outcomeOf } from './providers.js';
import type { TrialResult } from './run-trial.js';
import { sessionCreation } from './session-creation.js';
import type { TrialWorld } from './trial-world.js';

export type Rehearsal = {
  /** Without the shapes that the model refused. */
  readonly prepared: PreparedModel;
  /** The conditions that can be had here. */
  readonly conditions: readonly Condition[];
  /** Those of the changes asked for that can be tried here. */
  readonly changes: readonly Change[];
  /** What changes load in place of the model. */
  readonly saved: SavedModels;
  readonly providers: readonly ProviderOutcome[];
  readonly creation: SessionCreation | null;
  /** A sentence for each shape that the model refused. */
  readonly refused: readonly string[];
  readonly remarks: readonly string[];
};

const pageCacheRemarks = {
  cold: [],
  unknown: ["The model's pages were dropped from memory before each of its trials, but nothing here can check that (`fincore` of util-linux does)."],
  warm: ["The model's pages cannot be dropped from memory here, so there is no trial with a cold page cache."],
} as const;

/** Only of sizes that somebody can choose. */
const mendOfShape = (shape: Shape): string => (Object.keys(shape).length === 0 ? '' : '; give other sizes by --shape');

const shapeText = (shape: Shape): string => {
  const sizes = Object.entries(shape).map(([dimension, size]) => `${dimension}=${size}`);
  return sizes.length === 0 ? 'its inputs' : `the shape ${sizes.join(' ')}`;
};

/** Smaller weights stay in the model: an operator may want to know a shape or an axis before weights are there. */
const leastApart = '1024';

/** Has ONNX Runtime save the model as it is after optimising, with or without its weights in a file of their own; where it does not, what it says. */
const saveModel = async (prepared: PreparedModel, folder: string, world: TrialWorld, name: string, isApart: boolean): Promise<SavedModel | string> => {
  const weights = `${name}.data`;
  const files = [join(folder, `${name}.onnx`), ...(isApart ? [join(folder, weights)] : [])];
  const apart = { optimized_model_external_initializers_file_name: weights, optimized_model_external_initializers_min_size_in_bytes: leastApart };
  const session = { optimizedModelFilePath: files[0] ?? '', ...(isApart ? { extra: { session: apart } } : {}) };
  const { failure } = await world.run({ ...jobFor(prepared, world.library, 0, null, new Map()), session }, world.signal);
  const sizes = await Promise.all(files.map(async (file) => (await stat(file).catch(() => null))?.size ?? null));
  if (sizes[0] === null) return oneLine(failure ?? 'no file was written');
  const written = files.filter((_, place) => sizes[place] !== null);
  return { files: written, bytes: sizes.reduce<number>((sum, size) => sum + (size ?? 0), 0) };
};

const hasWeights = (made: SavedModel | string): SavedModel | string =>
  typeof made === 'string' || made.files.length > 1 ? made : 'it has none of a size worth it';

type Make = (prepared: PreparedModel, folder: string, world: TrialWorld) => Promise<SavedModel | string>;

const makers: Readonly<{ [made in MadeModel]: { readonly what: string; readonly make: Make } }> = {
  'saved-model': {
    what: 'the optimised model could not be saved',
    make: (prepared, folder, world) => saveModel(prepared, folder, world, 'optimised', prepared.files.length > 1),
  },
  'saved-external': {
    what: 'the optimised model could not be saved with its weights in a file of their own',
    make: async (prepared, folder, world) =>
      prepared.files.length > 1
        ? 'they are in one, and stay so when it is saved'
        : hasWeights(await saveModel(prepared, folder, world, 'optimised-apart', true)),
  },
  'external-data': {
    what: 'its weights were not put into a file of their own',
    make: async ({ files }, folder) =>
      files.length > 1 ? 'they are in one' : ((await writeExternalData(files[0] ?? '', folder)) ?? 'it has none of a size worth it'),
  },
};

/** What changes load in place of the model, and a sentence for what could not be made. */
const madeModels = async (prepared: PreparedModel, changes: readonly Change[], folder: string, world: TrialWorld) => {
  const saved = new Map<MadeModel, SavedModel>();
  const unmade: string[] = [];
  const asked = new Set(changes.flatMap(({ loads }) => loads ?? []));
  // What both come to together may be in the best set.
  const wanted = new Set<MadeModel>(asked.has('saved-model') && asked.has('external-data') ? [...asked, 'saved-external'] : asked);
  for (const loads of wanted) {
    const { what, make } = makers[loads];
    const made = await make(prepared, folder, world);
    if (typeof made !== 'string') saved.set(loads, made);
    else if (asked.has(loads)) unmade.push(`Left out: ${what}: ${made}.`);
  }
  return { saved, unmade };
};

/** The changes with the tokenizer in its other format, and a sentence where there is none. */
const withTokenizers = async ({ tokenizer }: PreparedModel, changes: readonly Change[], folder: string) => {
  const kept: Change[] = [];
  const unmade: string[] = [];
  for (const change of changes) {
    if (change.loadsOtherTokenizer !== true) {
      kept.push(change);
      continue;
    }
    const other = tokenizer === null ? 'no input of the model is made of text' : await otherFormatOf(tokenizer, folder);
    if (typeof other === 'string') unmade.push(`Left out: the tokenizer in another format: ${other}.`);
    else kept.push({ ...change, title: other.title, tokenizer: other });
  }
  return { kept, unmade };
};

/** One trial with each provider that was asked for, with ONNX Runtime's own profile, which tells what ran where. */
const triedProviders = async (prepared: PreparedModel, changes: readonly Change[], folder: string, world: TrialWorld): Promise<ProviderOutcome[]> => {
  const outcomes: ProviderOutcome[] = [];
  for (const change of changes) {
    const { provider } = change;
    if (provider === undefined) continue;
    const prefix = join(folder, `profile-${provider.name}`);
    const job = jobFor(prepared, world.library, 0, change, new Map());
    const { failure } = await world.run({ ...job, session: { ...job.session, enableProfiling: true, profileFilePrefix: prefix } }, world.signal);
    const name = (await readdir(folder)).find((file) => join(folder, file).startsWith(prefix));
    const why = failure ?? (name === undefined ? 'it wrote no profile, so nothing tells what ran where' : null);
    if (why !== null) outcomes.push({ provider: provider.name, outcome: 'provider-fallback', share: 0, why: oneLine(why) });
    else outcomes.push(outcomeOf(provider, await readFile(join(folder, name ?? ''), 'utf8')));
  }
  return outcomes;
};

const providerRemark = ({ provider, outcome, why }: ProviderOutcome): string[] =>
  outcome === 'ran'
    ? []
    : [`provider-fallback: ${provider} was asked for and did not run, so it was not measured, and a service that goes on without it runs on the CPU: ${why}.`];

/** The shapes that the model refused, each with a sentence. */
const refusalsIn = ({ refused }: TrialResult, { shapes }: PreparedModel): Map<number, string> =>
  new Map(
    refused.map(({ shape: place, message }) => {
      const shape = shapes[place] ?? {};
      return [place, `the model refuses ${shapeText(shape)}: ${oneLine(message)}${mendOfShape(shape)}`];
    }),
  );

/** Of several shapes those that do not come to their end in a trial of their own, each with a sentence. */
const failuresAlone = async (given: PreparedModel, world: TrialWorld): Promise<Map<number, string>> => {
  const failures = new Map<number, string>();
  if (given.shapes.length < 2) return failures;
  for (const [place, shape] of given.shapes.entries()) {
    const { failure, refused } = await world.run({ ...jobFor(given, world.library, 0, null, new Map()), order: [place] }, world.signal);
    const why = failure ?? refused[0]?.message;
    if (why !== undefined) failures.set(place, `${shapeText(shape)} is too much here: ${mended(why)}`);
  }
  return failures;
};

/**
 * The first trial, which counts for nothing: takes out the shapes that the model refuses, sees what can be done to the page cache here, and
 * saves into the folder what a change loads. Throws a UserError where the model does not run at all.
 */
export async function rehearse(given: PreparedModel, changes: readonly Change[], folder: string, world: TrialWorld): Promise<Rehearsal> {
  const result = await world.run(jobFor(given, world.library, 0, null, new Map()), world.signal);
  const file = given.model.path;
  const isFailed = result.failure !== null && !world.signal.aborted;
  // One shape that takes all memory, or for ever, is no reason not to measure the others.
  const refusals = isFailed ? await failuresAlone(given, world) : refusalsIn(result, given);
  const isHopeless = refusals.size === 0 || refusals.size === given.shapes.length;
  if (isFailed && isHopeless) throw new UserError(mended(result.failure ?? ''), { file });
  const refused = [...refusals.values()];
  if (refused.length > 0 && refused.length === given.shapes.length) throw new UserError(refused[0] ?? '', { file });
  const isKept = (_: unknown, place: number): boolean => !refusals.has(place);
  const prepared = { ...given, shapes: given.shapes.filter(isKept), plans: given.plans.filter(isKept) };
  const afterEvicting = await evicted(prepared.files, world.pages);
  const { libraryFiles = [] } = world;
  const withLibrary = libraryFiles.length === 0 ? null : await evicted([...prepared.files, ...libraryFiles], world.pages);
  const { saved, unmade } = await madeModels(prepared, changes, folder, world);
  const providers = await triedProviders(prepared, changes, folder, world);
  const isMissing = ({ provider }: Change): boolean => providers.some((own) => own.provider === provider?.name && own.outcome !== 'ran');
  const tokenizers = await withTokenizers(prepared, changes, folder);
  const kept = tokenizers.kept.filter((change) => !isMissing(change) && (change.loads === undefined || saved.has(change.loads)));
  return {
    prepared,
    conditions: conditionsFor(afterEvicting, kept, withLibrary),
    changes: kept,
    saved,
    providers,
    creation: await sessionCreation(prepared, folder, world),
    refused,
    remarks: [
      ...pageCacheRemarks[afterEvicting],
      ...(withLibrary === 'warm' ? ["The library's pages cannot be dropped from memory here: another program may have it loaded."] : []),
      ...unmade,
      ...tokenizers.unmade,
      ...providers.flatMap(providerRemark),
    ],
  };
}
