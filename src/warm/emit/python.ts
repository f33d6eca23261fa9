import { dimensions } from '../plan/dimensions.js';
import type { Plan, PlannedInput } from '../plan/plan.js';

/** What the Python modules share. */

const shapeText = (shape: Plan['shapes'][number]['shape']): string =>
  `    {${dimensions.flatMap((dimension) => (shape[dimension] === undefined ? [] : [`"${dimension}": ${shape[dimension]}`])).join(', ')}},`;

/** The shapes and the figures of the plan, as constants. */
export const constantsText = ({ shapes, steady, deadlineSeconds }: Plan): string => `SHAPES = [
${shapes.map(({ shape }) => shapeText(shape)).join('\n')}
]
WINDOW, WITHIN, MOST_RUNS, DEADLINE_SECONDS = ${steady.window}, ${steady.within}, ${steady.most}, ${deadlineSeconds}`;

/** What a shape's inputs most likely are where the plan does not say. */
const guessedInput = ({ shapes }: Plan): PlannedInput =>
  shapes.some(({ shape }) => shape.height !== undefined || shape.width !== undefined)
    ? { name: 'image', type: 'float32', dims: ['batch', 3, 'height', 'width'] }
    : { name: 'input_ids', type: 'int64', dims: ['batch', 'sequence'] };

/** A string of JSON is one of Python, as long as it is in ASCII. */
const pythonString = (text: string): string =>
  JSON.stringify(text).replaceAll(/[^\x20-\x7e]/g, (one) => `\\u${one.charCodeAt(0).toString(16).padStart(4, '0')}`);

const inputText = ({ name, type, dims }: PlannedInput): string =>
  `    (${pythonString(name)}, "${type}", [${dims.map((size) => (typeof size === 'number' ? size : `"${size}"`)).join(', ')}]),`;

/** The inputs of the model, as a constant. */
export const inputsText = (plan: Plan): string => {
  const isGuessed = plan.inputs.length === 0;
  const inputs = isGuessed ? [guessedInput(plan)] : plan.inputs;
  const remark = isGuessed ? '# The plan does not name the inputs of the model: change these where it takes others.\n' : '';
  return `${remark}INPUTS = [
${inputs.map(inputText).join('\n')}
]`;
};

/** The function that tells a steady shape, as `coldcase warm` does. */
export const isSteadyText = `def is_steady(seconds):
    """Whether the medians of the last runs and of those before agree, to a share or to 5 ms."""
    if len(seconds) < 2 * WINDOW:
        return False
    last = statistics.median(seconds[-WINDOW:])
    before = statistics.median(seconds[-2 * WINDOW : -WINDOW])
    return abs(last - before) <= max(WITHIN * before, 0.005)


def sizes_of(dims, shape):
    """The sizes of an input for a shape."""
    return [shape.get(size, 1) if isinstance(size, str) else size for size in dims]`;

/** The loop over the shapes; `pass` are the lines that make one pass of `inputs`. */
export const loopText = (pass: readonly string[]): string => `    for shape in SHAPES:
        seconds = []
        while not is_steady(seconds):
            if len(seconds) >= MOST_RUNS or time.monotonic() > deadline:
                raise RuntimeError(f"{shape} is not steady after {len(seconds)} runs")
            inputs = inputs_of(shape)
            begin = time.perf_counter()
${pass.map((line) => `            ${line}`).join('\n')}
            seconds.append(time.perf_counter() - begin)
`;
