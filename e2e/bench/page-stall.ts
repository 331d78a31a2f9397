import { launchApp } from '../support/launch-app';
import { pollUntil } from '../support/poll-until';
import { startAlertServer } from './alert-server';
import { benchConfig } from './main-stall';
import type { Row } from './row';

const POLLS = 8;
const FEW = 10;

/** The longest time in which the page could not react while its list of alerts changed every second. */
export async function pageStall(count: number): Promise<readonly Row[]> {
  const name = `longest stall of the page, ${count.toLocaleString('en')} alerts`;
  try {
    const many = await stallWith(count);
    const few = await stallWith(FEW);
    return [{ name, value: many, unit: 'ms', against: { name: `${FEW} alerts`, value: few } }];
  } catch (error) {
    const skipped = error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error);
    return [{ name, value: Number.NaN, unit: 'ms', skipped }];
  }
}

async function stallWith(count: number): Promise<number> {
  const server = await startAlertServer(count);
  const { environments } = benchConfig(server.url);
  const app = await launchApp({
    locale: 'en-GB',
    config: {
      version: 1,
      environments: environments.map(({ demo: _, ...environment }) => environment),
      polling: { alertsSeconds: 1 },
    },
  });
  try {
    const { page } = app;
    await page.getByRole('navigation').getByRole('link', { name: 'Alerts' }).click();
    await page.getByRole('row').nth(5).waitFor();
    const from = server.polls();
    await page.evaluate(() => {
      let last = performance.now();
      let longest = 0;
      const tick = () => {
        const now = performance.now();
        longest = Math.max(longest, now - last);
        last = now;
        Object.assign(window, { longestStall: longest });
        setTimeout(tick, 0);
      };
      tick();
    });
    await pollUntil(
      'polls',
      async () => (server.polls() >= from + POLLS ? true : undefined),
      60_000,
    );
    return await page.evaluate(() => Number(Reflect.get(window, 'longestStall')));
  } finally {
    await app.quit();
    await server.close();
  }
}
