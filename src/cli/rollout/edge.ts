import { spawn } from 'node:child_process';
import { counted, listWords } from '../../diagnose/words.js';
import { redacted } from '../../report/redaction/redact.js';
import { withDeadline } from '../../reproduce/deadline.js';
import { clock, sleep } from '../../warm/clock.js';
import { runLoad } from '../../warm/load/run-load.js';
import { loadWords } from '../../warm/load/words.js';
import { shapeWords } from '../../warm/plan/dimensions.js';
import type { Plan } from '../../warm/plan/plan.js';
import { isFit } from '../../warm/result.js';
import { commandDriver, type RunShell } from '../../warm/rollout/command-driver.js';
import type { Driver } from '../../warm/rollout/driver.js';
import { haproxyDriver } from '../../warm/rollout/haproxy.js';
import { isListening } from '../../warm/rollout/listening.js';
import type { RolloutPolicy, Sides } from '../../warm/rollout/policy.js';
import { proxyAt } from '../../warm/rollout/proxy-socket.js';
import type { Done } from '../../warm/rollout/run.js';
import { warmUp } from '../../warm/warm.js';
import type { Io } from '../terminal/io.js';
import { targetOf } from '../warm/target.js';

/** What the command line says of the targets. */
export type EdgeOptions = { readonly header?: readonly string[] };

/** How many passes at once are compared with passes one by one, as `coldcase warm` does. */
const concurrency = 4;

/** What is done to both sides: looks, warmup, load. */
export type SidesEdge = {
  readonly look: () => Promise<Sides<boolean>>;
  readonly warm: (signal: AbortSignal) => Promise<Done>;
  readonly load: (seconds: number, signal: AbortSignal) => Promise<Done>;
};

/** Throws a UserError where the policy and the plan do not say how the service is spoken to. */
export const sidesEdge = async (policy: RolloutPolicy, plan: Plan, { header = [] }: EdgeOptions, io: Io): Promise<SidesEdge> => {
  const { protocol, model, templateFile: template } = policy.request;
  const given = { header, ...(protocol === null ? {} : { protocol }), ...(model === null ? {} : { model }), ...(template === null ? {} : { template }) };
  const green = await Promise.all(policy.replicas.green.map(({ url }) => targetOf({ ...given, target: url.href }, plan, clock, io)));
  const lives = (side: 'blue' | 'green'): Promise<boolean[]> => Promise.all(policy.replicas[side].map(({ url }) => isListening(url)));
  return {
    look: async () => {
      const [blues, greens] = await Promise.all([lives('blue'), lives('green')]);
      return { blue: blues.includes(true), green: !greens.includes(false) };
    },
    warm: async (signal) => {
      const results = await withDeadline(plan.deadlineSeconds, signal, (within) =>
        Promise.all(
          green.map((target) =>
            warmUp(plan, {
              target,
              clock,
              sleep,
              signal: within,
              isInterrupted: () => signal.aborted,
              concurrency,
              // Green runs elsewhere, with a memory of its own.
              readMemory: async () => null,
              tell: () => {},
            }),
          ),
        ),
      );
      const cold = redacted(results).flatMap(({ shapes }, at) =>
        shapes
          .filter((one) => !isFit(one))
          .map((one) => `${policy.replicas.green[at]?.url.host} ${shapeWords(one.shape)}: ${one.why ?? one.concurrency?.why ?? one.state}`),
      );
      const [first] = cold;
      if (first !== undefined) return { isGood: false, why: `green stayed cold: ${first}${cold.length > 1 ? `, and ${cold.length - 1} more` : ''}` };
      const words = plan.shapes.map(({ shape }) => shapeWords(shape));
      return { isGood: true, why: `${listWords(words)} warm on ${counted(green.length, 'replica')}` };
    },
    load: async (seconds, signal) => {
      const { load, bounds } = policy;
      const loadPlan = { ratePerSecond: load.ratePerSecond, seconds };
      const { timeoutSeconds } = load;
      const result = redacted(await runLoad({ plan: loadPlan, bounds, timeoutSeconds, shapes: plan.shapes, targets: green, clock, sleep, signal }));
      const words = loadWords(result, bounds);
      return result.verdict === 'pass' ? { isGood: true, why: words } : { isGood: false, why: `green did not keep its bounds: ${words}` };
    },
  };
};

/** How the shell ended, for commands of the policy; they end with their signal. */
export const shellOf =
  (io: Io): RunShell =>
  (line, environment) =>
    new Promise((resolve) => {
      const child = spawn(line, { shell: true, env: { ...io.env, ...environment }, stdio: ['ignore', 'ignore', 'pipe'] });
      let err = '';
      child.stderr.on('data', (chunk: Buffer) => {
        if (err.length < 65_536) err += chunk.toString();
      });
      child.on('error', (error) => resolve({ status: 127, err: error.message }));
      child.on('close', (code) => resolve({ status: code ?? 128, err }));
    });

/** The driver that a policy chooses; null where it names none. */
export const driverOf = ({ driver, replicas }: RolloutPolicy, io: Io): Driver | null => {
  if (driver === null) return null;
  if (driver.kind === 'command') return commandDriver(driver.line, shellOf(io));
  const names = (side: 'blue' | 'green'): string[] => replicas[side].flatMap(({ server }) => server ?? []);
  return haproxyDriver(proxyAt(driver.socket), { backend: driver.backend, servers: { blue: names('blue'), green: names('green') } });
};
