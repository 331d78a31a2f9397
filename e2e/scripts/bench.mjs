import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { build } from 'vite';
import { bundle } from '../../electron/scripts/bundle.mjs';
import { root } from './running.mjs';

const out = join(root, 'node_modules', '.cache', 'batchwatch', 'bench');

await bundle();
await build({
  configFile: false,
  root,
  logLevel: 'warn',
  build: {
    ssr: join(root, 'e2e/bench/run.ts'),
    target: 'node20',
    outDir: out,
    emptyOutDir: true,
    rolldownOptions: {
      // The scripts find the project by their own place.
      external: [/\/electron\/(scripts|stand-in)\/.*\.mjs$/],
      output: { entryFileNames: 'run.mjs' },
    },
  },
});
const { status } = spawnSync(process.execPath, [join(out, 'run.mjs')], {
  cwd: root,
  stdio: 'inherit',
});
process.exitCode = status ?? 1;
