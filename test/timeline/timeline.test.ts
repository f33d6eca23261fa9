import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Phase } from '../../src/model/phase.js';
import { type RuntimeRules, runtimeSchema } from '../../src/rules/schema.js';
import { bootOf, bootsOf, type Line, ready, signal, start } from './given.js';

const took = (phase: Phase, seconds: number, more: Partial<Parameters<typeof signal>[0]> = {}) =>
  signal({ id: `x/${phase}`, phase, facts: { seconds }, ...more });
const phaseOf = (boot: ReturnType<typeof bootOf>, phase: Phase) => boot.phases.find((row) => row.phase === phase);

describe('events without a clock of their own', () => {
  const install = signal({ id: 'generic/package-install', events: ['package-install'] });
  const roomsOf = (...lines: Line[]) => bootOf(lines).events.map(({ facts }) => facts.roomSeconds);

  it('have the room that the clocks around all of their kind leave them', () => {
    expect(
      roomsOf({ at: 10, signals: [start] }, { at: null, signals: [install] }, { at: 11 }, { at: null, signals: [install] }, { at: 12.5, resolution: 0.5 }),
    ).toEqual([3, 3]);
  });

  it('have none where a clock is missing on either side, or dates one of them', () => {
    expect(roomsOf({ at: null, signals: [install] }, { at: 12 })).toEqual([undefined]);
    expect(roomsOf({ at: 10, signals: [start] }, { at: null, signals: [install] })).toEqual([undefined]);
    expect(roomsOf({ at: 10, signals: [start] }, { at: null, signals: [install] }, { at: 12, signals: [install] }, { at: 13 })).toEqual([undefined, undefined]);
  });
});

