import { join } from 'node:path';
import { runnerImport } from 'vite';
import { bundle } from '../../electron/scripts/bundle.mjs';
import { root } from './running.mjs';

/** Takes the README's pictures anew: `npm run pictures`. */
await bundle(['renderer']);
const { module } = await runnerImport(join(root, 'e2e/visual/shots.ts'), { configFile: false });
const noise = await module.shoot({
  root,
  outDir: join(root, 'assets', 'screenshots'),
  only: ['readme-'],
});
for (const line of noise) process.stderr.write(`${line}\n`);
process.exitCode = noise.length === 0 ? 0 : 1;
