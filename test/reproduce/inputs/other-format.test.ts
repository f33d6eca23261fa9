import { existsSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { findTokenizer } from '../../../src/reproduce/inputs/find-tokenizer.js';
import { otherFormatOf } from '../../../src/reproduce/inputs/other-format.js';
import { loadTokenizer } from '../../../src/reproduce/trial/tokenize.js';
import { madeTokenizer } from '../made-tokenizer.js';

const newFolder = (): string => mkdtempSync(join(tmpdir(), 'coldcase-format-'));
const folderWith = (files: { readonly [name: string]: string }): string => {
  const folder = newFolder();
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  return folder;
};
const found = async (files: { readonly [name: string]: string }, text = 'cold start') => {
  const folder = folderWith(files);
  return findTokenizer(join(folder, 'model.onnx'), undefined, text, folder);
};
const jobOf = (tokenizer: object) => ({
  file: join(folderWith({ 'tokenizer.json': JSON.stringify(tokenizer) }), 'tokenizer.json'),
  config: null,
  text: 'cold start',
});

const vocabulary = ['[PAD]', '[UNK]', '[CLS]', '[SEP]', '[MASK]', 'cold', 'start', '##s'].join('\n');
const bytes = Object.fromEntries(['<|endoftext|>', 'c', 'o', 'l', 'd', 's', 't', 'a', 'r', 'Ġ', 'co', 'ld', 'cold', 'Ġs'].map((token, id) => [token, id]));
const merges = '#version: 0.2\nc o\nl d\nco ld\nĠ s\n';
const ofBytes = { 'vocab.json': JSON.stringify(bytes), 'merges.txt': merges };

describe('a tokenizer in the files before tokenizer.json', () => {
  it('is read from the vocab.txt beside a model, as BERT has it', async () => {
    const job = await found({ 'vocab.txt': `${vocabulary}\n` }, 'Cold starts');
    expect(job === null ? null : loadTokenizer(job)(6)).toEqual({ ids: [2, 5, 6, 7, 3, 0], mask: [1, 1, 1, 1, 1, 0] });
    const cased = await found({ 'vocab.txt': vocabulary, 'tokenizer_config.json': '{"do_lower_case": false}' }, 'Cold starts');
    expect(cased === null ? null : loadTokenizer(cased)(5).ids).toEqual([2, 1, 6, 7, 3]);
  });

  it('is read from vocab.json and merges.txt, as GPT-2 and RoBERTa have it', async () => {
    const job = await found(ofBytes);
    expect(job === null ? null : loadTokenizer(job)(6).ids).toEqual([12, 13, 6, 7, 8, 6]);
    const words = { ...Object.fromEntries(['<s>', '<pad>', '</s>', '<unk>'].map((token, id) => [token, id])), cold: 4, c: 5, o: 6, l: 7, d: 8, co: 9, ld: 10 };
    const roberta = await found(
      { 'vocab.json': JSON.stringify(words), 'merges.txt': merges, 'tokenizer_config.json': '{"tokenizer_class": "RobertaTokenizer"}' },
      'cold',
    );
    expect(roberta === null ? null : loadTokenizer(roberta)(3).ids).toEqual([0, 4, 2]);
  });

  it('is none where merges are missing, and is told where it was named', async () => {
    const { 'vocab.json': alone } = ofBytes;
    const folder = folderWith({ 'vocab.json': alone, 'spiece.model': 'x', 'words.txt': 'cold', 'cut.json': '{' });
    expect(await findTokenizer(join(folder, 'model.onnx'), undefined, undefined, folder)).toBeNull();
    const named = (name: string) => findTokenizer(join(folder, 'model.onnx'), join(folder, name), undefined, folder);
    await expect(named('vocab.json')).rejects.toThrow('merges.txt: it cannot be read (ENOENT); a vocab.json needs the merges.txt beside it');
    await expect(named('spiece.model')).rejects.toThrow('spiece.model: @huggingface/tokenizers reads no model of SentencePiece; have the transformers library');
    await expect(named('words.txt')).rejects.toThrow('words.txt: it is no vocabulary of BERT, which has [UNK]');
    const clip = folderWith({ ...ofBytes, 'tokenizer_config.json': '{"tokenizer_class": "CLIPTokenizer"}' });
    await expect(findTokenizer(join(clip, 'model.onnx'), undefined, undefined, clip)).rejects.toThrow('a CLIPTokenizer needs more than these files');
  });
});

describe('the other format of a tokenizer', () => {
  it('is vocab.txt of one of word pieces, with the same tokens', async () => {
    const job = jobOf(madeTokenizer(['cold', 'start']));
    const folder = newFolder();
    const other = await otherFormatOf(job, folder);
    if (typeof other === 'string') throw new Error(other);
    expect(other.title).toBe('tokenizer as vocab.txt');
    expect(readFileSync(join(folder, 'vocab.txt'), 'utf8').split('\n').slice(0, 6)).toEqual(['[PAD]', '[CLS]', '[SEP]', '[UNK]', 'cold', 'start']);
    expect(loadTokenizer(other.job)(5)).toEqual(loadTokenizer(job)(5));
    expect(other.bytes).toBeGreaterThan(0);
  });

  it('is vocab.json and merges.txt of one of merges, and the other way round tokenizer.json', async () => {
    const legacy = await found(ofBytes);
    if (legacy === null) throw new Error('no tokenizer');
    const folder = newFolder();
    const fast = await otherFormatOf(legacy, folder);
    if (typeof fast === 'string') throw new Error(fast);
    expect(fast.title).toBe('tokenizer.json written before');
    const back = await otherFormatOf(fast.job, newFolder());
    if (typeof back === 'string') throw new Error(back);
    expect(back.title).toBe('tokenizer as vocab.json, merges.txt');
    expect(existsSync(back.job.legacy?.merges ?? '')).toBe(true);
    for (const { job } of [fast, back]) expect(loadTokenizer(job)(6)).toEqual(loadTokenizer(legacy)(6));
  });

  it('is none where the files before cannot hold it, and says why', async () => {
    const words = { '[UNK]': 0, cold: 5 };
    const holes = { ...madeTokenizer([]), model: { type: 'WordPiece', unk_token: '[UNK]', continuing_subword_prefix: '##', vocab: words } };
    expect(await otherFormatOf(jobOf(holes), newFolder())).toBe('its ids leave holes, which vocab.txt cannot');
    const unigram = { ...madeTokenizer([]), model: { type: 'Unigram', unk_id: 0, vocab: [['<unk>', 0]] } };
    expect(await otherFormatOf(jobOf(unigram), newFolder())).toContain(
      'a Unigram tokenizer is none that @huggingface/tokenizers reads, such as a SentencePiece model',
    );
    const spaces = { ...madeTokenizer([]), model: { type: 'BPE', vocab: { a: 0, ' ': 1 }, merges: [['a', ' ']] } };
    expect(await otherFormatOf(jobOf(spaces), newFolder())).toBe('its merges hold spaces, which merges.txt cannot');
  });
});
