import { expect, test } from 'playwright/test';
import { launchApp } from '../support/launch-app';

test('the window tests run on Electron or on an installed Chromium, and say which', async () => {
  const app = await launchApp({ demo: true });
  try {
    const info = await app.page.evaluate(
      'window.batchwatch.bootstrap().then((answer) => answer.value.info)',
    );
    test.info().annotations.push({ type: 'runtime', description: app.runtime });
    process.stdout.write(`the window tests ran on: ${app.runtime}\n`);
    // The program itself knows what shows its window, and says so to its user.
    expect(info).toMatchObject({ runtime: app.runtime });
  } finally {
    expect(await app.quit()).toBe(0);
  }
});
