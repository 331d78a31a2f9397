import { join } from 'node:path';
import { defineConfig } from 'playwright/test';

/** Specs of the page alone, on scripted data: they share nothing and run beside the others. */
const PAGES = /-ui\.spec\.ts$/;

/** The window tests. Those of the whole program go one at a time: each starts it with a browser of its own. */
export default defineConfig({
  testDir: join(import.meta.dirname, 'app'),
  outputDir: join(import.meta.dirname, '..', 'test-results', 'playwright'),
  workers: 2,
  projects: [
    { name: 'program', testIgnore: PAGES, workers: 1 },
    { name: 'pages', testMatch: PAGES },
  ],
  fullyParallel: false,
  // A browser on a crowded machine: one more attempt, told by name. Not at the desk, where it is to be mended.
  retries: process.env['CI'] === 'true' ? 1 : 0,
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
