import type { BootReport } from '../../model/report.js';
import { bootName } from '../text/evidence.js';
import { reasonOf } from '../text/headline.js';
import { heading, type Level } from './heading.js';
import { html, type Markup } from './markup.js';

/** A verdict as a badge: its word, in its colour. */
export const verdictBadge = ({ verdict }: BootReport): Markup => html`<span class="verdict ${verdict}">${verdict}</span>`;

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

const runtimeOf = ({ runtime, runtimeVersion }: BootReport): string => (runtimeVersion === null ? runtime : `${runtime} ${runtimeVersion}`);

const identity = (boot: BootReport): { readonly name: string; readonly value: string }[] => {
  const facts = Object.entries({ ...boot.labels, ...boot.fingerprint }).map(([name, value]) => ({ name, value }));
  const replica = boot.replica === null || facts.some(({ value }) => value === boot.replica) ? [] : [{ name: 'replica', value: boot.replica }];
  const started = boot.startedAt === null ? [] : [{ name: 'started', value: boot.startedAt.replace('T', ' ').replace(/\.000Z$|Z$/, ' UTC') }];
  return [{ name: 'log', value: bootName(boot.id) }, { name: 'runtime', value: runtimeOf(boot) }, ...replica, ...started, ...facts];
};

/** The verdict and its sentence, and under it what was looked at. */
export const headlineSection = (boot: BootReport, level: Level): Markup => html`
<header class="headline">
<p class="kicker">${verdictBadge(boot)}</p>
${heading(level, 0, capital(reasonOf(boot)))}
<ul class="identity">${identity(boot).map(({ name, value }) => html`<li><span class="name">${name}</span> <bdi>${value}</bdi></li>`)}</ul>
</header>`;
