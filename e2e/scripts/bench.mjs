import { spawnSync } from 'node:child_process';
import { dirname, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'vite';
import { bundle } from '../../electron/scripts/bundle.mjs';
import { root } from './running.mjs';

const out = join(root, 'node_modules', '.cache', 'batchwatch', 'bench');

await bundle(['main', 'preload', 'renderer', 'stand-in']);
await build({
  configFile: false,
  root,
  logLevel: 'warn',
  plugins: [scriptsInPlace()],
  build: {
    ssr: join(root, 'e2e/bench/run.ts'),
    target: 'node20',
    outDir: out,
    emptyOutDir: true,
    rolldownOptions: {
      output: { entryFileNames: 'run.mjs' },
    },
  },
});
/** The project's scripts find it by their own place: they are loaded from there, not bundled. */
function scriptsInPlace() {
  return {
    name: 'scripts-in-place',
    enforce: 'pre',
    resolveId(source, importer) {
      if (importer === undefined || !/\/electron\/(scripts|stand-in)\/.*\.mjs$/.test(source))
        return null;
      return { id: pathToFileURL(resolve(dirname(importer), source)).href, external: true };
    },
  };
}

const { status } = spawnSync(process.execPath, [join(out, 'run.mjs')], {
  cwd: root,
  stdio: 'inherit',
});
process.exitCode = status ?? 1;
