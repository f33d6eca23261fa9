import { describe, expect, it } from 'vitest';
import { createTokenSense } from '../../../src/reproduce/service/token-sense.js';

const events = { 'content-type': 'text/event-stream; charset=utf-8' };
const piece = (text: string): Buffer => Buffer.from(text);
const chat = (delta: object): string => `data: ${JSON.stringify({ choices: [{ delta }] })}\n\n`;

describe('the first token of an answer', () => {
  it('is in the first event that holds text, not in the one that names the role', () => {
    const sense = createTokenSense(events);
    expect(sense(piece(chat({ role: 'assistant', content: '' })))).toBe(false);
    expect(sense(piece(chat({ content: 'Hi' })))).toBe(true);
  });

  it('is found where an event comes in two pieces', () => {
    const sense = createTokenSense(events);
    const whole = `data: ${JSON.stringify({ choices: [{ text: 'Hi' }] })}\n\n`;
    expect(sense(piece(whole.slice(0, 20)))).toBe(false);
    expect(sense(piece(whole.slice(20)))).toBe(true);
  });

  it('is in any event of another protocol, but not in a comment or the end', () => {
    expect(createTokenSense(events)(piece('data: plain words\n\n'))).toBe(true);
    expect(createTokenSense(events)(piece(': keep-alive\n\ndata: [DONE]\n\n'))).toBe(false);
  });

  it('is in the first piece of another stream, and nowhere in an answer of a stated length', () => {
    expect(createTokenSense({ 'content-type': 'application/json' })(piece('{'))).toBe(true);
    expect(createTokenSense({ 'content-length': '12' })(piece('{'))).toBe(false);
  });
});
