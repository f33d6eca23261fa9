import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onExit } from 'signal-exit';

/** A new folder, gone when it is removed, or when this process ends. */
export function temporaryFolder(): { readonly path: string; readonly remove: () => void } {
  const path = mkdtempSync(join(tmpdir(), 'coldcase-reproduce-'));
  const erase = (): void => rmSync(path, { recursive: true, force: true });
  const forget = onExit(erase);
  return {
    path,
    remove: () => {
      forget();
      erase();
    },
  };
}
