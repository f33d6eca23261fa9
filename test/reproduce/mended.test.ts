import { describe, expect, it } from 'vitest';
import { mended } from '../../src/reproduce/mended.js';
import { oneLine } from '../../src/reproduce/one-line.js';

describe('what a library says, as part of a sentence', () => {
  it('is on one line, without its stop', () => {
    expect(oneLine(' no\n such operator. ')).toBe('no such operator');
  });

  it('goes without the place in its own source', () => {
    const threads =
      '/src/core/env.cc:251 lib::{anonymous}::Thread::Thread(const char*, int (*)(int, Pool*), const Options&) pthread_create failed, error code: 12';
    expect(oneLine(`session-creation: ${threads}`)).toBe('session-creation: pthread_create failed, error code: 12');
    expect(oneLine('at model.h:3 of the file (see there) it ends')).toBe('at model.h:3 of the file (see there) it ends');
    expect(oneLine('/src/a.cc:1 void f(int')).toBe('/src/a.cc:1 void f(int');
  });
});

describe('why a model does not run', () => {
  it.each([
    [
      'Error No Op registered for Foo with domain_version of 13',
      'ONNX Runtime has no operator Foo at opset 13; export the model without it, or for another opset',
    ],
    [
      'Opset 99 is under development and support for this is limited. Current official support for domain ai.onnx is till opset 26.',
      'it is of opset 99, and ONNX Runtime has those up to 26; export it for one of these',
    ],
    ['first-run: std::bad_alloc', 'memory ran out (first-run: std::bad_alloc); give smaller sizes by --shape, or let it have more memory'],
    ['not at its end after 60 s, in first-run', 'not at its end after 60 s, in first-run; --trial-timeout gives it longer'],
    ['session-creation: something else.', 'session-creation: something else'],
  ])('is told with the mend where it is known: %s', (said, sentence) => {
    expect(mended(said)).toBe(sentence);
  });
});