describe('the account of a start', () => {
  it('gives stated spans, the gap around them, and the time to ready', () => {
    const boot = bootOf([
      { at: 0, signals: [start] },
      { at: 10, signals: [took('weights-load', 6)] },
      { at: 12, signals: [ready] },
    ]);
    expect(boot.timeToReadySeconds).toBe(12);
    expect(boot.attributedSeconds.startup).toBe(6);
    expect(boot.gapSeconds.startup).toBe(6);
    expect(phaseOf(boot, 'weights-load')).toMatchObject({ seconds: 6, share: 0.5, basis: 'stated', scope: 'startup' });
  });

  it('counts to the start what had begun before ready and is told right after it', () => {
    const scopeOf = (at: number) =>
      phaseOf(
        bootOf([
          { at: 0.5, resolution: 0.001, signals: [start] },
          { at: 120, resolution: 0.001, signals: [ready] },
          { at, resolution: 0.001, signals: [took('weights-load', 100)] },
        ]),
        'weights-load',
      )?.scope;
    expect([120.001, 125].map(scopeOf)).toEqual(['startup', 'background']);
  });

  it('charges a load to nobody that came in the midst of it', () => {
    const answered = (seconds: number) => signal({ id: 'x/served', request: 'ends', facts: { seconds } });
    const came = (requestSeconds: number) =>
      bootOf([
        { at: 0, signals: [start] },
        { at: 1, signals: [ready] },
        { at: 11, signals: [took('weights-load', 9.9)] },
        { at: 11.1, signals: [answered(requestSeconds)] },
      ]);
    expect(phaseOf(came(9.9), 'weights-load')?.scope).toBe('request');
    expect(phaseOf(came(5), 'weights-load')?.scope).toBe('background');
  });

  it('charges it to no later request either, once one had come in the midst', () => {
    const answered = (seconds: number) => signal({ id: 'x/served', request: 'ends', facts: { seconds } });
    const boot = bootOf([
      { at: 0, signals: [start] },
      { at: 1, signals: [ready] },
      { at: 11, signals: [took('weights-load', 9.9)] },
      { at: 11.1, signals: [answered(5)] },
      { at: 11.3, signals: [answered(0.1)] },
    ]);
    expect(phaseOf(boot, 'weights-load')?.scope).toBe('background');
  });

  it('takes nested figures out of the figure around them', () => {
    const boot = bootOf([
      { at: 0, signals: [start] },
      { at: 70, signals: [took('compile', 60)] },
      { at: 100, signals: [took('memory-profile', 93)] },
      { at: 101, signals: [ready] },
    ]);
    expect(phaseOf(boot, 'compile')?.seconds).toBe(60);
    expect(phaseOf(boot, 'memory-profile')?.seconds).toBe(33);
    expect(phaseOf(boot, 'memory-profile')?.spans[0]).toMatchObject({ seconds: 93, ownSeconds: 33 });
  });

  it('counts ranks that load side by side once, as the slowest', () => {
    const boot = bootOf([
      { at: 0, signals: [start] },
      { at: 20, process: 'rank 0', signals: [took('weights-load', 18)] },
      { at: 21, process: 'rank 1', signals: [took('weights-load', 19)] },
      { at: 22, signals: [ready] },
    ]);
    expect(phaseOf(boot, 'weights-load')?.seconds).toBe(19);
  });

  it('adds to the parts of a total only what it leaves over', () => {
    const total = signal({ id: 'x/total', phase: 'compile', facts: { seconds: 26 }, totals: ['x/dynamo', 'x/graph'] });
    const boot = bootOf([
      { at: 0, signals: [start] },
      { at: 10, signals: [took('compile', 5, { id: 'x/dynamo' })] },
      { at: 30, signals: [took('compile', 18, { id: 'x/graph' })] },
      { at: 34, signals: [total] },
      { at: 40, signals: [ready] },
    ]);
    expect(phaseOf(boot, 'compile')?.seconds).toBe(26);
  });

  it('takes with its parts as long as the total says, wherever in it they lie', () => {
    const total = signal({ id: 'x/total', phase: 'graph-capture', facts: { seconds: 5 }, totals: ['x/bar'] });
    const bar = took('graph-capture', 1, { id: 'x/bar' });
    const boot = bootOf([
      { at: 0, signals: [start] },
      { at: 8, signals: [bar] },
      { at: 11, signals: [bar] },
      { at: 11, signals: [total] },
      { at: 20, signals: [ready] },
    ]);
    expect(phaseOf(boot, 'graph-capture')?.seconds).toBe(5);
  });

  it('measures a span between its start and its end in the same process', () => {
    const opens = signal({ id: 'x/load-start', phase: 'weights-load', extent: { kind: 'starts', key: 'load' } });
    const closes = signal({ id: 'x/load-end', extent: { kind: 'ends', key: 'load' } });
    const boot = bootOf([
      { at: 0, signals: [start] },
      { at: 1, process: 'a', signals: [opens] },
      { at: 2, process: 'b', signals: [opens] },
      { at: 5, process: 'a', signals: [closes] },
      { at: 9, process: 'b', signals: [closes] },
      { at: 10, signals: [ready] },
    ]);
    expect(phaseOf(boot, 'weights-load')?.spans.map((span) => span.seconds)).toEqual([4, 7]);
    expect(phaseOf(boot, 'weights-load')).toMatchObject({ seconds: 8, basis: 'measured' });
  });

  it('takes a load for done where the next record says that all is ready', () => {
    const loads = signal({ id: 'x/loads', phase: 'weights-load', extent: { kind: 'starts', key: 'weights' } });
    const seconds = (between: readonly Line[]) =>
      phaseOf(bootOf([{ at: 0, signals: [start] }, { at: 2, signals: [loads] }, ...between, { at: 10, signals: [ready] }]), 'weights-load')?.seconds;
    expect(seconds([])).toBe(8);
    expect(seconds([{ at: 5 }])).toBeUndefined();
  });

  it('measures from the first record only where nothing stands between', () => {
    const imported = signal({ id: 'x/imported', phase: 'process', events: ['import'], extent: { kind: 'since-first' } });
    const seconds = (lines: readonly Line[]) => bootOf(lines).phases.map((row) => row.seconds);
    expect(seconds([{ at: 0 }, { at: 8, signals: [imported] }])).toEqual([8]);
    expect(seconds([{ at: 0 }, { at: 7 }, { at: 8, signals: [imported] }])).toEqual([]);
    expect(
      seconds([
        { at: 0, signals: [signal({ id: 'x/load', phase: 'weights-load', extent: { kind: 'starts', key: 'weights' } })] },
        { at: 8, signals: [imported] },
      ]),
    ).toEqual([]);
  });

  describe('what packages print while they are imported', () => {
    const printed = signal({ id: 'x/printed', phase: 'process', events: ['import'], extent: { kind: 'opening-to-next' } });
    const secondsOf = (lines: readonly Line[]) => bootOf(lines).phases.map((row) => row.seconds);

    it('is measured at the head of a log, up to the first word of the program', () => {
      expect(secondsOf([{ at: 0, signals: [printed] }, { at: 3, signals: [printed] }, { at: 9 }, { at: 20 }])).toEqual([9]);
      expect(secondsOf([{ at: 0 }, { at: 1, signals: [printed] }, { at: 9 }])).toEqual([]);
    });

    it('is none where three minutes and more pass', () => {
      const upTo = (at: number) => secondsOf([{ at: 0, signals: [printed] }, { at }]);
      expect([upTo(180), upTo(181)]).toEqual([[180], []]);
    });
  });

  describe('an error that a start may go on after', () => {
    const lost = (events: readonly string[]) => signal({ id: 'x/lost', events });
    const outcomeOf = (steps: Parameters<typeof bootOf>[0]) => bootOf(steps).outcome.kind;

    it('ended the start where hardly a word follows', () => {
      expect(
        outcomeOf([
          { at: 0, signals: [start] },
          { at: 1, signals: [lost(['last-error'])] },
          { at: 2, signals: [] },
        ]),
      ).toBe('failed');
    });

    it('ended none that goes on, or gets ready', () => {
      const words = [2, 3, 4, 5].map((at) => ({ at, signals: [] }));
      expect(outcomeOf([{ at: 0, signals: [start] }, { at: 1, signals: [lost(['last-error'])] }, ...words])).toBe('running');
      expect(
        outcomeOf([
          { at: 0, signals: [ready] },
          { at: 1, signals: [lost(['last-error'])] },
        ]),
      ).toBe('running');
    });

    it('ended none where a warning tells of memory that was short', () => {
      expect(
        outcomeOf([
          { at: 0, signals: [start] },
          { at: 1, level: 'warning', signals: [lost(['oom-device'])] },
        ]),
      ).toBe('running');
      expect(
        outcomeOf([
          { at: 0, signals: [start] },
          { at: 1, level: 'error', signals: [lost(['oom-device'])] },
        ]),
      ).toBe('failed');
    });
  });

  describe('where the log tells one end of a step alone', () => {
    const begins = signal({ id: 'x/load-start', phase: 'weights-load', extent: { kind: 'starts', key: 'load', mayBeLone: true } });
    const over = signal({ id: 'x/load-end', phase: 'weights-load', extent: { kind: 'ends', key: 'load', mayBeLone: true } });
    const load = (steps: Parameters<typeof bootOf>[0]) => phaseOf(bootOf(steps), 'weights-load')?.seconds ?? null;

    it('measures it to the neighbouring record', () => {
      expect(
        load([
          { at: 0, signals: [start] },
          { at: 1, signals: [begins] },
          { at: 27, signals: [] },
          { at: 28, signals: [ready] },
        ]),
      ).toBe(26);
      expect(
        load([
          { at: 0, signals: [start] },
          { at: 1, signals: [] },
          { at: 27, signals: [over] },
          { at: 28, signals: [ready] },
        ]),
      ).toBe(26);
    });

    it('measures the pair where there is one', () => {
      expect(
        load([
          { at: 0, signals: [start] },
          { at: 1, signals: [begins] },
          { at: 5, signals: [] },
          { at: 9, signals: [over] },
          { at: 10, signals: [ready] },
        ]),
      ).toBe(8);
    });

    it('takes no wait for a request or a failure for the step', () => {
      const request = signal({ id: 'x/request', request: 'starts' });
      const failure = signal({ id: 'x/failure', events: ['start-error'], boot: 'fails' });
      for (const next of [request, failure])
        expect(
          load([
            { at: 0, signals: [start] },
            { at: 1, signals: [begins] },
            { at: 60, signals: [next] },
          ]),
        ).toBeNull();
    });

    it('takes nothing between the ends of two loads, nor after another step was announced', () => {
      expect(
        load([
          { at: 0, signals: [over] },
          { at: 600, signals: [over] },
        ]),
      ).toBeNull();
      expect(
        load([
          { at: 0, signals: [start] },
          { at: 1, text: 'Connecting to database', signals: [] },
          { at: 27, signals: [over] },
        ]),
      ).toBeNull();
    });
  });

  it('takes no wait for imports that an answer ends', () => {
    const imports = signal({ id: 'x/spawn', phase: 'process', events: ['import'], extent: { kind: 'until-next' } });
    const answer = signal({ id: 'x/answer', events: ['http-answer'] });
    const boot = bootOf([
      { at: 0, signals: [imports] },
      { at: 17, signals: [answer] },
    ]);
    expect(boot.phases.map(({ phase }) => phase)).not.toContain('process');
  });

  it.each(['startup-timeout', 'killed'])('takes no wait for imports that a word of its end closes: %s', (event) => {
    const imports = signal({ id: 'x/spawn', phase: 'process', events: ['import'], extent: { kind: 'until-next' } });
    const boot = bootOf([
      { at: 0, signals: [imports] },
      { at: 120, signals: [signal({ id: 'x/over', events: [event] })] },
    ]);
    expect(boot.phases.map(({ phase }) => phase)).not.toContain('process');
  });

  it('measures nothing by one step of a clock of whole minutes', () => {
    const imports = signal({ id: 'x/spawn', phase: 'process', events: ['import'], extent: { kind: 'until-next' } });
    const secondsTo = (at: number) =>
      phaseOf(
        bootOf([
          { at: 0, resolution: 60, signals: [start, imports] },
          { at, resolution: 60, signals: [ready] },
        ]),
        'process',
      )?.seconds;
    expect([60, 180].map(secondsTo)).toEqual([undefined, 180]);
  });

  it('takes the figure of a start whose end states none', () => {
    const answered = signal({ id: 'x/answered', phase: 'weights-load', extent: { kind: 'starts', key: 'x' }, facts: { seconds: 31.5 } });
    const loaded = signal({ id: 'x/loaded', extent: { kind: 'ends', key: 'x' } });
    const boot = bootOf([
      { at: 0, signals: [start] },
      { at: 40, signals: [answered] },
      { at: 40, signals: [loaded, ready] },
    ]);
    expect(boot.phases.find(({ phase }) => phase === 'weights-load')).toMatchObject({ seconds: 31.5, basis: 'stated', scope: 'startup' });
  });

  it('lets imports last to the next dated record that is no import output', () => {
    const imports = signal({ id: 'x/spawn', phase: 'process', events: ['import'], extent: { kind: 'until-next' } });
    const noise = signal({ id: 'x/noise', events: ['import'] });
    const boot = bootOf([{ at: 0, signals: [start, imports] }, { at: 3, signals: [noise] }, { at: null }, { at: 7 }, { at: 8, signals: [ready] }]);
    expect(phaseOf(boot, 'process')?.spans).toMatchObject([{ seconds: 7, events: ['import'] }]);
  });

  it('counts a progress bar that was drawn twice once, after the record before it and within the stretch to the next', () => {
    const bar = signal({ id: 'x/bar', phase: 'weights-load', events: ['model-load'], extent: { kind: 'until-next' }, facts: { barSeconds: 19 } });
    const undated = { at: null, signals: [bar] };
    const lines = [{ at: 0, signals: [start] }, { at: 30, text: 'model from scratch' }, undated, undated, { at: 50 }, { at: 60, signals: [ready] }];
    expect(phaseOf(bootOf(lines), 'weights-load')?.seconds).toBe(20);
  });

  it('ends imports where a step began that a later line states and that takes most of the stretch', () => {
    const imports = signal({ id: 'x/spawn', phase: 'process', events: ['import'], extent: { kind: 'until-next' } });
    const boot = bootOf([{ at: 0, signals: [start, imports] }, { at: 9 }, { at: 10, signals: [took('compile', 9)] }, { at: 11, signals: [ready] }]);
    expect(phaseOf(boot, 'process')?.seconds).toBe(1);
    expect(phaseOf(boot, 'compile')?.seconds).toBe(9);
  });

  it('gives imports no length where the next record is the end of a start that broke', () => {
    const imports = signal({ id: 'x/spawn', phase: 'process', events: ['import'], extent: { kind: 'until-next' } });
    const broke = signal({ id: 'x/broke', events: ['oom-host'], boot: 'fails' });
    const boot = bootOf([
      { at: 0, signals: [start, imports] },
      { at: 9, signals: [broke] },
    ]);
    expect(phaseOf(boot, 'process')).toBeUndefined();
  });

  it('calls a stretch of imports that ends with a loaded model a load', () => {
    const imports = signal({ id: 'x/spawn', phase: 'process', events: ['import'], extent: { kind: 'until-next' } });
    const loaded = signal({ id: 'x/loaded', events: ['model-load'] });
    const boot = bootOf([
      { at: 0, signals: [start, imports] },
      { at: 9, signals: [loaded] },
      { at: 10, signals: [ready] },
    ]);
    expect(phaseOf(boot, 'process')).toBeUndefined();
    expect(phaseOf(boot, 'weights-load')?.seconds).toBe(9);
  });

  it('lists a silence with the records around it, and heartbeats do not end it', () => {
    const heartbeat = signal({ id: 'x/waiting', isHeartbeat: true });
    const boot = bootOf([
      { at: 0, signals: [start] },
      { at: 1 },
      { at: 5, signals: [heartbeat] },
      { at: 10, signals: [heartbeat] },
      { at: 21 },
      { at: 21, signals: [ready] },
    ]);
    expect(boot.gaps[0]).toMatchObject({ seconds: 20, after: { line: 2 }, before: { line: 5 }, errorSeconds: 2 });
  });

  it('does not know the time to ready where the beginning is cut away', () => {
    const boot = bootOf([
      { at: 0, signals: [took('weights-load', 6)] },
      { at: 1, signals: [ready] },
    ]);
    expect(boot).toMatchObject({ timeToReadySeconds: null, hasBeginning: false, gapSeconds: { startup: null } });
    expect(phaseOf(boot, 'weights-load')).toMatchObject({ seconds: 6, share: null });
  });

  it('knows it where the first dated line begins the start, though a figure reaches behind it and a line without a clock stands before', () => {
    const boot = bootOf([
      { at: null, signals: [signal({ id: 'x/installed', events: ['install'] })] },
      { at: 0, signals: [start] },
      { at: 5, signals: [took('process', 17)] },
      { at: 12, signals: [ready] },
    ]);
    expect(boot.timeToReadySeconds).toBe(12);
  });

  it('adds up stated figures of an undated log and leaves its wall time unknown', () => {
    const load = signal({ id: 'generic/load', phase: 'weights-load', scope: 'startup', facts: { seconds: 1.8 } });
    const tokenizer = signal({ id: 'generic/tokenizer', phase: 'tokenizer', scope: 'startup', facts: { seconds: 0.7 } });
    const boot = bootOf([{ signals: [load] }, { signals: [tokenizer] }]);
    expect(boot.attributedSeconds.startup).toBeCloseTo(2.5);
    expect(boot.gapSeconds.startup).toBeNull();
  });

  it('adds up to the time to ready, whatever the spans', () => {
    const anyPhase = fc.constantFrom<Phase>('weights-load', 'compile', 'warmup', 'tokenizer', 'graph-capture');
    const line = fc.record({
      at: fc.integer({ min: 0, max: 300 }),
      phase: anyPhase,
      seconds: fc.integer({ min: 0, max: 200 }),
      process: fc.constantFrom('a', 'b', 'c'),
    });
    fc.assert(
      fc.property(fc.array(line, { maxLength: 25 }), (lines) => {
        const middle = lines.sort((a, b) => a.at - b.at).map(({ at, phase, seconds, process }): Line => ({ at, process, signals: [took(phase, seconds)] }));
        const boot = bootOf([{ at: 0, signals: [start] }, ...middle, { at: 300, signals: [ready] }]);
        const { startup } = boot.attributedSeconds;
        expect(startup + (boot.gapSeconds.startup ?? Number.NaN)).toBeCloseTo(boot.timeToReadySeconds ?? Number.NaN, 6);
        const inPhases = boot.phases.filter((row) => row.scope === 'startup').reduce((sum, row) => sum + row.seconds, 0);
        expect(inPhases).toBeCloseTo(startup, 6);
      }),
    );
  });
});

