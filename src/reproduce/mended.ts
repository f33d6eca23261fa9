import { oneLine } from './one-line.js';

/** What ONNX Runtime, or a trial, says of a model that does not run, and that in a sentence with the mend. */
const known: readonly { readonly said: RegExp; readonly sentence: (found: readonly string[]) => string }[] = [
  {
    said: /No Op registered for (\S+) with domain_version of (\d+)/,
    sentence: ([, operator, opset]) => `ONNX Runtime has no operator ${operator} at opset ${opset}; export the model without it, or for another opset`,
  },
  {
    said: /Opset (\d+) is under development.*\btill opset (\d+)/,
    sentence: ([, opset, most]) => `it is of opset ${opset}, and ONNX Runtime has those up to ${most}; export it for one of these`,
  },
  {
    said: /.*(?:Cannot allocate memory|bad_alloc|Failed to allocate memory|as the system does where memory runs out).*/,
    sentence: ([said]) => `memory ran out (${said}); give smaller sizes by --shape, or let it have more memory`,
  },
  { said: /.*not at its end after .*/, sentence: ([said]) => `${said}; --trial-timeout gives it longer` },
];

/** Why a model does not run, as a sentence with the mend where it is known. */
export function mended(message: string): string {
  const said = oneLine(message);
  for (const { said: pattern, sentence } of known) {
    const found = said.match(pattern);
    if (found !== null) return sentence(found);
  }
  return said;
}
