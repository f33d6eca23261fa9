import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A line of a container's log, as a collector sends it. */
export type Line = { readonly pod: string; readonly container: string; readonly restart: number; readonly nanoseconds: bigint; readonly text: string };

const began = 1_770_000_000n * 1_000_000_000n;

/** The captured logs under a folder, each as that of a pod of its own: a line each 10 ms. */
export const capturedLines = (folder = 'fixtures/captured'): Line[] => {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.log'));
  return files.sort().flatMap((file, place) =>
    readFileSync(join(folder, file), 'utf8')
      .replace(/\n$/, '')
      .split(/\r?\n/)
      .map((text, at) => ({
        pod: file.replace(/\W+/g, '-'),
        container: `it's "${place % 3}"`,
        restart: place % 2,
        nanoseconds: began + BigInt(at) * 10_000_000n,
        text,
      })),
  );
};

/** As `kubectl logs --timestamps` prints it. */
export const stamped = ({ nanoseconds, text }: Line): string => {
  const seconds = nanoseconds / 1_000_000_000n;
  return `${new Date(Number(seconds) * 1000).toISOString().slice(0, 19)}.${String(nanoseconds % 1_000_000_000n).padStart(9, '0')}Z ${text}`;
};

/** What the log of its container is called, as a path. */
export const pathOfLine = ({ pod, container, restart }: Line): string => `${pod}/${container}/${restart}`;