describe('boots', () => {
  it('begin anew when the line that begins them comes again', () => {
    const lines: Line[] = [
      { at: 0, signals: [start] },
      { at: 5, signals: [ready] },
      { at: 100, signals: [start] },
      { at: 109, signals: [ready] },
    ];
    expect(bootsOf(lines).map((boot) => [boot.id, boot.timeToReadySeconds])).toEqual([
      ['server.log#1', 5],
      ['server.log#2', 9],
    ]);
  });

  it('are kept apart for replicas whose lines are interleaved', () => {
    const lines: Line[] = [
      { at: 0, replica: 'a', signals: [start] },
      { at: 1, replica: 'b', signals: [start] },
      { at: 5, replica: 'a', signals: [ready] },
      { at: 9, replica: 'b', signals: [ready] },
    ];
    expect(bootsOf(lines).map((boot) => [boot.replica, boot.timeToReadySeconds])).toEqual([
      ['a', 5],
      ['b', 8],
    ]);
  });

  it('go on in the next part of a rotated log, before ready and after', () => {
    const loaded = took('weights-load', 6);
    const served = signal({ id: 'x/served', request: 'ends', facts: { seconds: 2 } });
    const [boot, ...others] = bootsOf([
      { file: 'app.log.2', at: 0, signals: [start] },
      { file: 'app.log.1', at: 10, signals: [loaded] },
      { file: 'app.log.1', at: 11, signals: [ready] },
      { file: 'app.log', at: 60, signals: [served] },
    ]);
    expect(others).toEqual([]);
    expect(boot).toMatchObject({ timeToReadySeconds: 11, attributedSeconds: { startup: 6 }, firstRequestSeconds: 2 });
  });

  it('are kept apart where files that are named as parts of a rotated log run side by side', () => {
    const boots = bootsOf([
      { file: 'rank.log.1', at: 0, signals: [start] },
      { file: 'rank.log.1', at: 30, signals: [ready] },
      { file: 'rank.log.0', at: 1 },
      { file: 'rank.log.0', at: 20, signals: [took('weights-load', 18)] },
      { file: 'rank.log.0', at: 21, signals: [ready] },
    ]);
    expect(boots.map(({ file }) => file)).toEqual(['rank.log.1', 'rank.log.0']);
  });

  it('take a worker that its master starts again for the same boot', () => {
    const worker = signal({ id: 'http/worker', boot: 'may-start' });
    expect(
      bootsOf([
        { at: 0, signals: [start] },
        { at: 1, signals: [worker] },
        { at: 5, signals: [ready] },
        { at: 90, signals: [worker] },
      ]),
    ).toHaveLength(1);
  });

  it('fail where the failure is the last word, not where a later start got ready', () => {
    const fails = signal({ id: 'x/fails', boot: 'fails' });
    expect(
      bootOf([
        { at: 0, signals: [start] },
        { at: 4, signals: [fails] },
      ]).outcome.kind,
    ).toBe('failed');
    expect(
      bootOf([
        { at: 0, signals: [start] },
        { at: 4, signals: [fails] },
        { at: 9, signals: [ready] },
      ]).outcome.kind,
    ).toBe('running');
  });

  it('fail where an error that ends a start is the last word of one', () => {
    const error = signal({ id: 'x/error', events: ['start-error'] });
    const lines: Line[] = [
      { at: 0, signals: [start] },
      { at: 4, signals: [error] },
    ];
    expect(bootOf(lines).outcome.kind).toBe('failed');
    expect(bootOf([...lines, { at: 9, signals: [ready] }]).outcome.kind).toBe('running');
  });

  it('count the last of the workers that were booting before the first was ready', () => {
    const boots = (process: string) => signal({ id: 'x/worker', facts: { process } });
    const lines: Line[] = [
      { at: 0, signals: [start] },
      { at: 1, signals: [boots('1')] },
      { at: 1, signals: [boots('2')] },
      { at: 8, process: 'pid 1', signals: [ready] },
      { at: 11, process: 'pid 2', signals: [ready] },
      { at: 500, signals: [boots('3')] },
      { at: 520, process: 'pid 3', signals: [ready] },
    ];
    expect(bootOf(lines).timeToReadySeconds).toBe(11);
  });
});

