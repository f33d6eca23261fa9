import { type Dialect, memberOf, Problem } from './dialect.js';
import { type Input, nested, sizesFor, valuesOf } from './tensor.js';

const kindOf = (type: string): Input['kind'] => {
  if (type === 'DT_STRING') return 'text';
  if (type === 'DT_BOOL') return 'boolean';
  return /^DT_(?:FLOAT|DOUBLE|HALF|BFLOAT16)$/.test(type) ? 'float' : 'integer';
};

/** The inputs of `serving_default` in a model's metadata. */
const inputsIn = (page: unknown, model: string): Input[] => {
  const signatures = memberOf(memberOf(memberOf(page, 'metadata'), 'signature_def'), 'signature_def');
  const inputs = memberOf(memberOf(signatures, 'serving_default'), 'inputs');
  if (typeof inputs !== 'object' || inputs === null) throw new Problem(`/v1/models/${model}/metadata names no inputs of serving_default; check --model`);
  return Object.entries(inputs).map(([name, one]) => {
    const dims = memberOf(memberOf(one, 'tensor_shape'), 'dim');
    return { name, kind: kindOf(String(memberOf(one, 'dtype'))), dims: Array.isArray(dims) ? dims.map((dim: unknown) => Number(memberOf(dim, 'size'))) : [] };
  });
};

/** TensorFlow Serving's REST interface, with the inputs by name (https://www.tensorflow.org/tfx/serving/api_rest). */
export const tfServing = (model: string): Dialect => ({
  prepare: async (ask) => {
    const path = `/v1/models/${encodeURIComponent(model)}`;
    const inputs = inputsIn(await ask(`${path}/metadata`), model);
    return (shape, variant) => {
      const sizes = sizesFor(inputs, shape);
      if ('problem' in sizes) return sizes;
      const named = inputs.map((input, at) => [input.name, nested(valuesOf(input, sizes[at] ?? [], shape, variant), sizes[at] ?? [])]);
      return [{ path: `${path}:predict`, text: JSON.stringify({ inputs: Object.fromEntries(named) }) }];
    };
  },
  read: (text) => {
    const outputs = memberOf(JSON.parse(text), 'outputs');
    if (outputs !== undefined) return outputs;
    throw new Problem('the answer has no outputs');
  },
  hasToken: null,
});
