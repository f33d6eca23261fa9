import type { Report } from '../../model/report.js';
import { UserError } from '../../model/user-error.js';
import { otlpMessages } from '../../report/otlp.js';
import { type OtlpEndpoint, shownUrl, signalUrl } from '../options/otlp-endpoint.js';
import { post, quoted } from './post.js';

/** How long sending may take: each attempt, all of it, and the pause ahead of the second attempt. */
export type SendTimes = { readonly attemptMilliseconds: number; readonly totalMilliseconds: number; readonly firstPauseMilliseconds: number };

/** OTLP's exporters wait 10 s for an answer; a deploy that waits for the command should not wait longer than half a minute. */
const usualTimes: SendTimes = { attemptMilliseconds: 10_000, totalMilliseconds: 30_000, firstPauseMilliseconds: 500 };

/** What an endpoint took, but not all of (https://opentelemetry.io/docs/specs/otlp/#partial-success-1): how many and its words. */
const partialSuccess = (answer: string): { readonly rejected: number; readonly message: string } | null => {
  try {
    const { partialSuccess: partial } = JSON.parse(answer) as { readonly partialSuccess?: Readonly<{ [name: string]: unknown }> };
    const rejected = Number(partial?.rejectedSpans ?? partial?.rejectedDataPoints ?? 0) || 0;
    const message = typeof partial?.errorMessage === 'string' ? partial.errorMessage : '';
    return rejected === 0 && message === '' ? null : { rejected, message };
  } catch {
    // Not JSON: an answer in protobuf, or none, says no more than that it was taken.
    return null;
  }
};

/**
 * Sends a report's traces and metrics to an OTLP endpoint, as JSON over HTTP; the same report has the same trace each time. Gives remarks
 * to be told. Throws a UserError where not all of it was taken.
 */
export const sendOtlp = async (report: Report, endpoint: OtlpEndpoint, times: SendTimes = usualTimes): Promise<string[]> => {
  const messages = otlpMessages(report, Date.now() / 1000);
  const patience = { ...times, deadline: Date.now() + times.totalMilliseconds };
  const remarks: string[] = [];
  for (const signal of ['traces', 'metrics'] as const) {
    const body = messages[signal];
    if (body === null) continue;
    const url = signalUrl(endpoint, signal);
    const partial = partialSuccess(await post(url, body, endpoint.headers, patience));
    if (partial === null) continue;
    const said = partial.message === '' ? '' : `: ${quoted(partial.message, endpoint.headers)}`;
    if (partial.rejected > 0) throw new UserError(`${shownUrl(url)} took the ${signal} but for ${partial.rejected} of them${said}`);
    remarks.push(`${shownUrl(url)} took the ${signal} with a warning${said}`);
  }
  if (messages.traces === null && messages.metrics !== null)
    remarks.push('the log has no dated clock, so metrics alone were sent: a trace would need times that nobody knows');
  return remarks;
};