describe('the first request', () => {
  const begins = (request: string) => signal({ id: 'x/request', request: 'starts', facts: { request } });
  const ends = (request: string) => signal({ id: 'x/reply', request: 'ends', facts: { request } });

  it('pays for what happens between its start and its end', () => {
    const boot = bootOf([
      { at: 0, signals: [start] },
      { at: 2, signals: [ready] },
      { at: 30, signals: [begins('1')] },
      { at: 33, signals: [took('device-init', 2)] },
      { at: 34, signals: [ends('1')] },
      { at: 40, signals: [begins('2')] },
      { at: 41, signals: [ends('2')] },
    ]);
    expect(phaseOf(boot, 'device-init')).toMatchObject({ scope: 'request', seconds: 2 });
    expect(boot).toMatchObject({ firstRequestSeconds: 4, attributedSeconds: { firstRequest: 2 }, gapSeconds: { firstRequest: 2 }, steadySeconds: 1 });
    expect(boot.cold).toMatchObject({ seconds: 4, steadySeconds: 1 });
  });

  it('takes no less than no time where the clock was set back while it ran', () => {
    const boot = bootOf([
      { at: 0, signals: [start] },
      { at: 2, signals: [ready] },
      { at: 1000, signals: [begins('1')] },
      { at: 400, signals: [ends('1')] },
    ]);
    expect(boot.gapSeconds.firstRequest ?? 0).toBeGreaterThanOrEqual(0);
    expect(boot.attributedSeconds.firstRequest).toBeGreaterThanOrEqual(0);
  });

  it('does not pay for what the service does on its own after ready', () => {
    const boot = bootOf([
      { at: 0, signals: [start] },
      { at: 2, signals: [ready] },
      { at: 30, signals: [took('weights-load', 20)] },
    ]);
    expect(phaseOf(boot, 'weights-load')?.scope).toBe('background');
  });

  it('does not pay for a worker that times out in a log of which nothing of a start stands before', () => {
    const timeout = signal({ id: 'x/timeout', events: ['startup-timeout'], facts: { process: '7' } });
    const scopes = (lines: readonly Line[]) => bootOf(lines).events.map(({ scope }) => scope);
    expect(scopes([{ at: 0 }, { at: 40, signals: [timeout] }])).toEqual(['background']);
    expect(
      scopes([
        { at: 0, signals: [start] },
        { at: 40, signals: [timeout] },
      ]),
    ).toEqual(['startup']);
  });

  it('does not pay for a load that was over just before it came', () => {
    const done = signal({ id: 'x/done', request: 'ends', facts: { seconds: 0.1 } });
    const boot = bootOf([
      { at: 0.5, resolution: 0.001, signals: [start] },
      { at: 2.5, resolution: 0.001, signals: [ready] },
      { at: 4.9, resolution: 0.001, signals: [took('weights-load', 2.3)] },
      { at: 5.3, resolution: 0.001, signals: [done] },
    ]);
    expect(phaseOf(boot, 'weights-load')?.scope).toBe('background');
  });

  it('did not begin a load that had begun well before it came, though it waited for its end', () => {
    const done = signal({ id: 'x/done', request: 'ends', facts: { seconds: 3 } });
    const boot = bootOf([
      { at: 0.5, resolution: 0.001, signals: [start] },
      { at: 2.5, resolution: 0.001, signals: [ready] },
      { at: 6.6, resolution: 0.001, signals: [took('weights-load', 4)] },
      { at: 6.7, resolution: 0.001, signals: [done] },
    ]);
    expect(phaseOf(boot, 'weights-load')?.scope).toBe('background');
  });

  it('did not begin it where its arrival is logged as well', () => {
    const came = signal({ id: 'x/came', request: 'starts' });
    const done = signal({ id: 'x/done', request: 'ends' });
    const scopeOf = (loadSeconds: number) =>
      phaseOf(
        bootOf([
          { at: 0.5, resolution: 0.001, signals: [start] },
          { at: 2.5, resolution: 0.001, signals: [ready] },
          { at: 3.8, resolution: 0.001, signals: [came] },
          { at: 6.6, resolution: 0.001, signals: [took('weights-load', loadSeconds)] },
          { at: 6.7, resolution: 0.001, signals: [done] },
        ]),
        'weights-load',
      )?.scope;
    expect(scopeOf(4)).toBe('background');
    expect(scopeOf(2.8)).toBe('request');
  });

  it('is the one that came first of those that waited side by side, though another was answered sooner', () => {
    const done = (seconds: number) => signal({ id: 'x/done', request: 'ends', facts: { seconds } });
    const boot = bootOf([
      { at: 0.5, resolution: 0.001, signals: [ready] },
      { at: 3.6, resolution: 0.001, signals: [done(1.7)] },
      { at: 3.7, resolution: 0.001, signals: [done(2.6)] },
      { at: 4.2, resolution: 0.001, signals: [done(0.2)] },
    ]);
    expect(boot.firstRequestSeconds).toBe(2.6);
  });

  it('is told by the application where that knows its shape, and an access log only its time', () => {
    const rules = (['http', 'generic'] as const).map((kind) =>
      runtimeSchema.parse({ runtime: kind === 'http' ? 'front' : kind, title: kind, kind, detect: [], signals: [] }),
    );
    const served = signal({ id: 'generic/served', request: 'ends', facts: { seconds: 3, batch: 4, sequence: 96 } });
    const logged = signal({ id: 'front/access', request: 'ends', facts: { seconds: 3.1 } });
    const boot = bootOf(
      [
        { at: 0, signals: [signal({ id: 'front/start', boot: 'starts' })] },
        { at: 1, signals: [ready] },
        { at: 4, signals: [served] },
        { at: 4, signals: [logged] },
      ],
      rules,
    );
    expect(boot.requests).toMatchObject([{ seconds: 3, shape: { batch: 4, sequence: 96 } }]);
  });

  it('is judged beside its like: the first of a padded size beside later ones of that size', () => {
    const done = (seconds: number, bucket: number) => signal({ id: 'x/done', request: 'ends', facts: { seconds, bucket } });
    const boot = bootOf([
      { at: 0, signals: [ready] },
      { at: 10, signals: [done(0.19, 256)] },
      { at: 20, signals: [done(2.94, 1024)] },
      { at: 30, signals: [done(0.4, 1024)] },
      { at: 40, signals: [done(0.11, 128)] },
    ]);
    expect(boot.cold).toMatchObject({ seconds: 2.94, steadySeconds: 0.4 });
  });
});

