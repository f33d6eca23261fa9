import { type Driver, DriverProblem } from './driver.js';
import { type ProxyServer, parseRequests, parseServers, parseUsers, weightsOf } from './haproxy-state.js';
import type { Sides } from './policy.js';

/** Sends commands to HAProxy's runtime API and gives the whole answer. Rejects where the socket is gone. */
export type AskProxy = (commands: readonly string[]) => Promise<string>;

type Names = { readonly backend: string; readonly servers: Sides<readonly string[]> };

const sentenceOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** Answers are empty where a command was obeyed. */
const complaintIn = (answer: string): string | null => answer.split('\n').find((line) => line.trim() !== '') ?? null;

/** Traffic moved by the weights of a backend's servers (https://docs.haproxy.org/2.6/management.html#9.3). Weights need a dynamic algorithm, such as roundrobin or leastconn. */
export const haproxyDriver = (askProxy: AskProxy, { backend, servers }: Names): Driver => {
  const ask = async (commands: readonly string[]): Promise<string> => {
    try {
      return await askProxy(commands);
    } catch (error) {
      throw new DriverProblem(`HAProxy cannot be reached (${sentenceOf(error)})`, false);
    }
  };

  const present = async (): Promise<ReadonlyMap<string, ProxyServer>> => {
    const answer = await ask([`show servers state ${backend}`]);
    const all = parseServers(answer);
    if (all === null) throw new DriverProblem(`HAProxy does not tell the servers of the backend ${backend}: ${complaintIn(answer) ?? 'no answer'}`, true);
    const found = new Map(all.map((server) => [server.name, server]));
    const missing = [...servers.blue, ...servers.green].find((name) => !found.has(name));
    if (missing !== undefined)
      throw new DriverProblem(`HAProxy's backend ${backend} has no server ${missing}; name one of ${[...found.keys()].join(', ')}`, true);
    return found;
  };

  /** What a side takes, in weights. */
  const taken = (found: ReadonlyMap<string, ProxyServer>, side: readonly string[]): number =>
    side.reduce((sum, name) => {
      const server = found.get(name);
      return server === undefined || server.isOut ? sum : sum + server.weight;
    }, 0);

  return {
    shift: async (greenShare) => {
      const weights = weightsOf(greenShare, { blue: servers.blue.length, green: servers.green.length });
      await present();
      // Who gets a part comes before who loses his: between two commands there is always somebody to take a request.
      const sides = (['blue', 'green'] as const).toSorted((left, right) => weights[right] - weights[left]);
      for (const side of sides) {
        const weight = weights[side];
        const answer = await ask(
          servers[side].flatMap((name) => [
            `set server ${backend}/${name} weight ${weight}`,
            `set server ${backend}/${name} state ${weight === 0 ? 'drain' : 'ready'}`,
          ]),
        );
        const complaint = complaintIn(answer);
        if (complaint !== null) throw new DriverProblem(`HAProxy refuses the weight ${weight} of ${side}: ${complaint}`, true);
      }
      const now = await present();
      const wrong = (['blue', 'green'] as const).find((side) => servers[side].some((name) => taken(now, [name]) !== weights[side]));
      if (wrong !== undefined) throw new DriverProblem(`HAProxy has other weights for ${wrong} than it was given; does something else set them?`, false);
    },
    greenShare: async () => {
      const now = await present();
      const [blue, green] = [taken(now, servers.blue), taken(now, servers.green)];
      return blue + green === 0 ? null : green / (blue + green);
    },
    blueRequests: async () => {
      const requests = parseRequests(await ask(['show stat']), backend);
      return requests === null ? null : servers.blue.reduce((sum, name) => sum + (requests.get(name) ?? 0), 0);
    },
    greenUsers: async () => parseUsers(await ask(['show stat']), backend, servers.green),
  };
};
