import generated from '@opentelemetry/otlp-transformer/build/src/generated/root.js';

type Message = {
  readonly fromObject: (object: object) => object;
  readonly toObject: (message: object, options: object) => object;
};

/** As far as we use it; the types that come with it describe another module. */
type Generated = {
  readonly opentelemetry: {
    readonly proto: {
      readonly collector: {
        readonly trace: { readonly v1: { readonly ExportTraceServiceRequest: Message } };
        readonly metrics: { readonly v1: { readonly ExportMetricsServiceRequest: Message } };
      };
    };
  };
};

const { trace, metrics } = (generated as unknown as Generated).opentelemetry.proto.collector;
const messages = { traces: trace.v1.ExportTraceServiceRequest, metrics: metrics.v1.ExportMetricsServiceRequest };

/**
 * What OTLP's own schema (the classes generated from its .proto files) reads of a message, back as an object. A member that the schema does
 * not have, or a value of another type, is lost or changed on the way: the message is right if it comes back as it went in.
 */
export const throughOtlp = (kind: keyof typeof messages, object: object): object => {
  const message = messages[kind];
  return message.toObject(message.fromObject(object), { longs: String, bytes: String });
};
