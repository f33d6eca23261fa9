import type { CauseRule, RuntimeRules } from '../../src/rules/schema.js';
import { code, joined, link, list, prose, section, table } from './markdown.js';
import { signalRow } from './signal-row.js';

const kinds = {
  server: 'a model server: where it is in a log it is what serves',
  http: 'an HTTP server: what serves where no model server is in the log',
  library: 'a library: read inside whatever serves',
  platform: 'a platform: read around whatever serves',
  generic: 'plain words: read where nothing more special is',
} as const;

/** The page of one runtime: what is read of it, what may be changed in it, what it does in silences, how to have it say more. */
export function runtimePage(runtime: RuntimeRules, causes: readonly CauseRule[]): string {
  const { title, kind, signals, references, detect, over } = runtime;
  return joined([
    `# ${prose(title)}`,
    `${code(runtime.runtime)}, ${kinds[kind]}. ${counted(signals.length, 'signal')}.`,
    runtime.fromSourcesOnly === true ? '**From sources only**: written from its sources and documentation; no log of it has been seen yet.' : '',
    over === undefined ? '' : `Where they are in one log too, it is named before ${over.map(code).join(', ')}.`,
    section('How it is known', detect.length === 0 ? 'No line names it; its rules apply to any log.' : list(detect.map(code))),
    section(
      'What is read',
      signals.length === 0 ? '' : table(['signal', 'what it tells', 'a line of it', 'versions', 'source'], signals.map(signalRow)),
      signals.some((signal) => signal.falsePositives !== undefined) ? 'Known to mislead:' : '',
      list(signals.flatMap(({ id, falsePositives }) => (falsePositives ?? []).map((text) => `${code(id)}: ${prose(text)}`))),
    ),
    section('What to change', fixesTable(runtime, causes)),
    section('What it may do in silence', suspectsTable(runtime)),
    section('How to have it say more', howToLogTable(runtime, causes)),
    section('References', list((references ?? []).map((reference) => `<${reference}>`))),
  ]);
}

function fixesTable({ fixes }: RuntimeRules, causes: readonly CauseRule[]): string {
  const rows = Object.entries(fixes ?? {}).map(([id, { how, versions, tradeOff }]) => {
    const mends = causes.filter((cause) => cause.fixes.some((fix) => fix.id === id));
    return [code(id), prose(how), versions === undefined ? '' : code(versions), prose(tradeOff ?? ''), mends.map(({ id }) => causeLink(id, causes)).join(', ')];
  });
  return rows.length === 0 ? '' : table(['fix', 'how', 'versions', 'trade-off', 'for'], rows);
}

function suspectsTable({ suspects }: RuntimeRules): string {
  const rows = (suspects ?? []).map(({ after, before, phase, because, reference }) => [
    after === undefined ? '' : code(after),
    before === undefined ? '' : code(before),
    code(phase),
    `${prose(because)}${reference === undefined ? '' : ` ${link('source', reference)}`}`,
  ]);
  return rows.length === 0 ? '' : table(['after a line like', 'before a line like', 'possibly', 'because'], rows);
}

function howToLogTable({ howToLog }: RuntimeRules, causes: readonly CauseRule[]): string {
  const rows = Object.entries(howToLog ?? {}).map(([cause, text]) => [causeLink(cause, causes), prose(text)]);
  return rows.length === 0 ? '' : table(['to judge', 'switch on'], rows);
}

/** A link to a cause's page, or its name where it has none. */
function causeLink(id: string, causes: readonly CauseRule[]): string {
  return causes.some((cause) => cause.id === id) ? link(code(id), `../causes/${id}.md`) : code(id);
}

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
