import { join } from 'node:path';
import { defineConfig } from 'playwright/test';

/** The window tests. One at a time: each starts a whole program with a browser of its own. */
export default defineConfig({
  testDir: join(import.meta.dirname, 'app'),
  outputDir: join(import.meta.dirname, '..', 'test-results', 'playwright'),
  workers: 1,
  fullyParallel: false,
  retries: 0,
  timeout: 180_000,
  expect: { timeout: 20_000 },
  use: { actionTimeout: 20_000 },
  reporter: [
    ['list'],
    [
      'json',
      { outputFile: join(import.meta.dirname, '..', 'test-results', 'reports', 'windows.json') },
    ],
  ],
  forbidOnly: process.env['CI'] === 'true',
});
