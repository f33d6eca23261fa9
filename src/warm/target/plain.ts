import { textOf } from './content.js';
import type { Dialect } from './dialect.js';
import type { Template } from './template.js';

const jsonOrText = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
};

/** Any service that takes JSON: one template for all shapes, sent to the target's own path. */
export const plainJson = (template: Template): Dialect => ({
  prepare: async () => (shape, variant) => [{ path: '', text: JSON.stringify(template.fill(shape, variant)) }],
  read: jsonOrText,
  hasToken: null,
});

/** TorchServe, which makes a batch of requests that come together: a batch of 8 is 8 requests at once (https://pytorch.org/serve/inference_api.html). */
export const torchserve = (model: string, template: Template | null): Dialect => ({
  prepare: async () => (shape, variant) => {
    const { batch = 1, sequence, height, width } = shape;
    if (template === null && (height !== undefined || width !== undefined))
      return { problem: 'text has no height and width; give the body of an image by --template' };
    const one = { ...shape, batch: 1 };
    const content = template === null ? { data: textOf(sequence ?? 1, variant) } : template.fill(one, variant);
    return Array.from({ length: batch }, () => ({ path: `/predictions/${encodeURIComponent(model)}`, text: JSON.stringify(content) }));
  },
  read: jsonOrText,
  hasToken: null,
});
