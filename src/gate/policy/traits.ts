/** What the logs of two starts may tell apart, most telling first. */
export const traits = ['runtime', 'runtimeVersion', 'model', 'gpu', 'parallelism', 'dtype', 'quantization', 'image', 'cache', 'pageCache'] as const;

export type Trait = (typeof traits)[number];
