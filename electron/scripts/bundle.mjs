import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';

export const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');

/** What can be built, by name: each is one Vite configuration. */
const CONFIGS = {
  main: 'electron/vite.main.config.ts',
  preload: 'electron/vite.preload.config.ts',
  renderer: 'renderer/vite.config.ts',
};

/** Builds the named parts into dist/. Prints nothing on stdout: the engine's output owns it. */
export async function bundle(parts = Object.keys(CONFIGS)) {
  await Promise.all(
    parts.map((part) => build({ configFile: join(root, CONFIGS[part]), logLevel: 'warn' })),
  );
}
