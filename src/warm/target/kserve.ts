import { type Dialect, memberOf, Problem } from './dialect.js';
import { type Input, sizesFor, valuesOf } from './tensor.js';

const kindOf = (datatype: string): Input['kind'] => {
  if (datatype === 'BYTES') return 'text';
  if (datatype === 'BOOL') return 'boolean';
  return /^(?:FP|BF)/.test(datatype) ? 'float' : 'integer';
};

const inputsIn = (metadata: unknown, model: string): (Input & { readonly datatype: string })[] => {
  const list = memberOf(metadata, 'inputs');
  if (!Array.isArray(list) || list.length === 0) throw new Problem(`/v2/models/${model} names no inputs; check --model`);
  return list.map((one: unknown) => {
    const datatype = String(memberOf(one, 'datatype'));
    const shape = memberOf(one, 'shape');
    return { name: String(memberOf(one, 'name')), datatype, kind: kindOf(datatype), dims: Array.isArray(shape) ? shape.map(Number) : [] };
  });
};

/** The Open Inference Protocol, version 2, as KServe, Triton and MLServer serve it (https://github.com/kserve/open-inference-protocol). */
export const kserve = (model: string): Dialect => ({
  prepare: async (ask) => {
    const path = `/v2/models/${encodeURIComponent(model)}`;
    const inputs = inputsIn(await ask(path), model);
    return (shape, variant) => {
      const sizes = sizesFor(inputs, shape);
      if ('problem' in sizes) return sizes;
      const tensors = inputs.map((input, at) => {
        const own = sizes[at] ?? [];
        return { name: input.name, datatype: input.datatype, shape: own, data: valuesOf(input, own, shape, variant) };
      });
      return [{ path: `${path}/infer`, text: JSON.stringify({ inputs: tensors }) }];
    };
  },
  read: (text) => {
    const outputs = memberOf(JSON.parse(text), 'outputs');
    if (Array.isArray(outputs)) return outputs.map((one: unknown) => [memberOf(one, 'name'), memberOf(one, 'shape'), memberOf(one, 'data')]);
    throw new Problem('the answer has no outputs');
  },
  hasToken: null,
});
