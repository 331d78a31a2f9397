import type { Page } from 'playwright';
import { expect, test } from 'playwright/test';
import type {} from '../../renderer/bridge/bridge';
import { axe } from '../support/axe';
import { FROZEN_NOW, withFakeMain } from '../support/fake-bridge/open';
import { pageSuite } from '../support/fake-bridge/page-suite';
import { scenario } from '../support/fake-bridge/scenarios';
import { screenshots } from '../support/screens';

const pages = pageSuite();

const TTFT = 'HighTTFT-gpu-a-1:8000';
const PANEL = `/silences/new?env=prod&alert=${encodeURIComponent(TTFT)}`;

const open = (path: string) => pages.open(scenario('normal', FROZEN_NOW), path);
const drawer = (page: Page) => page.getByRole('dialog', { name: /^New silence/ });
const comment = (page: Page) => drawer(page).getByLabel('Comment');
const keys = (page: Page) => page.getByRole('dialog', { name: 'Keys' });
const palette = (page: Page) => page.getByPlaceholder('Alert, silence, page or command');
const toast = (page: Page, text: string) => page.getByRole('alert').filter({ hasText: text });

test.describe('what lies over a page', () => {
  test('is closed from the top, one at each Esc', async () => {
    const page = await open(`/alerts/prod/${encodeURIComponent(TTFT)}`);
    const panel = page.getByRole('dialog', { name: /HighTTFT/ });
    await panel.getByRole('button', { name: 'Silence…' }).click();
    await expect(drawer(page)).toBeVisible();
    await drawer(page).getByRole('button', { name: 'Cancel' }).focus();
    await page.keyboard.press('?');
    await expect(keys(page)).toBeVisible();
    // it is not only there, it lies on top
    await keys(page).getByText('Refresh everything now').click({ trial: true });
    await screenshots(page, 'layers-keys');
    await page.keyboard.press('Control+k');
    await expect(palette(page)).toBeFocused();
    await page.keyboard.press('Escape');
    await expect(palette(page)).toBeHidden();
    await expect(keys(page)).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(keys(page)).toBeHidden();
    await expect(drawer(page)).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(drawer(page)).toBeHidden();
    await expect(panel).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(panel).toBeHidden();
  });

  test('keeps the keys of the page from it', async () => {
    const page = await open(PANEL);
    await drawer(page).getByRole('button', { name: 'Cancel' }).focus();
    for (const key of ['1', '2', '5', '/']) await page.keyboard.press(key);
    await expect(drawer(page).getByRole('button', { name: 'Cancel' })).toBeFocused();
    await expect(page).toHaveURL(/#\/silences\/new\?/);
    await page.keyboard.press('Escape');
    await expect(drawer(page)).toBeHidden();
    await page.keyboard.press('2');
    await expect(page).toHaveURL(/#\/alerts$/);
  });

  test('lets a list or calendar of a field take its own Esc', async () => {
    const page = await open(PANEL);
    await drawer(page).getByRole('combobox', { name: 'Value of matcher 1' }).fill('High');
    await expect(drawer(page).getByRole('listbox')).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(drawer(page).getByRole('listbox')).toBeHidden();
    await expect(drawer(page)).toBeVisible();
  });
});

test('the palette opens while a field has the focus, and gets what is typed', async () => {
  const page = await open(PANEL);
  await comment(page).fill('driver');
  await page.keyboard.press('Control+k');
  await expect(palette(page)).toBeFocused();
  await page.keyboard.type('traces');
  await expect(palette(page)).toHaveValue('traces');
  await expect(comment(page)).toHaveValue('driver');
});

test.describe('what was typed for a silence', () => {
  const leave: Readonly<Record<string, (page: Page) => Promise<void>>> = {
    'by Esc': (page) => page.keyboard.press('Escape'),
    'by a click beside it': (page) => page.mouse.click(200, 400),
    'by the palette': async (page) => {
      await page.keyboard.press('Control+k');
      await expect(palette(page)).toBeFocused();
      await page.keyboard.type('traces');
      await page.keyboard.press('Enter');
    },
    'by a popup': (page) =>
      withFakeMain(page, (main) =>
        main.navigate({ page: 'alert', env: 'prod', id: 'HighMemoryUsage-gpu-a-0:8000' }),
      ),
    'for another silence': (page) =>
      withFakeMain(page, (main) =>
        main.navigate({ page: 'silence', env: 'prod', alert: 'HighMemoryUsage-gpu-a-0:8000' }),
      ),
  };
  for (const [how, go] of Object.entries(leave)) {
    test(`is kept when it is left ${how}`, async () => {
      const page = await open('/overview');
      await page.getByRole('button', { name: 'Silence HighTTFT' }).click();
      await comment(page).fill('driver update on the first rack');
      await go(page);
      const kept = toast(page, 'What you typed for a silence is kept');
      await kept.getByRole('button', { name: 'Go on with it' }).click();
      await expect(page).toHaveURL(/alert=HighTTFT/);
      await expect(comment(page)).toHaveValue('driver update on the first rack');
      await expect(drawer(page)).toContainText('This is what you typed before.');
      await expect(kept).toHaveCount(0);
    });
  }

  test('is thrown away by Cancel and by starting again, and says nothing where nothing was typed', async () => {
    const page = await open('/overview');
    const silence = page.getByRole('button', { name: 'Silence HighTTFT' });
    await silence.click();
    await comment(page).fill('driver update');
    await page.keyboard.press('Escape');
    await silence.click();
    await screenshots(page, 'silence-kept');
    expect(await axe(page, '[role=dialog]')).toEqual([]);
    await drawer(page).getByRole('button', { name: 'Start again' }).click();
    await expect(comment(page)).toHaveValue('');
    await comment(page).fill('something else');
    await drawer(page).getByRole('button', { name: 'Cancel' }).click();
    await expect(drawer(page)).toBeHidden();
    await silence.click();
    await expect(comment(page)).toHaveValue('');
    await page.keyboard.press('Escape');
    await expect(drawer(page)).toBeHidden();
    await expect(page.getByRole('alert')).toHaveCount(0);
  });

  test('is done with once the silence exists', async () => {
    const page = await open('/overview');
    const silence = page.getByRole('button', { name: 'Silence HighTTFT' });
    await silence.click();
    await comment(page).fill('driver update');
    await drawer(page).locator('button[type=submit]').click();
    await expect(toast(page, 'Silence created')).toBeVisible();
    await silence.click();
    await expect(comment(page)).toHaveValue('');
    await expect(drawer(page)).not.toContainText('This is what you typed before.');
  });

  test('comes back with the reason where it was left on its way and then refused', async () => {
    const page = await open('/overview');
    await page.evaluate(() => {
      const bridge = window.batchwatch;
      if (!bridge) throw new Error('no bridge');
      const refused = { kind: 'refused', source: 'alertmanager:0', message: 'label not allowed' };
      Object.assign(bridge, {
        createSilence: () =>
          new Promise((done) => {
            Object.assign(window, { refuse: () => done({ ok: true, value: refused }) });
          }),
      });
    });
    await page.getByRole('button', { name: 'Silence HighTTFT' }).click();
    await comment(page).fill('driver update');
    await drawer(page).locator('button[type=submit]').click();
    await page.keyboard.press('Escape');
    await expect(drawer(page)).toBeHidden();
    await expect(page.getByRole('alert')).toHaveCount(0);
    await page.evaluate('window.refuse()');
    await toast(page, 'The silence you sent may not exist')
      .getByRole('button', { name: 'Go on with it' })
      .click();
    await expect(comment(page)).toHaveValue('driver update');
    await expect(drawer(page).getByRole('alert')).toContainText('label not allowed');
  });
});