describe('clocks', () => {
  it('are brought into step where a library logs in another zone, or with another day', () => {
    const zone = 2 * 3600;
    const lines: Line[] = [
      { at: 0, signals: [start] },
      { at: 3 + zone, resolution: 0.001 },
      { at: 4 },
      { at: 60 + zone, resolution: 0.001 },
      { at: 60 + zone, resolution: 0.001, signals: [ready] },
    ];
    expect(bootOf(lines).timeToReadySeconds).toBe(60);
  });

  it('take a line from another clock as standing where it stands', () => {
    const hours = 3600 * 5;
    const boot = bootOf([{ at: 0, signals: [start] }, { at: hours + 1 }, { at: 2 }, { at: -hours }, { at: 4, signals: [ready] }]);
    expect(boot.timeToReadySeconds).toBe(4);
  });

  it('believe a long wait once later records follow it', () => {
    const boot = bootOf([{ at: 0, signals: [start] }, { at: 4000 }, { at: 4001, signals: [ready] }]);
    expect(boot.timeToReadySeconds).toBe(4001);
  });
});

describe('plain words', () => {
  const rules = (kind: string) =>
    [
      { runtime: 'x', kind },
      { runtime: 'generic', kind: 'generic' },
    ] as unknown as RuntimeRules[];
  const lines: Line[] = [
    { at: 0, signals: [start] },
    { at: 10, signals: [took('weights-load', 6)] },
    { at: 20, signals: [signal({ id: 'generic/weights-load', phase: 'weights-load', facts: { seconds: 9 } })] },
    { at: 22, signals: [ready] },
  ];

  it('give way to the figures of a server', () => {
    expect(phaseOf(bootOf(lines, rules('server')), 'weights-load')?.seconds).toBe(6);
  });

  it('stand beside the figures of a library', () => {
    expect(phaseOf(bootOf(lines, rules('library')), 'weights-load')?.seconds).toBe(15);
  });

  it('of an install of packages stand beside what a server says of its imports', () => {
    const install = signal({ id: 'generic/package-install', phase: 'process', facts: { seconds: 9 }, events: ['package-install'] });
    const given: Line[] = [
      { at: 0, signals: [start] },
      { at: 10, signals: [took('process', 6)] },
      { at: 20, signals: [install] },
      { at: 22, signals: [ready] },
    ];
    expect(phaseOf(bootOf(given, rules('server')), 'process')?.seconds).toBe(15);
  });
});

