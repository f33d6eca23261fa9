import { describe, expect, it } from 'vitest';
import { byKeywords, byLastLine } from './peers.js';
import { named } from './score.js';
import type { Truth } from './truth/truth.js';
import { withPart } from './with-part.js';

const truth = (causes: readonly string[], open: readonly string[] = []): Truth => ({
  causes: new Map(causes.map((id) => [id, null])),
  open: new Set(open),
  listeningSeconds: null,
  readySeconds: null,
  firstRequestSeconds: null,
  steadySeconds: null,
});

describe('the score of a diagnosis', () => {
  it('counts what is named, missed and wrongly named', () => {
    const said = new Set(['import-slow', 'oom-host']);
    expect(named([truth(['import-slow', 'weights-download'])], said)).toEqual({ found: ['import-slow'], missed: ['weights-download'], wrong: ['oom-host'] });
  });

  it('takes an open cause for right, named or not', () => {
    expect(named([truth([], ['warmup-slow'])], new Set(['warmup-slow']))).toEqual({ found: [], missed: [], wrong: [] });
    expect(named([truth([], ['warmup-slow'])], new Set())).toEqual({ found: [], missed: [], wrong: [] });
  });

  it('takes a session in a request for the load that it is', () => {
    expect(named([truth(['model-load-in-request'])], new Set(['device-init-in-request'])).found).toEqual(['model-load-in-request']);
  });
});

describe('the peers', () => {
  it('find a cause by a keyword', () => {
    expect(byKeywords('model unloaded after 5 s idle')).toEqual(new Set(['model-evicted']));
  });

  it('keep the last figure of each step, and see what came after ready', () => {
    expect(byLastLine('tokenizer loaded in 12 ms\nready\ntokenizer loaded in 900 ms')).toEqual(new Set(['tokenizer-in-request']));
  });
});

describe('the written parts of a page', () => {
  it('replaces one part and nothing else', () => {
    expect(withPart('a\n<!-- lab:x -->\nold\n<!-- /lab:x -->\nb', 'x', 'new')).toBe('a\n<!-- lab:x -->\n\nnew\n\n<!-- /lab:x -->\nb');
  });

  it('refuses a page without it', () => {
    expect(() => withPart('a', 'x', 'new')).toThrow('no part between');
  });
});
