import { execFileSync } from 'node:child_process';
import { copyFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

/** The words of `scripts/small-model.ts` that make them: 146 MiB with attention, and 8,005 operators one behind the other. */
const made = { 'transformer-like': ['768', '8', 'attention'], deep: ['16', '2000'] } as const;

/** Writes a made model into the folder. */
export function writeModel(folder: string, name: keyof typeof made): string {
  const path = join(folder, `${name}.onnx`);
  execFileSync(process.execPath, ['node_modules/tsx/dist/cli.mjs', 'scripts/small-model.ts', path, ...made[name]]);
  return path;
}

const voicePackage = '@ricky0123/vad-web';
const voiceVersion = '0.0.31';

/** Silero's model of speech, out of the npm package that has it; null where that cannot be had here. */
export function fetchVoiceModel(folder: string): string | null {
  try {
    execFileSync('npm', ['install', '--prefix', folder, '--ignore-scripts', '--no-audit', '--no-fund', `${voicePackage}@${voiceVersion}`], { stdio: 'ignore' });
    const root = join(folder, 'node_modules', voicePackage);
    const name = readdirSync(root, { recursive: true, encoding: 'utf8' }).find((file) => file.endsWith('silero_vad_v5.onnx'));
    if (name === undefined) return null;
    const path = join(folder, 'silero_vad.onnx');
    copyFileSync(join(root, name), path);
    return path;
  } catch {
    return null;
  }
}
