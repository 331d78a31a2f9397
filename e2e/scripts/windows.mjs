import { bundleStale } from '../../electron/scripts/bundle.mjs';
import { chooseRuntime } from '../../electron/scripts/runtime.mjs';
import { openDisplay } from './display.mjs';
import { isStarted, report, run, summary } from './running.mjs';

/** The window tests on whichever runtime is here; `args` go to Playwright. Resolves with what they counted. */
export async function windows(args) {
  const say = (text) => process.stdout.write(`${text}\n`);
  const runtime = await chooseRuntime(process.env, say);
  if (runtime.kind === 'none') {
    const inCi = process.env.CI === 'true';
    say(`${inCi ? '✗' : 'SKIPPED:'} window tests: ${runtime.why}`);
    return { name: 'windows', passed: 0, failed: inCi ? 1 : 0, skipped: inCi ? 0 : 1 };
  }
  await bundleStale(['main', 'preload', 'renderer', 'stand-in']);
  const display = await openDisplay(process.env);
  say(`window tests on ${runtime.kind} (${runtime.path}; ${runtime.why}), ${display.how}`);
  try {
    const counted = report('windows.json');
    const outcome = await run(
      'windows',
      'playwright',
      ['test', '--config=e2e/playwright.config.ts', ...args],
      { live: true, env: display.env },
    );
    return counted.playwrightCount(outcome);
  } finally {
    display.close();
  }
}

if (isStarted(import.meta.filename)) {
  process.exitCode = summary([await windows(process.argv.slice(2))]);
}
