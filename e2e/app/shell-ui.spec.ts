import type { Page } from 'playwright';
import { expect, test } from 'playwright/test';
import { axe } from '../support/axe';
import { FROZEN_NOW, withFakeMain } from '../support/fake-bridge/open';
import { pageSuite } from '../support/fake-bridge/page-suite';
import { type ScenarioName, scenario } from '../support/fake-bridge/scenarios';

const pages = pageSuite();

const open = (name: ScenarioName) => pages.open(scenario(name, FROZEN_NOW), '/overview');
const panel = (page: Page, name: string) => page.getByRole('region', { name, exact: true });
const calls = (page: Page) => withFakeMain(page, (main) => main.calls.map((call) => call.verb));

test.describe('the shell', () => {
  test('finds alerts, silences, pages and commands from the keyboard', async () => {
    const page = await open('normal');
    await page.keyboard.press('Control+k');
    const search = page.getByPlaceholder('Alert, silence, page or command');
    await search.fill('ttft');
    await expect(page.getByRole('option', { name: /HighTTFT.*gpu-a-1/ })).toBeVisible();
    expect(await axe(page)).toEqual([]);
    await page.keyboard.press('Enter');
    await expect(page).toHaveURL(/#\/alerts\/prod\/HighTTFT-gpu-a-1%3A8000$/);

    await page.keyboard.press('Control+k');
    await search.fill('driver');
    await page.getByRole('option', { name: /driver update/ }).click();
    await expect(page).toHaveURL(/#\/silences$/);

    await page.keyboard.press('Control+k');
    await search.fill('theme light');
    await page.getByRole('option', { name: 'Theme: light' }).click();
    await expect(page.locator('html')).toHaveAttribute('data-mantine-color-scheme', 'light');

    await page.keyboard.press('Control+k');
    await search.fill('简体');
    await page.getByRole('option', { name: '语言：简体中文' }).click();
    await expect(page.getByRole('link', { name: '概览' })).toBeVisible();
    await expect(page.locator('html')).toHaveAttribute('lang', 'zh-CN');
  });

  test('goes to pages by number and lists its keys', async () => {
    const page = await open('normal');
    for (const [key, path] of [
      ['2', 'alerts'],
      ['3', 'silences'],
      ['4', 'traces'],
      ['5', 'settings'],
      ['1', 'overview'],
    ] as const) {
      await page.keyboard.press(key);
      await expect(page).toHaveURL(new RegExp(`#/${path}$`));
    }
    await page.keyboard.press('?');
    await expect(page.getByRole('dialog', { name: 'Keys' })).toBeVisible();
    expect(await axe(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await expect(page.getByRole('dialog')).toHaveCount(0);
    await page.keyboard.press('r');
    expect(await calls(page)).toContain('refresh');
  });

  test('opens the silence panel over the overview and comes back', async () => {
    const page = await open('normal');
    await page.getByRole('button', { name: 'Silence HighTTFT' }).click();
    await expect(page).toHaveURL(/#\/silences\/new\?env=prod&alert=HighTTFT-gpu-a-1%3A8000$/);
    await expect(page.getByRole('dialog')).toBeVisible();
    await expect(page.getByRole('heading', { name: 'KV cache', exact: true })).toBeAttached();
    await page.keyboard.press('Escape');
    await expect(page).toHaveURL(/#\/overview$/);
  });

  test('tells everything about a source', async () => {
    const page = await open('stale');
    await page.getByRole('button', { name: /^Prometheus/ }).click();
    const details = page.getByRole('dialog', { name: 'Prometheus' });
    await expect(details).toContainText('prom.gpu-a:9090');
    await expect(details).toContainText('connect ECONNREFUSED 10.0.4.17:9090');
    await expect(details).toContainText('3.5.0');
    expect(await axe(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await expect(page.getByRole('button', { name: /^Prometheus/ })).toBeFocused();
    await page.getByRole('button', { name: /^Alertmanager/ }).click();
    await expect(page.getByRole('dialog', { name: 'Alertmanager' })).toContainText(
      'anybody on the way can pose as it',
    );
  });

  test('chooses environment, range and pause', async () => {
    const page = await open('normal');
    await page.getByRole('button', { name: 'Environment: prod · gpu-a' }).click();
    expect(await axe(page)).toEqual([]);
    await page.getByRole('menuitem', { name: 'staging · gpu-b' }).click();
    await expect(page.getByText('Looking for a service it knows…')).toBeVisible();
    await page.getByRole('button', { name: /^Time range/ }).click();
    await page.getByRole('menuitem', { name: 'Last 6 h' }).click();
    await expect(page.getByRole('button', { name: /^Time range/ })).toContainText('Last 6 h');
    await page.getByRole('button', { name: 'Popups on' }).click();
    await page.getByRole('menuitem', { name: 'Pause for 1 h' }).click();
    await expect(page.getByRole('button', { name: 'Popups paused until 15:59' })).toBeVisible();
    await page.getByRole('button', { name: /^Popups/ }).click();
    await page.getByRole('menuitem', { name: 'Resume now' }).click();
    await expect(page.getByRole('button', { name: 'Popups on' })).toBeVisible();
    expect(await calls(page)).toEqual(
      expect.arrayContaining(['selectEnvironment', 'setRange', 'pausePopups']),
    );
  });

  test('goes where main sends it, and asks for a snapshot on a gap', async () => {
    const page = await open('normal');
    await withFakeMain(page, (main) =>
      main.navigate({ page: 'alert', env: 'prod', id: 'HighTTFT-gpu-a-1:8000' }),
    );
    await expect(page).toHaveURL(/#\/alerts\/prod\/HighTTFT-gpu-a-1%3A8000$/);
    await withFakeMain(page, (main) => main.navigate({ page: 'overview' }));
    await expect(page.getByRole('complementary', { name: 'Active alerts' })).toBeVisible();
    await withFakeMain(page, (main) => main.patch({ from: 40, to: 41, environments: [] }));
    await expect.poll(() => calls(page)).toContain('snapshot');
  });

  test('reaches everything with Tab, always with a visible focus', async () => {
    const page = await open('normal');
    const reached = new Set<string>();
    for (let i = 0; i < 60; i += 1) {
      await page.keyboard.press('Tab');
      const focus = await page.evaluate(() => {
        const active = document.activeElement;
        if (!active || active === document.body) return null;
        const lines = [active, active.parentElement].map((element) =>
          element ? getComputedStyle(element).outlineStyle : 'none',
        );
        lines.push(getComputedStyle(active, '::after').outlineStyle);
        return {
          name: active.getAttribute('aria-label') ?? active.textContent ?? '',
          visible: lines.some((style) => style !== 'none'),
        };
      });
      if (!focus) continue;
      reached.add(focus.name.trim());
      expect(focus.visible, `no visible focus on "${focus.name}"`).toBe(true);
    }
    for (const name of [
      'Skip to content',
      'Environment:prod · gpu-astaging · gpu-b: alerts unknown',
      'Popupson',
      'Overview',
      'Settings',
      'HighMemoryUsage',
      'Silence HighMemoryUsage',
    ]) {
      expect([...reached]).toContain(name);
    }
  });

  test('walks a chart with the arrow keys', async () => {
    const page = await open('normal');
    const chart = panel(page, 'TTFT percentiles').locator('[tabindex="0"]').first();
    await chart.focus();
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('ArrowRight');
    await expect(
      panel(page, 'TTFT percentiles').locator('.recharts-tooltip-wrapper'),
    ).toContainText('22 Nov, 13:59');
  });
});
