import { z } from 'zod';
import { phases, scopes } from '../model/phase.js';
import { patternProblem } from './pattern.js';

/**
 * The schema of rule files: `rules/signals/RUNTIME.yaml` and `rules/causes/ID.yaml`. The types of the rule set, the
 * JSON Schema for editors and the checks of the linter all come from here. Loaded at build time and by commands that
 * read a user's rules, never on the path of a plain diagnosis (which imports only types from this file).
 */

const text = z.string().min(1);
const regex = z
  .string()
  .min(3)
  .superRefine((pattern, context) => {
    const message = patternProblem(pattern);
    if (message !== null) context.addIssue({ code: 'custom', message });
  })
  .describe('A JavaScript regular expression (flag `u`, multi-line); `(?i)` in front makes it ignore case.');
const oneOrMore = <T extends z.ZodType>(type: T) => z.union([type, z.array(type).min(1)]);
const phase = z.enum(phases);
const scope = z.enum(scopes);
const name = z.string().regex(/^[a-z0-9][a-z0-9.-]*$/, 'lower-case words joined by hyphens');

const causeId = z
  .string()
  .regex(/^[a-z0-9][a-z0-9.-]*(?:\/[a-z0-9][a-z0-9.-]*)?$/, 'lower-case words joined by hyphens; a cause of your own is called PREFIX/id');

const range = z
  .strictObject({ min: z.number().optional(), max: z.number().optional() })
  .refine((value) => value.min !== undefined || value.max !== undefined, 'a range needs a min or a max');

const fact = z.union([z.number(), z.string(), z.boolean()]);

const example = z.union([
  text,
  z.strictObject({
    line: text.describe('A line that the program really prints, envelope and all.'),
    gives: z.record(z.string(), fact).optional().describe('Facts that must come out of it, in base units.'),
  }),
]);

export const signalSchema = z.strictObject({
  id: z.string().regex(/^[a-z0-9][a-z0-9.-]*\/[a-z0-9][a-z0-9.-]*$/, 'runtime/name'),
  pattern: oneOrMore(regex).describe('Any of them reads the signal off a message (without clock and level prefix).'),
  unless: oneOrMore(regex).optional().describe('A message that also matches this does not count.'),
  below: z
    .record(z.string(), z.string())
    .optional()
    .describe('Only where the first fact is below the second, both numbers of this match: `{ tokens: contextTokens }`.'),
  levels: z
    .array(z.enum(['trace', 'debug', 'info', 'warning', 'error', 'fatal']))
    .optional()
    .describe('Only records of these levels.'),
  phase: phase.optional().describe('What the time was spent on.'),
  scope: scope.optional().describe('Whom it kept waiting; without it the place in the log decides.'),
  starts: name.optional().describe('Opens a span that the next `ends` of this key in the same process closes.'),
  ends: name.optional().describe('Closes the span that `starts` of this key opened.'),
  lasts: z
    .enum(['until-next', 'opening-to-next', 'since-previous', 'since-boot', 'since-first'])
    .optional()
    .describe('A span measured to or from a neighbour of the same process; with `starts` or `ends`: where the log tells no other end.'),
  totals: z.array(text).optional().describe('Signals whose spans this stated figure adds up; only what they leave of it is new time.'),
  facts: z.record(z.string(), fact).optional().describe('Facts that hold whenever it matches.'),
  event: oneOrMore(name).optional().describe('What happened, in the words that causes use.'),
  milestone: z.enum(['listening', 'ready', 'warm']).optional(),
  boot: z.enum(['starts', 'may-start', 'begins', 'ends', 'fails', 'may-fail']).optional(),
  request: z.enum(['starts', 'ends', 'first-token']).optional(),
  shape: z.enum(['warmed', 'typical', 'requested']).optional().describe('Role of the captured batch, sequence, height, width, shapes.'),
  metric: z.boolean().optional().describe('A latency figure: captures quantile, earlyDuration, steadyDuration, windowDuration.'),
  heartbeat: z.boolean().optional().describe('Printed while waiting: no progress, ends no silence.'),
  watch: z.enum(['startup', 'always']).optional().describe('startup: not looked for any more once the replica is steady.'),
  versions: text.optional().describe('Semver range of the versions that print it.'),
  typical: z.strictObject({ low: z.number(), high: z.number(), for: text, source: text }).optional(),
  examples: z.array(example).min(1),
  counterexamples: z.array(text).min(1).describe('The nearest lines that must not match.'),
  falsePositives: z.array(text).optional().describe('In words: where it is known to mislead.'),
  references: z.array(z.url()).optional(),
});

export const runtimeSchema = z.strictObject({
  runtime: name,
  title: text,
  kind: z.enum(['server', 'http', 'library', 'platform', 'generic']).describe('Precedence when several are in one log, from left to right.'),
  over: z.array(name).optional().describe('Runtimes of the same kind that it wins against.'),
  as: name.optional().describe("What it is reported as where it serves: a program takes the name of the library that it is built on, a fork its parent's."),
  detect: z.array(regex).describe('Lines that only this program prints.'),
  watch: z.enum(['startup', 'always']).optional().describe('Default of its signals.'),
  references: z.array(z.url()).optional(),
  parts: z
    .record(z.string().regex(/^[a-z][A-Za-z0-9]*$/, 'a part is named by letters and digits, as in `duration`'), text)
    .optional()
    .describe('Parts of patterns by name: `{{name}}` in a pattern stands for it, and in the parts below it.'),
  scopes: z
    .array(z.strictObject({ pattern: regex, scope }))
    .optional()
    .describe('Labels inside messages that name the scope.'),
  signals: z.array(signalSchema),
  fixes: z.record(name, z.strictObject({ how: text, versions: text.optional(), tradeOff: text.optional() })).optional(),
  suspects: z
    .array(z.strictObject({ after: regex.optional(), before: regex.optional(), phase, because: text, reference: z.url().optional() }))
    .optional()
    .describe('What it is known to do in a silence between two such lines.'),
  howToLog: z.record(name, text).optional().describe('By cause: what to switch on here so that it can be judged.'),
  fromSourcesOnly: z.boolean().optional().describe('Written from sources and documentation; no log of it has been seen yet.'),
});

