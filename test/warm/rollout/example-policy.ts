import { readFileSync } from 'node:fs';

/** The policy that docs/rollout.md shows. */
export const example = /```yaml\n([\s\S]*?)```/.exec(readFileSync('docs/rollout.md', 'utf8'))?.[1] ?? '';
