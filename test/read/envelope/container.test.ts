import { describe, expect, it } from 'vitest';
import {
  peelActionsStep,
  peelCompose,
  peelCri,
  peelKail,
  peelKubectl,
  peelLogcli,
  peelLogStream,
  peelPm2,
  peelStern,
} from '../../../src/read/envelope/container.js';
import { clockOf, peeled } from './peeled.js';

const at = '2026-03-11T06:00:04';

describe("CRI's lines", () => {
  const read = (line: string) => {
    const draft = peeled(peelCri, line);
    return draft === null ? null : [draft.text, clockOf(draft), draft.channel, draft.isPartial];
  };

  it.each([
    [`${at}.123456789Z stdout F ready`, ['ready', at, 'stdout', false]],
    [`${at}.123456789Z stderr P   half`, ['  half', at, 'stderr', true]],
    [`${at}+00:00 stdout F`, ['', at, 'stdout', false]],
  ])('are read: %s', (line, told) => {
    expect(read(line)).toEqual(told);
  });

  it.each([
    `${at}Z stdout X ready`,
    `${at}Z stdin F ready`,
    `${at}Z  stdout F ready`,
    `${at}Z: stdout F ready`,
    '06:00:04 stdout F ready',
    'stdout F ready',
    `${at}Z stdout Fready`,
  ])('are none: %s', (line) => {
    expect(read(line)).toBeNull();
  });
});

describe("Compose's lines", () => {
  it.each([
    ['serve-1  | ready', 'serve-1', 'ready'],
    ['serve_1 | ready', 'serve_1', 'ready'],
    ['vllm  |   ready', 'vllm', '  ready'],
    ['vllm  |', 'vllm', ''],
    ['a.b-c_d  | ready', 'a.b-c_d', 'ready'],
  ])('name the replica: %s', (line, name, text) => {
    const draft = peeled(peelCompose, line);
    expect([draft?.text, draft?.replica, { ...draft?.labels }]).toEqual([text, name, { container: name }]);
  });

  it.each(['vllm | ready', 'Name  | Value', 'serve-1  |ready', '| ready', 'serve-1  ready', 'the serve-1  | ready'])('are none: %s', (line) => {
    expect(peeled(peelCompose, line)).toBeNull();
  });

  it('do not rename the replica of an outer layer', () => {
    expect(peeled(peelCompose, 'serve-1  | ready', { replica: 'a' })?.replica).toBe('a');
  });
});

describe("kubectl's prefix", () => {
  it.each([
    ['[pod/a-0/main] ready', 'ready'],
    ['[pod/a-0/main]', ''],
  ])('names pod and container: %s', (line, text) => {
    const draft = peeled(peelKubectl, line);
    expect([draft?.text, draft?.replica, { ...draft?.labels }]).toEqual([text, 'a-0/main', { pod: 'a-0', container: 'main' }]);
  });

  it.each(['[pod/a-0] ready', '[pod/a-0/main]ready', '[job/a-0/main] ready', ' [pod/a-0/main] ready'])('is none: %s', (line) => {
    expect(peeled(peelKubectl, line)).toBeNull();
  });

  it('does not rename the replica of an outer layer', () => {
    expect(peeled(peelKubectl, '[pod/a-0/main] ready', { replica: 'a' })?.replica).toBe('a');
  });
});

describe("stern's prefix", () => {
  it.each([
    ['serve-7c5ddbdf54-x2k9p main is ready', 'serve-7c5ddbdf54-x2k9p', 'is ready'],
    ['serve-0 main {"msg":1}', 'serve-0', '{"msg":1}'],
    ['serve-0 main [info] ready', 'serve-0', '[info] ready'],
    ['serve-0 main (x) ready', 'serve-0', '(x) ready'],
    [`serve-0 main ${at} ready`, 'serve-0', `${at} ready`],
    ['serve-0 main 06:00:04 ready', 'serve-0', '06:00:04 ready'],
    ['serve-0 main I0311 ready', 'serve-0', 'I0311 ready'],
    ['serve-0 main INFO ready', 'serve-0', 'INFO ready'],
    ['serve-0 main level=info', 'serve-0', 'level=info'],
  ])('names pod and container: %s', (line, pod, text) => {
    const draft = peeled(peelStern, line);
    expect([draft?.text, draft?.replica, { ...draft?.labels }]).toEqual([text, `${pod}/main`, { pod, container: 'main' }]);
  });

  it.each([
    'gpt-4 model loaded in 3 s',
    'serve-0 main ready',
    'serve-abcdefghij-klmno main ready',
    'serve main INFO ready',
    'serve-0 INFO ready',
    'serve-0 main',
  ])('is none: %s', (line) => {
    expect(peeled(peelStern, line)).toBeNull();
  });

  it('does not rename the replica of an outer layer', () => {
    expect(peeled(peelStern, 'serve-0 main INFO ready', { replica: 'a' })?.replica).toBe('a');
  });
});

