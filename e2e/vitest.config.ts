import { resolve } from 'node:path';
import { defineConfig } from 'vitest/config';

const root = resolve(import.meta.dirname, '..');
const QUIET = [resolve(import.meta.dirname, 'support', 'quiet-console.ts')];

/** Two suites by place: `check` (unit, contract, journeys: no display, no servers) and `real` (real servers). */
export default defineConfig({
  root,
  test: {
    environment: 'node',
    projects: [
      {
        root,
        test: {
          name: 'check',
          setupFiles: QUIET,
          // Tests change nothing global, so files may share a process: a third of the time.
          isolate: false,
          // Properties run hundreds of cases; a busy machine must not fail them.
          testTimeout: 30_000,
          include: [
            'shared/**/*.test.ts',
            'electron/**/*.test.ts',
            'renderer/**/*.test.{ts,tsx}',
            'monitoring/**/*.test.ts',
            'e2e/journeys/**/*.test.ts',
            'e2e/rules/**/*.test.ts',
            'e2e/scripts/**/*.test.ts',
          ],
        },
      },
      {
        root,
        test: {
          name: 'real',
          setupFiles: QUIET,
          include: ['e2e/real/**/*.test.ts'],
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
});