const milestoneOrEvent = z.union([z.strictObject({ milestone: z.enum(['listening', 'ready', 'warm']) }), z.strictObject({ event: name })]);

const phaseCondition = z.strictObject({
  phase: oneOrMore(phase),
  scope: oneOrMore(scope).optional(),
  event: oneOrMore(name).optional().describe('Only spans that carry one of these events.'),
  without: oneOrMore(name).optional().describe('Only spans that carry none of these events.'),
  seconds: range.optional().describe('Wall time of the phase, nested and parallel time counted once.'),
  longest: range.optional().describe('Its longest single span.'),
  share: range.optional().describe('Of the time to ready; counts only where the beginning is known.'),
  startup: range.optional().describe('Time to ready from which a share counts.'),
  after: milestoneOrEvent.optional(),
  before: milestoneOrEvent.optional(),
});

const eventCondition = z.strictObject({
  event: oneOrMore(name),
  scope: oneOrMore(scope).optional(),
  count: range.optional(),
  processes: range.optional().describe('In how many different processes.'),
  after: milestoneOrEvent.optional(),
  before: milestoneOrEvent.optional(),
  same: name.optional().describe('With `after: { event }`: this fact must be equal in both (or missing in one).'),
  where: z
    .record(z.string(), z.union([fact, range]))
    .optional()
    .describe('Facts of the event.'),
});

const latencyCondition = z.strictObject({ latency: z.strictObject({ ratio: range, differenceSeconds: range }) });
const shapeCondition = z.strictObject({ shape: z.literal('uncovered') });
const memoryCondition = z.strictObject({ memory: z.strictObject({ headroom: range }) });
const outcomeCondition = z.strictObject({ outcome: z.enum(['running', 'stopped', 'failed']) });
const milestoneCondition = z.strictObject({ milestone: z.enum(['listening', 'ready', 'warm']), reached: z.boolean() });

export type Condition =
  | z.infer<typeof phaseCondition>
  | z.infer<typeof eventCondition>
  | z.infer<typeof latencyCondition>
  | z.infer<typeof shapeCondition>
  | z.infer<typeof memoryCondition>
  | z.infer<typeof outcomeCondition>
  | z.infer<typeof milestoneCondition>
  | { all: Condition[] }
  | { any: Condition[] }
  | { not: Condition };

const condition: z.ZodType<Condition> = z.lazy(() =>
  z.union([
    z.strictObject({ all: z.array(condition).min(1) }),
    z.strictObject({ any: z.array(condition).min(1) }),
    z.strictObject({ not: condition }),
    phaseCondition,
    eventCondition,
    latencyCondition,
    shapeCondition,
    memoryCondition,
    outcomeCondition,
    milestoneCondition,
  ]),
);

export const causeSchema = z.strictObject({
  id: causeId,
  title: text,
  meaning: text.describe("The catalogue's sentence."),
  group: z.enum(['device', 'compilation', 'shapes', 'tokenizer', 'weights', 'memory', 'readiness', 'platform', 'latency']),
  severity: z.enum(['error', 'warning', 'note']).describe('error is kept for a boot that failed; otherwise it becomes a warning.'),
  when: condition,
  unless: z.array(causeId).optional().describe('Causes that bring this one with them: beside one of them it is not named.'),
  becauseOf: z.array(causeId).optional().describe('Causes that lead to this one; those found in the same boot are linked.'),
  because: text.describe('One sentence; {seconds}, {share}, {startup} and facts of the evidence may stand in it.'),
  confidence: z.enum(['certain', 'likely', 'possible']).optional(),
  fixes: z
    .array(
      z.strictObject({
        id: name,
        do: text,
        how: text.optional().describe("Without a runtime's own way: how in general."),
        removes: oneOrMore(phase).optional().describe('Phases whose time it takes away.'),
        saves: z
          .strictObject({ low: z.number().min(0).max(1), high: z.number().min(0).max(1), source: z.url().optional() })
          .optional()
          .describe("Share of the cause's seconds; a high of 1 takes along what else a request paid for it."),
        leaves: text.optional(),
        tradeOff: text.optional(),
      }),
    )
    .min(1),
  missing: text.optional().describe('What the log does not say where it could not be judged.'),
  howToLog: text.optional().describe('What to switch on so that it can be judged.'),
  references: z.array(z.url()).min(1),
  examples: z
    .strictObject({
      shows: z.array(z.strictObject({ log: text, runtime: name.optional() })).min(1),
      not: z.array(z.strictObject({ log: text, runtime: name.optional() })).min(1),
    })
    .describe('Short logs (built-in signals apply): boots that show the cause, and boots that must not.'),
});

export type SignalRule = z.infer<typeof signalSchema>;
export type RuntimeRules = z.infer<typeof runtimeSchema>;
export type CauseRule = z.infer<typeof causeSchema>;
export type Range = z.infer<typeof range>;
export type PhaseCondition = z.infer<typeof phaseCondition>;
export type EventCondition = z.infer<typeof eventCondition>;
