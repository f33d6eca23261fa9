import { describe, expect, it } from 'vitest';
import { peelLocalSyslog, peelPriority, peelSyslog, peelTag } from '../../../src/read/envelope/syslog.js';
import { clockOf, freshState, peeled } from './peeled.js';

const at = '2026-03-11T06:00:04';

describe("syslog's short lines", () => {
  it.each([
    ['Mar 11 06:00:04 h serve[12]: ready', 'serve', 'pid 12'],
    ['Mar 11 06:00:04 h serve: ready', 'serve', null],
    [`${at}+00:00 h serve[12]: ready`, 'serve', 'pid 12'],
    [`${at}Z h kernel: ready`, 'kernel', null],
    [`${at}Z h systemd: ready`, 'systemd', null],
  ])('name host, unit and process: %s', (line, unit, process) => {
    const draft = peeled(peelSyslog, line);
    expect([draft?.text, clockOf(draft), draft?.process, { ...draft?.labels }]).toEqual(['ready', at, process, { host: 'h', unit }]);
    expect(draft?.replica).toBeNull();
  });

  it.each([
    `${at} h serve[12]: ready`,
    `${at}Z h serve: ready`,
    '06:00:04+00:00 h serve[12]: ready',
    'Mar 11 06:00:04 ready',
    'Mar 11 06:00:04: h serve: ready',
    'Mar 41 06:00:04 h serve: ready',
    'ready: h serve[12]: ready',
  ])('are none: %s', (line) => {
    expect(peeled(peelSyslog, line)).toBeNull();
  });

  it.each([
    'мар 11 06:00:04 h serve[12]: ready',
    ' 3月 11 06:00:04 h serve[12]: ready',
    '3월 11 06:00:04 h serve[12]: ready',
    'Mär 11 06:00:04 h serve[12]: ready',
    'mars 11 06:00:04 h serve[12]: ready',
    'maalis 11 06:00:04 h serve[12]: ready',
    'μαρ 11 06:00:04 h serve[12]: ready',
  ])('may tell the month in the language of who called journalctl: %s', (line) => {
    const draft = peeled(peelLocalSyslog, line);
    expect([draft?.text, clockOf(draft), draft?.process, { ...draft?.labels }]).toEqual(['ready', at, 'pid 12', { host: 'h', unit: 'serve' }]);
  });

  it.each(['step 11 06:00:04 h serve[12]: ready', 'мар 41 06:00:04 h serve[12]: ready', '13月 11 06:00:04 h serve[12]: ready', 'мар 11 06:00:04 ready'])(
    'are none of another language: %s',
    (line) => {
      expect(peeled(peelLocalSyslog, line)).toBeNull();
    },
  );

  it.each([
    ['serve@2.service', 'serve@2.service'],
    ['serve@12', 'serve@12'],
    ['serve-1', 'serve-1'],
    ['serve_3', 'serve_3'],
    ['serve2', null],
    ['serve@a', null],
    ['serve@1x', null],
  ])('of a numbered unit are a replica of its own: %s', (unit, replica) => {
    expect(peeled(peelSyslog, `Mar 11 06:00:04 h ${unit}[1]: ready`)?.replica).toBe(replica);
  });

  it('of a second host are a replica of its own', () => {
    const state = freshState();
    const replicas = ['a', 'b', 'a'].map((host) => peeled(peelSyslog, `Mar 11 06:00:04 ${host} serve[1]: x`, {}, state)?.replica);
    expect(replicas).toEqual([null, 'b', null]);
    expect(peeled(peelSyslog, 'Mar 11 06:00:04 b serve-1[1]: x', { replica: 'r' }, state)).toMatchObject({ replica: 'r', process: 'pid 1' });
  });

  it('do not rename the process of an outer layer', () => {
    expect(peeled(peelSyslog, 'Mar 11 06:00:04 a serve[1]: x', { process: 'pid 9' })?.process).toBe('pid 9');
  });
});

describe("syslog's priority", () => {
  it.each([
    ['<13>Mar 11 06:00:04 h serve[12]: ready', 'info'],
    ['<0>Mar 11 06:00:04 h serve[12]: ready', 'fatal'],
    ['<191>Mar 11 06:00:04 h serve[12]: ready', 'debug'],
    ['<12>1 2026-03-11T06:00:04Z h serve 12 - - ready', 'warning'],
    ['<11>1 2026-03-11T06:00:04Z h serve 12 ID [a@1 b="c\\]d"][e] ready', 'error'],
    ['<11>1 2026-03-11T06:00:04Z h serve 12 ID - \ufeffready', 'error'],
  ])('is the level where the message has none: %s', (line, level) => {
    const draft = peeled(peelPriority, line);
    expect([draft?.text, clockOf(draft), draft?.outerLevel, draft?.process, { ...draft?.labels }]).toEqual([
      'ready',
      at,
      level,
      'pid 12',
      { host: 'h', unit: 'serve' },
    ]);
    expect(peeled(peelPriority, line, { outerLevel: 'trace' })?.outerLevel).toBe('trace');
  });

  it('may stand ahead of a header that says nothing', () => {
    const draft = peeled(peelPriority, '<13>1 - - - - - - ready');
    expect([draft?.text, clockOf(draft), draft?.process, draft?.labels, draft?.outerLevel]).toEqual(['ready', '-', null, null, 'info']);
    expect({ ...peeled(peelPriority, '<13>1 - h - - - - ready')?.labels }).toEqual({ host: 'h' });
  });

  it.each([
    '<192>Mar 11 06:00:04 h serve[12]: ready',
    '<13>ready',
    '<13>1 ready',
    '<13>1 yesterday h serve 12 - - ready',
    '<13>1 2026-03-11T06:00:04Z h serve',
    '<b>ready',
    '13>ready',
  ])('is none: %s', (line) => {
    expect(peeled(peelPriority, line)).toBeNull();
  });
});

describe('a tag with a pid', () => {
  it('names the process', () => {
    expect(peeled(peelTag, 'app/web.1[91]: ready')).toMatchObject({ text: 'ready', process: 'pid 91' });
    expect(peeled(peelTag, 'app[91]: ready', { process: 'pid 9' })?.process).toBe('pid 9');
  });

  it.each(['App[91]: ready', 'app[x]: ready', 'app[91] ready', 'app[91]:ready', 'an app[91]: ready'])('is none: %s', (line) => {
    expect(peeled(peelTag, line)).toBeNull();
  });
});
