import protobuf from 'protobufjs/light.js';
import type { Shape } from '../../model/boot.js';
import { UserError } from '../../model/user-error.js';
import { planInputs } from '../../reproduce/input-plan.js';
import { valuesFor } from '../../reproduce/trial/values.js';
import type { Plan, PlannedInput } from '../plan/plan.js';
import { textOf } from '../target/content.js';
import { knownInputs, tensorSizes } from './tensors.js';
import { tfRecords } from './tf-record.js';

/**
 * Of TensorFlow Serving's prediction_log.proto, predict.proto and model.proto, and of TensorFlow's tensor.proto, the fields that a request to warm
 * up with has (https://www.tensorflow.org/tfx/serving/saved_model_warmup).
 */
const schema = {
  nested: {
    PredictionLog: { fields: { predictLog: { type: 'PredictLog', id: 6 } } },
    PredictLog: { fields: { request: { type: 'PredictRequest', id: 1 } } },
    PredictRequest: { fields: { modelSpec: { type: 'ModelSpec', id: 1 }, inputs: { keyType: 'string', type: 'TensorProto', id: 2 } } },
    ModelSpec: { fields: { name: { type: 'string', id: 1 }, signatureName: { type: 'string', id: 3 } } },
    TensorProto: {
      fields: {
        dtype: { type: 'int32', id: 1 },
        tensorShape: { type: 'TensorShapeProto', id: 2 },
        tensorContent: { type: 'bytes', id: 4 },
        stringVal: { rule: 'repeated', type: 'bytes', id: 8 },
      },
    },
    TensorShapeProto: { fields: { dim: { rule: 'repeated', type: 'Dim', id: 2 } } },
    Dim: { fields: { size: { type: 'int64', id: 1 } } },
  },
};

/** Numbers of types.proto. */
const numberOf: { readonly [type in PlannedInput['type']]: number } = {
  float32: 1,
  float64: 2,
  int32: 3,
  uint8: 4,
  int16: 5,
  int8: 6,
  string: 7,
  int64: 9,
  bool: 10,
  uint16: 17,
  float16: 19,
  uint32: 22,
  uint64: 23,
};

/** TensorFlow Serving takes no more of them. */
const mostRecords = 1000;

const contentOf = (input: PlannedInput, sizes: readonly number[], shape: Shape): object => {
  if (input.type === 'string') {
    const count = sizes.reduce((product, size) => product * size, 1);
    return { stringVal: Array.from({ length: count }, (_, at) => Buffer.from(textOf(shape.sequence ?? 1, at))) };
  }
  const [plan] = planInputs([{ name: input.name, type: input.type, dimensions: sizes }], {}, new Map());
  if (plan === undefined) return {};
  const { buffer, byteOffset, byteLength } = valuesFor(plan);
  return { tensorContent: new Uint8Array(buffer, byteOffset, byteLength) };
};

const tensorOf = (input: PlannedInput, shape: Shape): object => {
  const sizes = tensorSizes(input, shape);
  return { dtype: numberOf[input.type], tensorShape: { dim: sizes.map((size) => ({ size })) }, ...contentOf(input, sizes, shape) };
};

/** The file `assets.extra/tf_serving_warmup_requests` of a SavedModel: a request to `serving_default` for each shape. */
export const tfServingRequests = (plan: Plan): Uint8Array => {
  const inputs = knownInputs(plan, 'tf-serving');
  if (plan.shapes.length > mostRecords)
    throw new UserError(`--emit tf-serving: TensorFlow Serving takes ${mostRecords} requests at most, and the plan has ${plan.shapes.length} shapes`);
  const log = protobuf.Root.fromJSON(schema).lookupType('PredictionLog');
  return tfRecords(
    plan.shapes.map(({ shape }) => {
      const named = Object.fromEntries(inputs.map((input) => [input.name, tensorOf(input, shape)]));
      const modelSpec = { ...(plan.target.model === null ? {} : { name: plan.target.model }), signatureName: 'serving_default' };
      return log.encode(log.fromObject({ predictLog: { request: { modelSpec, inputs: named } } })).finish();
    }),
  );
};