describe("PM2's and kail's prefixes", () => {
  it.each([
    ['0|app  | ready', peelPm2, '0|app', 'ready'],
    ['11|scorer/api | ready', peelPm2, '11|scorer/api', 'ready'],
    ['llm/vllm-0[main]: ready', peelKail, 'vllm-0/main', 'ready'],
  ] as const)('name the replica: %s', (line, peeler, replica, text) => {
    const draft = peeled(peeler, line);
    expect([draft?.replica, draft?.text]).toEqual([replica, text]);
  });

  it.each([
    ['0|app ready', peelPm2],
    ['app | ready', peelPm2],
    ['models/bert[0] = ready', peelKail],
  ] as const)('are none: %s', (line, peeler) => {
    expect(peeled(peeler, line)).toBeNull();
  });
});

describe('the step of a workflow', () => {
  it.each([`build\tRun server\t${at}Z ready`, `build\tRun server\t\ufeff${at}Z ready`])('is taken off a dated line: %j', (line) => {
    expect(peeled(peelActionsStep, line)?.text).toBe(`${at}Z ready`);
  });

  it.each(['build\tRun server\tready', `build\t${at}Z ready`, `\tRun\t${at}Z ready`])('is none: %j', (line) => {
    expect(peeled(peelActionsStep, line)).toBeNull();
  });
});

describe('the stream of a cloud', () => {
  const hash = '0123456789abcdef0123456789abcdef';

  it.each([`ecs/app/${hash}`, `app/${hash}`, `2026/03/11/[$LATEST]${hash}`, 'ranker/main/default/0a1b2c3d-4e5f-6789-abcd-0123456789ab', 'i-0123456789abcdef0'])(
    'is the replica: %s',
    (stream) => {
      const draft = peeled(peelLogStream, `${at}+00:00 ${stream} ready`);
      expect([draft?.text, clockOf(draft), draft?.replica]).toEqual(['ready', at, stream]);
      expect(peeled(peelLogStream, `${at}+00:00 ${stream} ready`, { replica: 'a' })?.replica).toBe('a');
    },
  );

  it.each([
    `${at}+00:00 ecs/app/0123 ready`,
    `${at}+00:00 models/ranker/checkpoint ready`,
    `${at}+00:00 ${hash} ready`,
    `${at}+00:00\tecs/app/${hash} ready`,
    `ecs/app/${hash} ready`,
    `${at}+00:00 ecs/app/${hash}`,
  ])('is none: %s', (line) => {
    expect(peeled(peelLogStream, line)).toBeNull();
  });
});

describe("logcli's labels", () => {
  it.each([
    ['{pod="a-0", container="c"} ready', { pod: 'a-0', container: 'c' }, 'a-0/c', 'ready'],
    ['{pod="a-0",container="c"}   ready', { pod: 'a-0', container: 'c' }, 'a-0/c', 'ready'],
    ['{pod="a-0"} ready', { pod: 'a-0' }, 'a-0', 'ready'],
    ['{container="c"} ready', { container: 'c' }, 'c', 'ready'],
    [
      '{namespace="n", node_name="h", hostname="o", unit="u", image="i", toString="x", app="y"} ready',
      { namespace: 'n', node: 'h', host: 'o', unit: 'u', image: 'i' },
      null,
      'ready',
    ],
    ['{app="a \\"b\\" }", pod="a-0"} ready', { pod: 'a-0' }, 'a-0', 'ready'],
  ])('are read: %s', (line, labels, replica, text) => {
    const draft = peeled(peelLogcli, `${at}Z ${line}`);
    expect([draft?.text, clockOf(draft), { ...draft?.labels }, draft?.replica]).toEqual([text, at, labels, replica]);
  });

  it.each([`${at}Z {"pod":"a"} ready`, `${at}Z {} ready`, `${at}Z{pod="a"} ready`, '{pod="a"} ready', `${at}Z {pod="a" ready`])('are none: %s', (line) => {
    expect(peeled(peelLogcli, line)).toBeNull();
  });

  it('do not rename the replica of an outer layer', () => {
    expect(peeled(peelLogcli, `${at}Z {pod="a-0"} ready`, { replica: 'a' })?.replica).toBe('a');
  });
});
