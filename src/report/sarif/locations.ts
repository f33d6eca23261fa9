import type { Evidence } from '../../model/boot.js';
import { isAbsolute, relativeUri } from '../escape/relative-path.js';
import { evidencePlace, type FindingPlace } from '../findings/finding.js';
import { message } from './message.js';

const here = '%SRCROOT%';
const root = 'ROOT';

/** What the relative addresses are relative to. Where these folders lie is left out: it tells of the machine, not of the start. */
export const bases = {
  [here]: { description: { text: 'The folder in which coldcase was run.' } },
  [root]: { description: { text: 'The root of the file system on which coldcase was run.' } },
};

/** GitHub takes no more than this many of a result, of which people read a few. */
const shownLocations = 20;
const longestSnippet = 1000;

const snippet = (text: string | null): object => (text === null ? {} : { snippet: { text: text.slice(0, longestSnippet) } });

/** A physical location, its address relative and percent-encoded. */
export const locationOf = ({ file, line, column, text }: FindingPlace): object => ({
  physicalLocation: {
    artifactLocation: { uri: relativeUri(file), uriBaseId: isAbsolute(file) ? root : here },
    region: { startLine: line, ...(column === null ? {} : { startColumn: column }), ...snippet(text) },
  },
});

/** The lines of a log beside a result's own place. */
export const relatedLocations = (evidence: readonly Evidence[]): object[] =>
  evidence.slice(0, shownLocations).map((one, index) => ({
    id: index + 1,
    message: message(one.text.slice(0, longestSnippet) || 'the line that shows it'),
    ...locationOf(evidencePlace(one)),
  }));