describe('an engine behind a server', () => {
  const rules = (kind: string) =>
    [
      { runtime: 'x', kind, over: ['engine'] },
      { runtime: 'engine', kind: 'server' },
    ] as unknown as RuntimeRules[];
  const answered = (runtime: string, seconds: number) => ({ signals: [signal({ id: `${runtime}/answer`, request: 'ends', facts: { seconds } })] });
  const lines: Line[] = [
    { at: 0, signals: [start] },
    { at: 1, signals: [ready] },
    { at: 9, ...answered('engine', 0.3) },
    { at: 9, ...answered('x', 4.7) },
  ];
  const secondsOf = (given: readonly Line[], kind = 'server') => bootOf(given, rules(kind)).requests.map((request) => request.seconds);

  it('times parts of the requests that the server times', () => {
    expect(secondsOf(lines)).toEqual([4.7]);
  });

  it('times the requests where nobody else does', () => {
    expect(secondsOf(lines.slice(0, 3))).toEqual([0.3]);
    expect(secondsOf(lines, 'http')).toEqual([0.3, 4.7]);
  });
});

describe('a start without a clock', () => {
  it('is as long as its ready line states', () => {
    const stated = signal({ id: 'x/ready', milestone: 'ready', facts: { readySeconds: 40 } });
    const boot = bootOf([{ signals: [took('weights-load', 30)] }, { signals: [stated] }]);
    expect(boot).toMatchObject({ timeToReadySeconds: 40, gapSeconds: { startup: 10 } });
    expect(phaseOf(boot, 'weights-load')?.share).toBe(0.75);
  });
});

