import { resolve } from 'node:path';
import { defineConfig } from 'vite';

const root = resolve(import.meta.dirname, '../..');

/** The page's half of the stand-in: one script that is put before every page's own. */
export default defineConfig({
  root,
  logLevel: 'warn',
  build: {
    target: 'chrome120',
    outDir: 'dist/stand-in',
    emptyOutDir: true,
    minify: false,
    copyPublicDir: false,
    lib: {
      entry: resolve(root, 'electron/stand-in/page/bridge.ts'),
      formats: ['iife'],
      name: 'standInBridge',
      fileName: () => 'page.js',
    },
  },
});
