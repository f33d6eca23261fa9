import { describe, expect, it } from 'vitest';
import { parsePathLabels } from '../../../src/fleet/boots/path-labels.js';

describe('labels of a path', () => {
  it('are the parts that a template names, at its end', () => {
    const labels = parsePathLabels('{cluster}/{node}/{pod}.log');
    expect(labels('/logs/eu/gpu-7/vllm-0.log')).toEqual({ cluster: 'eu', node: 'gpu-7', pod: 'vllm-0' });
    expect(labels('C:\\logs\\eu\\gpu-7\\vllm-0.log')).toEqual({ cluster: 'eu', node: 'gpu-7', pod: 'vllm-0' });
  });

  it('are none where the path is another', () => {
    expect(parsePathLabels('{node}/{pod}.log')('vllm-0.txt')).toEqual({});
  });

  it('take what stands between the names as it is', () => {
    expect(parsePathLabels('{pod}-(a+b).log')('x/y-(a+b).log')).toEqual({ pod: 'y' });
    expect(parsePathLabels('{pod}-{version}.log')('x/vllm-7-1.2.log')).toEqual({ pod: 'vllm', version: '7-1.2' });
  });

  it.each([
    ['logs/*.log', /names no label/],
    ['{a}/{a}.log', /\{a\} stands in it twice/],
  ])('of a template that cannot be meant are refused: %s', (template, message) => {
    expect(() => parsePathLabels(template)).toThrow(message);
  });
});
