import { resolve } from 'node:path';
import { defineConfig } from 'vite';

const root = resolve(import.meta.dirname, '../..');

/** The stand-in for Electron: a program of its own, never packaged, so it may leave Playwright where it is installed. */
export default defineConfig({
  root,
  logLevel: 'warn',
  ssr: { noExternal: true, external: ['electron', 'playwright'] },
  build: {
    ssr: resolve(root, 'electron/stand-in/launch.ts'),
    target: 'node20',
    outDir: 'dist/stand-in',
    emptyOutDir: false,
    sourcemap: true,
    rolldownOptions: {
      output: { format: 'cjs', entryFileNames: 'stand-in.cjs', codeSplitting: false },
    },
  },
});
