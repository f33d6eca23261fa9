import { durationWords, listWords, shareWords, sizeWords } from '../../diagnose/words.js';
import { lazyReasons } from './cover.js';
import { dimensions, shapeWords } from './dimensions.js';
import type { Draft } from './draft.js';
import type { FoundComponent } from './from-boots.js';
import { type ComponentName, componentNames, type PlannedInput, type PlannedShape, usualDeadlineSeconds, usualSteady } from './plan.js';

/** Shapes that stay cold are told by name up to this many. */
const mostTold = 5;

const doing: Readonly<{ [name in ComponentName]: string }> = {
  device: 'create the context and its library handles, by one small operation',
  weights: 'load them onto the device',
  tokenizer: 'load it and run it once',
  memory: 'allocate pools and caches at their full size',
  forward: 'a forward pass of each shape below, until steady',
};

const seconds = (value: number): string => (value < 1 ? `${Number((value * 1000).toPrecision(3))}ms` : `${Number(value.toPrecision(4))}s`);
const percent = (share: number): string => `${Number((share * 100).toPrecision(4))}%`;
const bytes = (value: number): string =>
  value < 1024 ** 3 ? `${Number((value / 1024 ** 2).toPrecision(4))}MiB` : `${Number((value / 1024 ** 3).toPrecision(4))}GiB`;

/** The components that the boots show, what a model needs besides, and the forward passes that every warmup ends with. */
const componentsOf = ({ found: { components }, model, device }: Draft): FoundComponent[] => {
  const ofModel: ComponentName[] =
    model === null ? [] : [...(device === 'cuda' ? (['device'] as const) : []), 'weights', ...(model.hasTokens ? (['tokenizer'] as const) : [])];
  const wanted: readonly ComponentName[] = [...ofModel, 'forward'];
  const missing = wanted.filter((name) => !components.some((one) => one.name === name));
  const all = [...components, ...missing.map((name): FoundComponent => ({ name, seconds: null, isInRequest: false }))];
  return all.sort((left, right) => componentNames.indexOf(left.name) - componentNames.indexOf(right.name));
};

const componentLines = (draft: Draft): string[] => {
  const components = componentsOf(draft);
  const total = components.reduce((sum, { seconds: own }) => sum + (own ?? 0), 0);
  const paid = components.reduce((sum, { seconds: own, isInRequest }) => sum + (isInRequest ? (own ?? 0) : 0), 0);
  const figures =
    total === 0 ? '' : `; ${durationWords(total)} by the figures of the log${paid === 0 ? '' : `, ${durationWords(paid)} of which a request waited for`}`;
  return [
    `# What the service does before it says that it is ready, in this order${figures}.`,
    'components:',
    ...components.map(({ name, seconds: own, isInRequest }) => {
      const expected = own === null ? '' : `, expected: ${seconds(own)}`;
      const size = name === 'weights' && draft.model !== null ? `, ${sizeWords(draft.model.bytes)} of model` : '';
      return `  - { name: ${name}${expected} } # ${doing[name]}${size}${isInRequest ? '; a request waited for it' : ''}`;
    }),
    '# Ready only after the last of them.',
  ];
};

const placementLines = ({ device, found }: Draft): string[] => {
  if (device === null) return ['# placement: after-fork # for CUDA; before-fork for a CPU: no log was given that tells, --device does', ''];
  if (device === 'cpu') return ['placement: before-fork # on a CPU: loaded once, then shared by the workers that are forked', ''];
  const seen = found.wasForkedAfterDevice ? '; the log shows a worker that died of it' : '';
  return [`placement: after-fork # in each worker: a device context does not survive a fork${seen}`, ''];
};

const shapeLine = ({ shape, share, firstSeconds, steadySeconds, peakBytes, predicted }: PlannedShape, isCounted: boolean): string => {
  const fields = [
    ...dimensions.flatMap((dimension) => (shape[dimension] === undefined ? [] : [`${dimension}: ${shape[dimension]}`])),
    ...(share === null || !isCounted ? [] : [`share: ${percent(share)}`]),
    ...(firstSeconds === null ? [] : [`first: ${seconds(firstSeconds)}`]),
    ...(steadySeconds === null ? [] : [`steady: ${seconds(steadySeconds)}`]),
    ...(peakBytes === null ? [] : [`memory: ${bytes(peakBytes)}`]),
    ...predictedFields(predicted),
  ];
  return `  - { ${fields.join(', ')} }`;
};

const predictedFields = (predicted: PlannedShape['predicted']): string[] => {
  if (predicted === undefined) return [];
  const { steadySeconds, peakBytes } = predicted;
  const fields = [...(steadySeconds === null ? [] : [`steady: ${seconds(steadySeconds)}`]), ...(peakBytes === null ? [] : [`memory: ${bytes(peakBytes)}`])];
  return [`predicted: { ${fields.join(', ')} }`];
};

const whyLazy = {
  rare: (asked: number) => `rarer than what ${shareWords(asked)} asks for; left to their first request`,
  'over-buckets': () => 'larger than the largest bucket: give the service a larger one, or refuse them',
  'over-memory': () => 'over the bound of memory: a pass could kill the replica',
  'not-taken': () => 'the model takes no such shape: such requests fail, warm or not',
} as const;

