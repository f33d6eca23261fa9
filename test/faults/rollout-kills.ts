import { parseArgs } from 'node:util';
import { randomSource } from '../../src/statistics/random.js';
import { clock, sleep } from '../../src/warm/clock.js';
import { coldcase } from '../warm/rollout/command.js';
import { hasHaproxy, startWorld, sufferedBy, users, type World } from '../warm/rollout/world.js';

/*
 * Kills a rollout, or green under it, at a random moment, again and again, while users ask through a real HAProxy: tsx test/faults/rollout-kills.ts
 * --times 100 --seed 1. After a kill of the rollout the next one resumes or takes back. Prints what users suffered; status 1 where a
 * request went to a cold replica, or was lost that was not under way on a killed replica.
 */

type Kind = 'rollout, then --resume' | 'rollout, then --undo' | 'green';
type Round = {
  readonly kind: Kind;
  readonly end: string;
  readonly requests: number;
  readonly failed: number;
  readonly unanswered: number;
  readonly cold: number;
};

const pause = (seconds: number): Promise<void> => sleep(seconds, new AbortController().signal);

/** Some rollouts end before the moment comes. */
const mostSeconds = 6;

const round = async (world: World, kind: Kind, random: () => number): Promise<Round> => {
  const [green] = world.green;
  const before = sufferedBy(world.served());
  const load = users(world.front, 30);
  const running = coldcase('rollout', world.policyFile);
  await running.said('all traffic to blue');
  await Promise.race([running.ended, pause(random() * mostSeconds)]);
  if (kind === 'green') await green?.kill();
  else running.child.kill('SIGKILL');
  const first = await running.ended;
  const options = kind === 'rollout, then --resume' ? ['--resume'] : kind === 'rollout, then --undo' ? ['--undo'] : [];
  // One that was killed before it wrote anything, or that had ended, has nothing to go on with.
  const last = options.length === 0 || first.status !== null ? first : await coldcase('rollout', world.policyFile, ...options).ended;
  await pause(0.2);
  const samples = await load.stop();
  const after = sufferedBy(world.served());
  const failed = samples.filter(({ why }) => why !== null).length;
  // For the next round: all traffic on blue, and a green that is cold.
  if ((await world.greenWeight()) > 0) await coldcase('rollout', world.policyFile, '--undo').ended;
  await green?.kill();
  await green?.start();
  return {
    kind,
    end: last.status === 2 ? 'had not begun' : (/^[\w ]+/.exec(last.out)?.[0] ?? 'killed'),
    requests: samples.length,
    failed,
    unanswered: after.unanswered - before.unanswered,
    cold: after.cold - before.cold,
  };
};

const kinds: readonly Kind[] = ['rollout, then --resume', 'rollout, then --undo', 'green'];

const main = async (times: number, seed: number): Promise<void> => {
  const random = randomSource(seed);
  const world = await startWorld({ replicas: 1, firstMilliseconds: 300, steadyMilliseconds: 20 });
  const rounds: Round[] = [];
  const begin = clock();
  try {
    for (let at = 0; at < times; at++) {
      const done = await round(world, kinds[at % kinds.length] ?? 'green', random);
      rounds.push(done);
      console.error(`${at + 1}: ${JSON.stringify(done)}`);
    }
  } finally {
    await world.close();
  }
  const sum = (of: readonly Round[], field: 'requests' | 'failed' | 'unanswered' | 'cold'): number => of.reduce((total, one) => total + one[field], 0);
  console.log(`${times} rounds, seed ${seed}, ${Math.round(clock() - begin)} s`);
  console.log('| killed | times | ended | requests of users | to a cold replica | lost | under way on a killed replica |');
  console.log('| --- | --- | --- | --- | --- | --- | --- |');
  for (const kind of kinds) {
    const own = rounds.filter((one) => one.kind === kind);
    const ends = [...new Set(own.map(({ end }) => end))].map((end) => `${end} ${own.filter((one) => one.end === end).length}`);
    console.log(
      `| ${kind} | ${own.length} | ${ends.join(', ')} | ${sum(own, 'requests')} | ${sum(own, 'cold')} | ${sum(own, 'failed')} | ${sum(own, 'unanswered')} |`,
    );
  }
  if (rounds.some(({ cold, failed, unanswered }) => cold > 0 || failed > unanswered)) process.exitCode = 1;
};

const { values } = parseArgs({ options: { times: { type: 'string', default: '100' }, seed: { type: 'string', default: '1' } } });
if (hasHaproxy) await main(Number(values.times), Number(values.seed));
else console.error('skipped: there is no haproxy (apt-get install haproxy)');
