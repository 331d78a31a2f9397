/**
 * Pictures of every designed state from scripted data and a clock that stands still.
 *   npm run build && node e2e/visual/shots.mjs [part of a name …] [--out DIR]
 */
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { runnerImport } from 'vite';

const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { out: { type: 'string' } },
});
const { module } = await runnerImport(join(root, 'e2e/visual/shots.ts'), { configFile: false });
const noise = await module.shoot({
  root,
  outDir: resolve(values.out ?? join(root, 'test-results/visual')),
  only: positionals,
});
for (const line of noise) console.error(line);
process.exitCode = noise.length === 0 ? 0 : 1;
