import { resolve } from 'node:path';
import { defineConfig } from 'vite';

const root = resolve(import.meta.dirname, '..');

/** The sandboxed preload: one CommonJS file that requires nothing but `electron`. */
export default defineConfig({
  root,
  logLevel: 'warn',
  ssr: { noExternal: true, external: ['electron'] },
  build: {
    ssr: resolve(root, 'electron/preload/preload.ts'),
    target: 'node20',
    outDir: 'dist/preload',
    emptyOutDir: true,
    rolldownOptions: {
      output: { format: 'cjs', entryFileNames: 'preload.cjs', codeSplitting: false },
    },
  },
});
