import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { json, type Reply, type Service, startService } from '../warm/service.js';
import { run } from './run.js';

const echo: Reply = ({ body }, response) => json(response, { length: body.length });

let folder: string;
let blue: Service;
let green: Service;
let greenReply: Reply = echo;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'coldcase-rollout-'));
  greenReply = echo;
  blue = await startService(echo);
  green = await startService((asked, response, count) => greenReply(asked, response, count));
  writeFileSync(join(folder, 'plan.yaml'), 'version: 1\nshapes: [{ sequence: 4 }]\nsteady: { within: 99% }\ndeadline: 5s\n');
  writeFileSync(join(folder, 'request.json'), '{"text":"{{text}}"}');
});
afterEach(async () => {
  await blue.close();
  await green.close();
});

/** A policy whose driver writes down each weight of green that it is given. */
const policy = (more = '', driver = `driver: { command: 'echo $COLDCASE_GREEN_WEIGHT $COLDCASE_BLUE_WEIGHT >> ${folder}/weights' }`): string => {
  const file = join(folder, 'rollout.yaml');
  const text = `version: 1
blue: [{ url: '${blue.url}' }]
green: [{ url: '${green.url}' }]
plan: plan.yaml
request: { protocol: json, template: request.json }
load: { rate: 200, for: 500ms }
bounds: { p95: 2s, errors: 5% }
steps: [{ weight: 25%, hold: 500ms }, { weight: 100%, hold: 500ms }]
drain: 200ms
${driver}
${more}`;
  writeFileSync(file, text);
  return file;
};
const weights = (): string => readFileSync(join(folder, 'weights'), 'utf8');
const env = { PATH: process.env.PATH ?? '' };