describe('figures stated before the first clock', () => {
  it('are seconds of their phases, and no part of the time to ready', () => {
    const boot = bootOf([{ signals: [took('process', 6)] }, { at: 0, signals: [start] }, { at: 3, signals: [ready] }]);
    expect(phaseOf(boot, 'process')?.seconds).toBe(6);
    expect(boot).toMatchObject({ timeToReadySeconds: 3, attributedSeconds: { startup: 0 }, gapSeconds: { startup: 3 } });
  });
});

describe('a share', () => {
  it('is unknown where the stated figures are more than the time to ready', () => {
    const boot = bootOf([{ signals: [took('process', 6)] }, { at: 0, signals: [start] }, { at: 3, signals: [ready] }]);
    expect(phaseOf(boot, 'process')?.share).toBeNull();
  });
});

describe('imports', () => {
  const imported = signal({ id: 'x/imported', phase: 'process', events: ['import'], facts: { seconds: 40 } });
  const retry = signal({ id: 'x/retry', events: ['hub-retry'] });

  it('are none where a wait for a model hub lies in them', () => {
    const boot = bootOf([
      { at: 0, signals: [start] },
      { at: 20, signals: [retry] },
      { at: 42, signals: [imported] },
      { at: 43, signals: [ready] },
    ]);
    expect(phaseOf(boot, 'process')?.spans).toMatchObject([{ seconds: 40, events: [] }]);
  });

  const spawn = (process: string) => signal({ id: 'x/spawn', phase: 'process', events: ['import'], extent: { kind: 'until-next' }, facts: { process } });

  it('end with a record that names no process where only one process imports', () => {
    const boot = bootOf([{ at: 0, signals: [start] }, { at: 1, process: 'pid 7', signals: [spawn('7')] }, { at: 5 }, { at: 6, signals: [ready] }]);
    expect(phaseOf(boot, 'process')?.spans).toMatchObject([{ seconds: 4 }]);
  });

  it('do not end so where two processes import side by side: nobody knows whose record it is', () => {
    const boot = bootOf([
      { at: 0, signals: [start] },
      { at: 1, process: 'pid 7', signals: [spawn('7')] },
      { at: 1, process: 'pid 8', signals: [spawn('8')] },
      { at: 5 },
      { at: 6, signals: [ready] },
    ]);
    expect(phaseOf(boot, 'process')).toBeUndefined();
  });

  it('of an application are told in its own words where the server in front of it is an HTTP server', () => {
    const rules = (['http', 'generic'] as const).map((kind) =>
      runtimeSchema.parse({ runtime: kind === 'http' ? 'front' : kind, title: kind, kind, detect: [], signals: [] }),
    );
    const own = signal({ id: 'generic/imports', phase: 'process', events: ['import'], facts: { seconds: 3 } });
    const boot = bootOf(
      [
        { at: 0, signals: [signal({ id: 'front/start', boot: 'starts' }), signal({ id: 'front/spawn', phase: 'process', extent: { kind: 'until-next' } })] },
        { at: 0 },
        { at: 4, signals: [own] },
        { at: 5, signals: [ready] },
      ],
      rules,
    );
    expect(phaseOf(boot, 'process')?.seconds).toBe(3);
  });

  it('are imports where it came before or after', () => {
    const boot = bootOf([
      { at: 0, signals: [start] },
      { at: 0, signals: [retry] },
      { at: 42, signals: [imported] },
      { at: 43, signals: [retry] },
      { at: 44, signals: [ready] },
    ]);
    expect(phaseOf(boot, 'process')?.spans).toMatchObject([{ events: ['import'] }]);
  });
});

