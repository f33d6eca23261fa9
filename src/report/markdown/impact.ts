import type { BootReport } from '../../model/report.js';
import type { Seconds } from '../../model/units.js';
import { formatRatio, formatSeconds } from '../quantity.js';
import { formatWindow } from '../text/headline.js';
import { chainsOf } from './chain.js';
import { lineOf } from './evidence.js';
import { secondsSeen } from './seconds-seen.js';
import { listed } from './sentence.js';

const toldRequests = 5;

const shapeOf = ({ shape }: BootReport['firstRequests'][number]): string =>
  shape === null
    ? ''
    : Object.entries(shape)
        .map(([name, size]) => `${name} ${size}`)
        .join(', ');

/** The latency that a request has later on, from requests or from what the service measures itself. */
const steadyOf = (boot: BootReport): Seconds | null => boot.steadySeconds ?? boot.metrics.find((metric) => metric.period === 'steady')?.seconds ?? null;

const firstRequest = (boot: BootReport): string => {
  const steady = steadyOf(boot);
  const later = steady === null ? '' : `; later ones take ${formatSeconds(steady)}`;
  const ratio = later === '' || boot.coldWarmRatio === null || boot.coldWarmRatio < 1.2 ? '' : `, so it was ${formatRatio(boot.coldWarmRatio)} as slow`;
  if (boot.firstRequestSeconds !== null) return `The first request took ${formatSeconds(boot.firstRequestSeconds)}${later}${ratio}.`;
  if (boot.firstRequestAtLeastSeconds === null) return '';
  return `The first request waited at least ${formatSeconds(boot.firstRequestAtLeastSeconds)} (its whole time is not in the log)${later}.`;
};

const slowRequests = (boot: BootReport): string => {
  const steady = steadyOf(boot);
  const timed = boot.firstRequests.filter(({ seconds }) => seconds !== null);
  const slow = steady === null ? [] : timed.filter(({ seconds }) => (seconds ?? 0) > 2 * steady);
  if (slow.length === 0 || (slow.length === 1 && slow[0] === timed[0])) return '';
  const told = slow.slice(0, toldRequests).map((request) => {
    const shape = shapeOf(request);
    return `${formatSeconds(request.seconds ?? 0)}${shape === '' ? '' : ` (${shape})`}`;
  });
  return `Of the first ${timed.length} requests ${slow.length} took more than twice that: ${listed(told)}${slow.length > toldRequests ? ' …' : ''}.`;
};

const early = (boot: BootReport): string => {
  const metric = boot.metrics.find(({ period }) => period === 'early');
  if (metric === undefined) return '';
  const name = metric.quantile === null ? 'the latency' : `p${Number((metric.quantile * 100).toFixed(2))}`;
  return `By the service's own figures ${name} was ${formatSeconds(metric.seconds)} ${metric.windowSeconds === null ? 'at first' : `over the first ${formatWindow(metric.windowSeconds)}`}.`;
};

const never = (boot: BootReport): string => {
  const seen = secondsSeen(boot);
  return `This replica never got ready${seen === null ? '' : ` in the ${formatSeconds(seen)} that the log shows of its start`}, so it took no traffic.`;
};

const waited = (boot: BootReport): string =>
  boot.timeToReadySeconds === null
    ? ''
    : `For ${formatSeconds(boot.timeToReadySeconds)} the replica could take no traffic: a rollout, a scale-out or a restart waited that long for it.`;

const broken = (boot: BootReport): string => {
  const line = chainsOf(boot.causes)[0]?.root.evidence[0];
  return `The replica had said that it was ready, so traffic may have come to it; what came${line === undefined ? ' after it failed' : ` from ${lineOf(line, boot)} on`} got no good answer.`;
};

const known = (boot: BootReport): string[] => {
  if (boot.verdict === 'slow') return [waited(boot), firstRequest(boot) === '' ? '' : `No request paid for the start. ${firstRequest(boot)}`];
  if (boot.verdict !== 'failed') return [firstRequest(boot), slowRequests(boot), early(boot)];
  if (boot.milestones.ready === null) return [never(boot), firstRequest(boot)];
  return [broken(boot)];
};

const unknown = (boot: BootReport): string => {
  if (boot.verdict === 'slow') return 'The log does not say whether requests queued for it meanwhile, nor what other replicas did.';
  if (boot.verdict === 'failed' && boot.milestones.ready === null)
    return 'The log does not say whether requests waited for it, when another replica served in its place, nor what other replicas did meanwhile.';
  if (boot.verdict === 'failed') return 'The log does not say whose requests that hit, how many there were, nor when another replica served in its place.';
  return 'The log does not say whose requests they were, how many others waited behind them or gave up, nor what other replicas did.';
};

/** Whom it hit and for how long, and what the log cannot say of that. */
export const impact = (boot: BootReport): string[] => {
  const told = known(boot).filter((sentence) => sentence !== '');
  return told.length === 0 ? [] : [told.join(' '), unknown(boot)];
};