describe('coldcase rollout', () => {
  it('moves traffic by a command, keeps its state beside the policy, and retires blue', async () => {
    const file = policy(`retire: touch ${folder}/retired`);
    const { status, out, err } = await run(['rollout', file], { env });
    expect([status, out]).toEqual([0, 'done: green has all traffic.\n']);
    expect(weights()).toBe('0 100\n25 75\n100 0\n');
    expect(JSON.parse(readFileSync(`${file}.state.json`, 'utf8'))).toMatchObject({ phase: 'done', greenShare: 1 });
    expect(err.split('\n').filter((line) => !line.includes('requests with'))).toEqual([
      'coldcase: all traffic to blue',
      'coldcase: green is warmed',
      'coldcase: sequence 4 warm on 1 replica',
      'coldcase: green is loaded, without traffic',
      'coldcase: 25 % of the traffic to green',
      'coldcase: 100 % of the traffic to green',
      'coldcase: blue ends its last requests',
      'coldcase: blue had 0.2 s for its last requests',
      'coldcase: blue was retired',
      '',
    ]);
    expect(readFileSync(join(folder, 'retired'), 'utf8')).toBe('');
  });

  it('goes back where green answers errors, without a control character of what it said', async () => {
    greenReply = (_, response, count) => (count > 20 ? void response.writeHead(500).end('\u001b[2Jboo') : json(response, 'fine'));
    const { status, out } = await run(['rollout', policy(), '--format', 'json', '--quiet'], { env });
    const { verdict, why } = JSON.parse(out);
    expect([status, verdict, weights()]).toEqual([1, 'rolled-back', '0 100\n0 100\n']);
    expect(why).toMatch(
      /^green did not keep its bounds: 2 of \d+ requests took more than 2 s or failed, and of 100 at most 1 may; the first that failed: POST \/ answered 500/,
    );
    expect(out).not.toContain('\u001b');
  });

  it('checks green without a driver, and ends with 1 where it is unfit', async () => {
    const file = policy('', '');
    expect(await run(['rollout', file, '--check', '--quiet'])).toMatchObject({ status: 0, out: expect.stringMatching(/^fit: 100 requests with a p95 of /) });
    greenReply = (_, response) => json(response, 'too long', 413);
    expect(await run(['rollout', file, '--check', '--quiet'])).toMatchObject({ status: 1, out: expect.stringMatching(/^unfit: green stayed cold: /) });
  });

  it('waits for a green that is not up yet, until the deadline of the plan', async () => {
    await green.close();
    writeFileSync(join(folder, 'plan.yaml'), 'version: 1\nshapes: [{ sequence: 4 }]\ndeadline: 300ms\n');
    const { status, out } = await run(['rollout', policy(), '--quiet'], { env });
    expect(status).toBe(1);
    expect(out).toMatch(/^rolled back: blue has all traffic; green stayed cold: .*the deadline of 0\.3 s has passed/);
  });

  it('is taken back when it is over, too', async () => {
    const file = policy();
    await run(['rollout', file, '--quiet'], { env });
    expect(await run(['rollout', file, '--undo', '--quiet'], { env })).toMatchObject({
      status: 0,
      out: 'rolled back: blue has all traffic; undone by hand.\n',
    });
    expect(weights()).toBe('0 100\n25 75\n100 0\n0 100\n');
  });

  it('refuses to begin where blue does not answer', async () => {
    await blue.close();
    const file = policy();
    expect(await run(['rollout', file], { env })).toEqual({
      status: 2,
      out: '',
      err: `coldcase: ${file}: blue does not answer (127.0.0.1:${blue.port}); nothing was changed\n`,
    });
  });

  it('refuses a second rollout of the same state', async () => {
    const file = policy();
    writeFileSync(`${file}.state.json.lock`, String(process.pid));
    const { status, err } = await run(['rollout', file], { env });
    expect([status, err]).toEqual([
      2,
      `coldcase: ${file}.state.json.lock: process ${process.pid} carries out this rollout; wait for it or stop it, or remove the file if it is none of ours\n`,
    ]);
  });

  it('refuses what does not fit to the state on disk, and leaves that as it was', async () => {
    const file = policy();
    const state = `${file}.state.json`;
    expect((await run(['rollout', file, '--resume'], { env })).err).toBe(
      `coldcase: ${state}: there is no rollout to go on with here; start one without the option\n`,
    );
    writeFileSync(state, 'my notes');
    expect((await run(['rollout', file], { env })).err).toBe(
      `coldcase: ${state}: is no state of a rollout; name another file by --state, or remove this one\n`,
    );
    expect(readFileSync(state, 'utf8')).toBe('my notes');
    const other = join(folder, 'other.json');
    await run(['rollout', file, '--state', other, '--quiet'], { env });
    policy('# another');
    expect((await run(['rollout', file, '--state', other, '--undo'], { env })).err).toBe(
      `coldcase: ${other}: the policy has changed since this rollout began; put it back as it was\n`,
    );
  });

  it('says so where nothing can move the traffic', async () => {
    const { status, err } = await run(['rollout', policy('', 'driver: { command: "echo broken >&2; exit 4" }\npatience: 100ms')], { env });
    expect(status).toBe(1);
    expect(err).toContain("waiting: the driver's command ended with status 4: broken");
    expect((await run(['rollout', policy('', ''), '--state', join(folder, 'x')])).err).toMatch(
      /rollout\.yaml: names no driver, so nothing can move the traffic; add one, or give --check/,
    );
  });

  it.each([
    [['--check', '--undo'], '--undo and --check are two things; give one of them'],
    [['--emit', 'argoo'], '--emit argoo: there is no such artefact; did you mean argo?'],
  ])('ends with 2 and one sentence: %j', async (args, message) => {
    expect(await run(['rollout', policy(), ...args])).toEqual({ status: 2, out: '', err: `coldcase: ${message}\n` });
  });

  it('writes no files for a cluster that the policy does not name', async () => {
    const file = policy();
    expect((await run(['rollout', file, '--emit', 'argo'])).err).toBe(
      `coldcase: ${file}: names nothing of a cluster; add kubernetes: { deployment, service, port, image }\n`,
    );
  });

  it('names a policy that is not there', async () => {
    expect((await run(['rollout', 'none.yaml'])).err).toBe("coldcase: none.yaml: there is no such policy; name the policy's file\n");
  });
});
