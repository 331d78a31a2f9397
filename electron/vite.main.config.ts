import { resolve } from 'node:path';
import { defineConfig } from 'vite';

const root = resolve(import.meta.dirname, '..');

/** Main, its worker threads and the engine's command line: CommonJS, with everything bundled but Electron and Node. */
export default defineConfig({
  root,
  logLevel: 'warn',
  ssr: { noExternal: true, external: ['electron'] },
  build: {
    ssr: true,
    target: 'node20',
    outDir: 'dist/main',
    emptyOutDir: true,
    sourcemap: true,
    license: { fileName: 'licenses.json' },
    rolldownOptions: {
      input: {
        main: resolve(root, 'electron/main.ts'),
        'engine-worker': resolve(root, 'electron/engine/worker.ts'),
        'demo-worker': resolve(root, 'electron/demo/worker.ts'),
        'engine-cli': resolve(root, 'electron/cli/engine-cli.ts'),
      },
      output: {
        format: 'cjs',
        entryFileNames: '[name].cjs',
        chunkFileNames: 'chunks/[name].cjs',
      },
    },
  },
});
