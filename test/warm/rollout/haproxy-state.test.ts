import { describe, expect, it } from 'vitest';
import { DriverProblem } from '../../../src/warm/rollout/driver.js';
import { haproxyDriver } from '../../../src/warm/rollout/haproxy.js';
import { parseRequests, parseServers, weightsOf } from '../../../src/warm/rollout/haproxy-state.js';

/** As HAProxy 2.6.12 answers `show servers state model`: green is drained by hand. */
const servers = `1
# be_id be_name srv_id srv_name srv_addr srv_op_state srv_admin_state srv_uweight srv_iweight srv_time_since_last_change srv_check_status srv_check_result srv_check_health srv_check_state srv_agent_state bk_f_forced_id srv_f_forced_id srv_fqdn srv_port srvrecord srv_use_ssl srv_check_port srv_check_addr srv_agent_addr srv_agent_port
3 model 1 blue 127.0.0.1 2 0 100 100 1 1 0 2 0 0 0 0 - 18001 - 0 0 - - 0
3 model 2 green 127.0.0.1 2 8 5 0 0 1 0 2 0 0 0 0 - 18002 - 0 0 - - 0

`;
const driver = (answer: string) => haproxyDriver(async () => answer, { backend: 'model', servers: { blue: ['blue'], green: ['green'] } });

describe("what HAProxy's runtime API tells", () => {
  it('has the weights of the servers, and which are out', () => {
    expect(parseServers(servers)).toEqual([
      { name: 'blue', weight: 100, isOut: false },
      { name: 'green', weight: 5, isOut: true },
    ]);
    expect(parseServers("Can't find backend.\n\n")).toBeNull();
  });

  it('has the requests that a server has and that wait for it', () => {
    const stat = '# pxname,svname,qcur,qmax,scur\nmodel,blue,2,9,3\nother,blue,7,7,7\n\n';
    expect(parseRequests(stat, 'model')).toEqual(new Map([['blue', 5]]));
  });

  it('gives the share of traffic of a side, where a drained server has none', async () => {
    expect(await driver(servers).greenShare()).toBe(0);
  });

  it.each([
    [0, { blue: 256, green: 0 }],
    [0.01, { blue: 256, green: 3 }],
    [0.5, { blue: 256, green: 256 }],
    [1, { blue: 0, green: 256 }],
  ])('makes weights of a share of %d for three servers a side', (share, weights) => {
    expect(weightsOf(share, { blue: 3, green: 3 })).toEqual(weights);
  });

  it('keeps shares where the sides differ in size', () => {
    const { blue, green } = weightsOf(0.2, { blue: 2, green: 6 });
    expect((green * 6) / (green * 6 + blue * 2)).toBeCloseTo(0.2, 2);
  });

  it('is refused for good where backend or server are unknown, or the weight is refused', async () => {
    await expect(driver("Can't find backend.\n").shift(0)).rejects.toEqual(
      new DriverProblem("HAProxy does not tell the servers of the backend model: Can't find backend.", true),
    );
    await expect(driver(servers.replace(' green ', ' emerald ')).shift(0)).rejects.toThrow(
      "HAProxy's backend model has no server green; name one of blue, emerald",
    );
    const complaining = haproxyDriver(async ([first = '']) => (first.startsWith('show') ? servers : 'Backend is using a static LB algorithm.\n'), {
      backend: 'model',
      servers: { blue: ['blue'], green: ['green'] },
    });
    await expect(complaining.shift(0.5)).rejects.toThrow('HAProxy refuses the weight 256 of blue: Backend is using a static LB algorithm.');
  });
});
