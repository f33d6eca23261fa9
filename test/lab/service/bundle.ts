import { mkdir, rm, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { rolldown } from 'rolldown';

/** Bundles the TypeScript service into a folder, its packages beside it as an install leaves them; gives the path of the program. */
export async function bundleService(repository: string, folder: string): Promise<string> {
  const bundle = await rolldown({ input: join(repository, 'fixtures/lab/node/main.ts'), platform: 'node', external: [/^[a-z@]/] });
  const { output } = await bundle.generate({ format: 'esm' });
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'package.json'), '{"type":"module"}');
  for (const part of output) if (part.type === 'chunk') await writeFile(join(folder, part.fileName), part.code);
  // From an earlier run that was told to keep its folder.
  await rm(join(folder, 'node_modules'), { force: true });
  await symlink(join(repository, 'node_modules'), join(folder, 'node_modules'));
  return join(folder, 'main.js');
}