const lazyLines = ({ covered: { lazy }, asked }: Draft): string[] =>
  lazyReasons.flatMap((reason) => {
    const own = lazy.filter((one) => one.reason === reason);
    if (own.length === 0) return [];
    const share = own.reduce((sum, one) => sum + one.share, 0);
    const more = own.length > mostTold ? ` and ${own.length - mostTold} more` : '';
    const names = own.slice(0, mostTold).map(({ shape }) => shapeWords(shape));
    return [`# Not warmed (${shareWords(share)} of the requests): ${names.join('; ')}${more}; ${whyLazy[reason](asked)}.`];
  });

const expectedLines = ({ covered: { shapes } }: Draft): string[] => {
  const known = shapes.map(({ firstSeconds, steadySeconds, predicted }) => {
    const steady = steadySeconds ?? predicted?.steadySeconds ?? null;
    return { first: firstSeconds ?? steady, steady };
  });
  const measured = known.filter(({ first }) => first !== null);
  if (measured.length === 0) return [];
  const runs = 2 * usualSteady.window;
  const total = measured.reduce((sum, { first, steady }) => sum + (first ?? 0) + (runs - 1) * (steady ?? 0), 0);
  const unknown = shapes.length - measured.length;
  return [
    `# At least ${runs} runs each: ${durationWords(total)} or more by what was measured${unknown === 0 ? '' : ` (${unknown} of ${shapes.length} shapes are not in it)`}.`,
  ];
};

const assumedLines = ({ model }: Draft): string[] => {
  const words = model === null ? 'default' : shapeWords(model.assumed);
  return words === 'default' ? [] : [`# Assumed, since the model leaves it free and nothing tells: ${words}. Give traffic, or --shape.`];
};

const inputLines = ({ model }: Draft): string[] =>
  model === null || model.inputs.length === 0
    ? []
    : ['', '# The inputs of the model, for artefacts that make tensors.', 'inputs:', ...model.inputs.map((one) => `  - ${inputText(one)}`)];

/** A name is the model's own, and may hold anything: as JSON it is YAML too. */
const inputText = ({ name, type, dims }: PlannedInput): string => `{ name: ${JSON.stringify(name)}, type: ${type}, dims: [${dims.join(', ')}] }`;

const shapeLines = (draft: Draft, isCounted: boolean): string[] => {
  const { covered } = draft;
  const share = covered.share === null || !isCounted ? '' : `: they cover ${shareWords(covered.share)} of the requests seen`;
  return [
    `# Smallest first${share}.`,
    ...assumedLines(draft),
    ...expectedLines(draft),
    ...(covered.shapes.some(({ predicted }) => predicted !== undefined)
      ? ['# `predicted`: on a line through what was measured of other shapes, by their elements; never below a smaller one.']
      : []),
    ...lazyLines(draft),
    'shapes:',
    ...covered.shapes.map((one) => shapeLine(one, isCounted)),
    ...bucketLines(draft),
  ];
};

const bucketLines = ({ covered: { buckets, bucketedByUs } }: Draft): string[] => {
  const named = dimensions.flatMap((dimension) => (buckets[dimension] === undefined ? [] : [`${dimension}: [${buckets[dimension].join(', ')}]`]));
  if (named.length === 0) return [];
  const ours =
    bucketedByUs.length === 0
      ? []
      : [`# The requests have too many sizes of ${listWords(bucketedByUs)} to warm each: pad to these, or name your own by --buckets.`];
  return ['', ...ours, `buckets: { ${named.join(', ')} } # the service pads to these, else a shape between them is cold`];
};

const memoryLines = ({ found: { peakBytes, limitBytes }, headroom }: Draft): string[] => {
  const fields = [
    ...(peakBytes === null ? [] : [`peak: ${bytes(peakBytes)}`]),
    ...(limitBytes === null ? [] : [`limit: ${bytes(limitBytes)}`]),
    `headroom: ${percent(headroom)}`,
  ];
  return [`memory: { ${fields.join(', ')} } # ${memoryWords(peakBytes, limitBytes, headroom)}`];
};

const memoryWords = (peakBytes: number | null, limitBytes: number | null, headroom: number): string => {
  if (peakBytes === null || limitBytes === null) return 'the log does not state both peak and limit, so no shape was left out for it';
  const used = peakBytes / limitBytes;
  const fit = used <= 1 - headroom ? 'which leaves the headroom' : 'which is more than the headroom leaves: warm smaller batches, or give it more memory';
  return `${sizeWords(peakBytes)} of ${sizeWords(limitBytes)} at the peak, ${shareWords(used)}, ${fit}`;
};

/** A plan as YAML with its reasons as comments. `source` says what it was made from. Pure; the same draft gives the same text. */
export const planText = (draft: Draft, source: string, isCounted: boolean): string => {
  const { protocol } = draft.found;
  return `${[
    '# yaml-language-server: $schema=./node_modules/coldcase/dist/schema/plan.json',
    `# Written by coldcase plan from ${source.replaceAll(/\s+/g, ' ')}.`,
    'version: 1',
    '',
    ...placementLines(draft),
    ...componentLines(draft),
    '',
    ...shapeLines(draft, isCounted),
    ...inputLines(draft),
    '',
    ...memoryLines(draft),
    `steady: { window: ${usualSteady.window}, within: ${percent(usualSteady.within)}, most: ${usualSteady.most} } # the medians of the last ${usualSteady.window} runs and of the ${usualSteady.window} before agree`,
    `deadline: ${usualDeadlineSeconds / 60}m`,
    ...(protocol === null ? [] : [`target: { protocol: ${protocol} }`]),
  ].join('\n')}\n`;
};
