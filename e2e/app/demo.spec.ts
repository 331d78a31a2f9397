import { expect, test } from 'playwright/test';
import type { AppHandle } from '../support/app-handle';
import { axe } from '../support/axe';
import { expectNoConsoleErrors } from '../support/console-errors';
import { launchApp } from '../support/launch-app';
import { screenshots } from '../support/screens';

/** What a newcomer meets: nothing is configured, so the console opens on its embedded demo environment. */
test.describe('the first start', () => {
  let app: AppHandle;

  test.beforeAll(async () => {
    app = await launchApp({
      secretsBackend: 'gnome_libsecret',
      colorScheme: 'dark',
      locale: 'en-GB',
    });
  });

  test.afterAll(async () => {
    await app?.quit();
  });

  const open = (page: string) =>
    app.page.getByRole('navigation').getByRole('link', { name: page }).click();

  test('opens on the demo, says so, and draws every chart of the overview', async () => {
    const { page } = app;
    const noErrors = expectNoConsoleErrors(page);
    await expect(page.getByText('This is the embedded demo environment')).toBeVisible();
    const gauges = page.getByRole('img', { name: /^gpu-a-\d.*(threshold|unknown)/ });
    await expect(gauges.first()).toBeVisible();
    expect(await gauges.count()).toBeGreaterThanOrEqual(2);
    for (const title of [
      'Time to first token',
      'TTFT percentiles',
      'KV cache over time',
      'Tokens per second',
      'Request latency',
    ]) {
      const panel = page
        .locator('section')
        .filter({ has: page.getByRole('heading', { name: title }) });
      await expect(panel.locator('svg path').first()).toBeVisible();
      await expect(panel.getByText('No data')).toHaveCount(0);
    }
    for (const tile of ['Active requests', 'Waiting', 'Batch fill p50', 'Decode : prefill']) {
      await expect(page.getByText(tile, { exact: true })).toBeVisible();
    }
    for (const source of ['Prometheus', 'Alertmanager', 'Tempo']) {
      await expect(page.locator(`button[title^="${source}: ok"]`)).toBeVisible();
    }
    expect(await axe(page)).toEqual([]);
    await screenshots(page, 'demo-overview-dark-en');
    noErrors();
  });

  test('has slow traces of the service', async () => {
    await open('Traces');
    await expect(app.page.getByText('generate_batch').first()).toBeVisible();
    expect(await axe(app.page)).toEqual([]);
    await screenshots(app.page, 'demo-traces-dark-en');
  });

  test('speaks Chinese and wears light, on every page, without a fault axe could find', async () => {
    const { page } = app;
    await open('Settings');
    await page.getByRole('button', { name: 'Language and theme' }).click();
    await page.getByRole('radio', { name: '简体中文' }).check({ force: true });
    await page.getByRole('radio', { name: 'Light' }).check({ force: true });
    await page.getByRole('button', { name: 'Save' }).click();
    await expect(page.locator('html')).toHaveAttribute('lang', /^zh/);
    for (const [name, heading, file] of [
      ['概览', '概览', 'overview'],
      ['告警', '告警', 'alerts'],
      ['静默', '静默', 'silences'],
      ['链路', '最慢的链路', 'traces'],
      ['设置', '设置', 'settings'],
    ] as const) {
      await page
        .getByRole('navigation')
        .getByRole('link', { name: new RegExp(name) })
        .click();
      await expect(page.getByRole('heading', { level: 1, name: heading })).toHaveCount(1);
      await expect(page.locator('[data-page-loading]')).toHaveCount(0);
      expect(await axe(page), file).toEqual([]);
      await screenshots(page, `demo-${file}-light-zh`);
    }
  });
});
