/** A byte-pair vocabulary of so many entries, as a `tokenizer.json` of the library's format: letters, syllables, and their pairs and triples. */
export function encodeVocabulary(entries: number): string {
  const consonants = [...'bcdfghjklmnpqrstvwxyz'];
  const vowels = [...'aeiou'];
  const syllables = consonants.flatMap((consonant) => vowels.map((vowel) => consonant + vowel));
  const vocab: { [token: string]: number } = {};
  const merges: [string, string][] = [];
  let size = 0;
  const add = (token: string): void => {
    vocab[token] = size;
    size += 1;
  };
  const merge = (left: string, right: string): void => {
    if (size >= entries) return;
    add(left + right);
    merges.push([left, right]);
  };
  for (const letter of [...consonants, ...vowels]) add(letter);
  for (const syllable of syllables) merge(syllable.slice(0, 1), syllable.slice(1));
  const pairs = syllables.flatMap((left) => syllables.map((right) => [left, right] as const));
  for (const [left, right] of pairs) merge(left, right);
  for (const [left, right] of pairs) for (const last of syllables) merge(left + right, last);
  return JSON.stringify({
    version: '1.0',
    added_tokens: [],
    normalizer: { type: 'Lowercase' },
    pre_tokenizer: { type: 'Whitespace' },
    post_processor: null,
    decoder: { type: 'BPEDecoder', suffix: '' },
    model: { type: 'BPE', unk_token: null, vocab, merges },
  });
}
