import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { defineConfig } from 'vite';

const root = resolve(import.meta.dirname, '..');

/** The programs of the monitored side, each a CommonJS file of its own for plain Node. */
const PROGRAMS = {
  simulator: 'monitoring/simulator/main.ts',
  sinks: 'monitoring/sinks/main.ts',
  stack: 'monitoring/stack/main.ts',
  generate: 'monitoring/generate/main.ts',
};

const input = Object.fromEntries(
  Object.entries(PROGRAMS)
    .map(([name, file]) => [name, resolve(root, file)] as const)
    .filter(([, file]) => existsSync(file)),
);

export default defineConfig({
  root,
  logLevel: 'warn',
  ssr: { noExternal: true },
  build: {
    ssr: true,
    target: 'node20',
    outDir: 'dist/monitoring',
    emptyOutDir: true,
    rolldownOptions: {
      input,
      output: { format: 'cjs', entryFileNames: '[name].cjs', chunkFileNames: 'chunks/[name].cjs' },
    },
  },
});
