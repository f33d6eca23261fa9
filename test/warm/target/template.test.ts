import { describe, expect, it } from 'vitest';
import { UserError } from '../../../src/model/user-error.js';
import { parseTemplate, refuseBlindTemplate } from '../../../src/warm/target/template.js';

const mistake = (run: () => unknown): string => {
  try {
    run();
    return 'none';
  } catch (error) {
    if (error instanceof UserError) return error.message;
    throw error;
  }
};

describe('a template', () => {
  it('makes rows of ids and images of the sizes asked for', () => {
    const { fill } = parseTemplate('t.json', '{"ids":"{{ids}}","rows":"{{rows}}","images":"{{images}}"}');
    expect(fill({ batch: 2, sequence: 2, height: 1, width: 1 }, 0)).toEqual({
      ids: [10, 11],
      rows: [
        [10, 11],
        [11, 12],
      ],
      images: [[[[0, 0, 0]]], [[[0, 0, 0]]]],
    });
  });

  it.each([
    ['{"a": {{text}}}', 't.json: is no JSON ('],
    ['{\n"a": "{{txt}}"}', 't.json:2: there is no placeholder {{txt}}; did you mean text?'],
  ])('that is wrong is told with its mend: %s', (text, message) => {
    expect(mistake(() => parseTemplate('t.json', text))).toContain(message);
  });

  it('that would send the same for shapes that differ is refused', () => {
    const template = parseTemplate('t.json', '{"text":"{{text}}"}');
    expect(mistake(() => refuseBlindTemplate('t.json', template, [{ sequence: 128 }]))).toBe('none');
    expect(mistake(() => refuseBlindTemplate('t.json', template, [{ batch: 8 }]))).toBe(
      't.json: does not use the batch that the plan\'s shapes have, so it cannot warm them; put "{{batch}}" or "{{texts}}" or "{{rows}}" or "{{images}}" where the size belongs',
    );
  });
});
