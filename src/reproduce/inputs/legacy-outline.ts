/** A tokenizer.json without its vocabulary and its merges, as the tokenizers of the transformers library have it in their code. */
type Outline = { readonly [part: string]: unknown };

type Vocabulary = ReadonlyMap<string, number>;
type Settings = Readonly<{ [name: string]: unknown }>;

const special = (vocabulary: Vocabulary, names: readonly string[]): object[] =>
  names.flatMap((content) => {
    const id = vocabulary.get(content);
    return id === undefined ? [] : [{ id, content, single_word: false, lstrip: false, rstrip: false, normalized: false, special: true }];
  });

const ofBert = (vocabulary: Vocabulary, settings: Settings): Outline => {
  const around = ['[CLS]', '[SEP]'].map((token) => ({ id: token, ids: [vocabulary.get(token) ?? 0], tokens: [token] }));
  return {
    version: '1.0',
    added_tokens: special(vocabulary, ['[PAD]', '[UNK]', '[CLS]', '[SEP]', '[MASK]']),
    normalizer: {
      type: 'BertNormalizer',
      clean_text: true,
      handle_chinese_chars: settings.tokenize_chinese_chars !== false,
      strip_accents: typeof settings.strip_accents === 'boolean' ? settings.strip_accents : null,
      lowercase: settings.do_lower_case !== false,
    },
    pre_tokenizer: { type: 'BertPreTokenizer' },
    post_processor: {
      type: 'TemplateProcessing',
      single: [{ SpecialToken: { id: '[CLS]', type_id: 0 } }, { Sequence: { id: 'A', type_id: 0 } }, { SpecialToken: { id: '[SEP]', type_id: 0 } }],
      pair: [],
      special_tokens: Object.fromEntries(around.map((token) => [token.id, token])),
    },
    decoder: { type: 'WordPiece', prefix: '##', cleanup: true },
    model: { type: 'WordPiece', unk_token: '[UNK]', continuing_subword_prefix: '##', max_input_chars_per_word: 100 },
  };
};

const ofBytes = (vocabulary: Vocabulary, settings: Settings): Outline => {
  const [opens, closes] = [vocabulary.get('<s>'), vocabulary.get('</s>')];
  const isRoberta = /roberta|bart|longformer/i.test(String(settings.tokenizer_class ?? '')) && opens !== undefined && closes !== undefined;
  const prefix = settings.add_prefix_space === true;
  return {
    version: '1.0',
    added_tokens: special(vocabulary, isRoberta ? ['<s>', '<pad>', '</s>', '<unk>', '<mask>'] : ['<|endoftext|>']),
    normalizer: null,
    pre_tokenizer: { type: 'ByteLevel', add_prefix_space: prefix, trim_offsets: true, use_regex: true },
    post_processor: isRoberta
      ? { type: 'RobertaProcessing', sep: ['</s>', closes], cls: ['<s>', opens], trim_offsets: true, add_prefix_space: prefix }
      : { type: 'ByteLevel', add_prefix_space: true, trim_offsets: false, use_regex: true },
    decoder: { type: 'ByteLevel', add_prefix_space: true, trim_offsets: true, use_regex: true },
    model: { type: 'BPE', dropout: null, unk_token: null, continuing_subword_prefix: '', end_of_word_suffix: '', fuse_unk: false },
  };
};

/**
 * What the files before `tokenizer.json` do not say, by their kind: of a vocabulary with a token a line BERT's, of one with merges that of
 * GPT-2 or RoBERTa (https://huggingface.co/docs/transformers/main/en/fast_tokenizers). `settings` are those of `tokenizer_config.json`.
 */
export function legacyOutline(kind: 'lines' | 'merges', vocabulary: Vocabulary, settings: Settings): Outline {
  return kind === 'lines' ? ofBert(vocabulary, settings) : ofBytes(vocabulary, settings);
}