describe('what else a boot is read by', () => {
  const asks = (seconds: number, tokens: number) => signal({ id: 'x/request', request: 'ends', facts: { seconds, tokens } });
  const rules = (given: Partial<RuntimeRules>): RuntimeRules => ({ runtime: 'x', title: 'X', kind: 'server', detect: [], signals: [], ...given });

  it('is reported by the name that a program takes from what it is built on', () => {
    expect(bootOf([{ at: 0, signals: [start] }], [rules({ as: 'pytorch' })])).toMatchObject({ runtime: 'pytorch', runtimes: ['x'] });
  });

  it('has failed where it was interrupted before it was ready, and not afterwards', () => {
    const interrupted = { at: 9, signals: [signal({ id: 'python/interrupted', events: ['interrupted'] })] };
    expect(bootOf([{ at: 0, signals: [start] }, interrupted]).outcome.kind).toBe('failed');
    expect(bootOf([{ at: 0, signals: [start] }, { at: 5, signals: [ready] }, interrupted]).outcome.kind).toBe('running');
  });

  it('are none of a replica that was ready and was told to stop', () => {
    const stop = { at: 9, signals: [signal({ id: 'x/told-to-stop', boot: 'ends' })] };
    const child = { at: 10, signals: [signal({ id: 'x/child-died', boot: 'fails' })] };
    const served = [
      { at: 0, signals: [start] },
      { at: 5, signals: [ready] },
    ];
    expect(bootOf([...served, stop, child]).outcome.kind).toBe('stopped');
    expect(bootOf([...served, child, stop]).outcome.kind).toBe('failed');
  });

  it('takes a second request of like size that is as slow for a sign of its size', () => {
    const boot = bootOf([
      { at: 0, signals: [ready] },
      ...[asks(4, 200), asks(4, 190), asks(1, 40), asks(1, 40)].map((one, at) => ({ at: 10 + 10 * at, signals: [one] })),
    ]);
    expect(boot.cold).toMatchObject({ seconds: 4, steadySeconds: 4 });
    const cold = bootOf([{ at: 0, signals: [ready] }, ...[asks(4, 200), asks(1, 190), asks(1, 40)].map((one, at) => ({ at: 10 + 10 * at, signals: [one] }))]);
    expect(cold.cold).toMatchObject({ seconds: 4, steadySeconds: 1 });
  });

  it('takes a load that stands between two words of being up, and before anybody came, for one printed late', () => {
    const request = signal({ id: 'x/answer', request: 'ends' });
    const load = took('weights-load', 2, { events: ['model-load'] });
    const lines = (again: readonly Line[]) => [{ signals: [start] }, { signals: [ready] }, { signals: [load] }, ...again, { signals: [request] }];
    expect(phaseOf(bootOf(lines([{ signals: [ready] }])), 'weights-load')?.scope).toBe('startup');
    expect(phaseOf(bootOf(lines([])), 'weights-load')?.scope).toBe('request');
  });

  it('lets the first request to end wait for a load where nothing has a clock', () => {
    const boot = bootOf([{ signals: [ready] }, { signals: [took('weights-load', 3)] }, { signals: [signal({ id: 'x/done', request: 'ends' })] }]);
    expect(phaseOf(boot, 'weights-load')?.scope).toBe('request');
  });

  it('does not take plain words in a record that the server reads otherwise for its readiness', () => {
    const plain = rules({ runtime: 'generic', kind: 'generic' });
    const said = signal({ id: 'generic/ready', milestone: 'ready' });
    const boot = bootOf(
      [
        { at: 0, signals: [start] },
        { at: 30, signals: [took('weights-load', 29), said] },
      ],
      [rules({}), plain],
    );
    expect(boot.milestones.ready).toBeNull();
  });
});

describe('memory', () => {
  const takes = (bytes: number) => ({ signals: [signal({ id: 'x/takes', facts: { peakBytes: bytes } })] });
  const free = (bytes: number) => ({ signals: [signal({ id: 'x/free', facts: { limitBytes: bytes } })] });

  it('is the highest peak beside the limit that was told before it', () => {
    expect(bootOf([free(40), takes(30), free(10), takes(5)]).memory).toMatchObject({ peakBytes: 30, limitBytes: 40 });
    expect(bootOf([takes(30), free(40)]).memory).toMatchObject({ peakBytes: 30, limitBytes: 40 });
  });

  it('is unknown where the peak is above the limit: the two are of different things', () => {
    expect(bootOf([free(40), takes(60)]).memory).toMatchObject({ peakBytes: null, limitBytes: null });
  });
});
