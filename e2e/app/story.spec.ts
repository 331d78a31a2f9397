import { expect, test } from 'playwright/test';
import { type DemoServers, startDemo } from '../../electron/demo/start-demo';
import type { AppHandle } from '../support/app-handle';
import { axe } from '../support/axe';
import { launchApp } from '../support/launch-app';
import { screenshots } from '../support/screens';
import { furtherPolls } from '../support/watched';

const ALERT = {
  labels: {
    alertname: 'HighMemoryUsage',
    severity: 'critical',
    service: 'transformers',
    instance: 'gpu-a-0:8000',
    pod: 'gpu-a-0-7d9f',
  },
  annotations: {
    summary: 'KV cache above 8 GiB',
    description: '<img src=x onerror=alert(1)> is shown as text',
    runbook_url: 'https://runbooks.example.org/high-memory',
    dashboard: 'javascript:alert(1)',
  },
};

/** One night: an alert, its popup, what it is about, a silence, and the end of it. */
test.describe('from a popup to a silence and back', () => {
  test.describe.configure({ mode: 'serial' });
  let demo: DemoServers;
  let app: AppHandle;

  test.beforeAll(async () => {
    demo = await startDemo({ now: Date.now, mode: 'scripted' });
    demo.setAlerts([]);
    const { environment, urls } = demo;
    app = await launchApp({
      locale: 'en-GB',
      secretsBackend: 'gnome_libsecret',
      config: {
        version: 1,
        environments: [
          {
            id: 'prod',
            name: 'prod',
            prometheus: { url: urls.prometheus },
            alertmanagers: [{ url: urls.alertmanager }],
            tempo: { url: urls.tempo },
            traceService: environment.traceService,
          },
        ],
        polling: { alertsSeconds: 1 },
        author: 'on call',
      },
    });
    await expect(app.page.locator('button[title^="Alertmanager: ok"]')).toBeVisible();
  });

  test.afterAll(async () => {
    await app?.quit();
    await demo?.stop();
  });

  test('closing the window keeps the console in the tray', async () => {
    await app.closeWindow();
    await expect.poll(() => app.isVisible()).toBe(false);
    await expect.poll(async () => (await app.tray())?.tooltip).toContain('all quiet');
  });

  test('an alert pops up once, though nobody looks', async () => {
    const before = (await app.popups()).length;
    demo.setAlerts([ALERT]);
    await expect.poll(async () => (await app.popups()).length).toBe(before + 1);
    expect((await app.popups()).at(-1)).toMatchObject({
      title: 'HighMemoryUsage · gpu-a-0:8000',
      body: 'KV cache above 8 GiB',
      urgency: 'critical',
    });
    await expect
      .poll(async () => (await app.tray())?.tooltip)
      .toContain('critical · 1 alert firing');
    expect(await app.badge()).toBe(1);
    await furtherPolls(app.page, 3);
    expect((await app.popups()).length).toBe(before + 1);
  });

  test('a click on it opens the window on that alert, with everything known of it', async () => {
    await app.clickPopup(-1);
    await expect.poll(() => app.isVisible()).toBe(true);
    const { page } = app;
    const panel = page.getByRole('dialog', { name: /HighMemoryUsage/ });
    await expect(panel).toBeVisible();
    await expect(panel.getByText('<img src=x onerror=alert(1)> is shown as text')).toBeVisible();
    expect(await panel.locator('img').count()).toBe(0);
    await expect(panel.getByRole('button', { name: /javascript/ })).toHaveCount(0);
    // The runbook is part of the program: no network is needed to read it.
    await expect(panel.getByRole('heading', { name: 'When to silence' })).toBeVisible();
    await panel.getByRole('button', { name: /^https:..runbooks\.example\.org/ }).click();
    await expect
      .poll(() => app.openedLinks())
      .toContain('https://runbooks.example.org/high-memory');
    expect(await axe(page)).toEqual([]);
    await screenshots(page, 'story-alert-panel');
  });

  test('a silence from there mutes it, as Alertmanager itself says', async () => {
    const { page } = app;
    await page
      .getByRole('dialog', { name: /HighMemoryUsage/ })
      .getByRole('button', { name: /Silence/ })
      .click();
    const form = page.getByRole('dialog', { name: /New silence/ });
    await expect(form.getByRole('combobox', { name: 'Value of matcher 1' })).toHaveValue(
      'HighMemoryUsage',
    );
    // Volatile labels are left out, and that is said.
    await expect(form.getByText(/Left out.*pod/)).toBeVisible();
    await expect(form.getByText('checked against 1 alert')).toBeVisible();
    await expect(form.getByLabel('Author')).toHaveValue('on call');
    await form.getByLabel('Comment').fill('draining gpu-a-0');
    // At the right edge and as high as the window: a panel that slipped would still be "visible".
    expect(await form.boundingBox()).toMatchObject({ y: 0, width: 560 });
    await screenshots(page, 'story-silence-drawer');
    expect(await axe(page)).toEqual([]);
    await form.getByRole('button', { name: /^Silence 1 alert for/ }).click();
    await expect(form).toHaveCount(0);
    // Back at the alert it was made from.
    const panel = page.getByRole('dialog', { name: /HighMemoryUsage/ });
    await expect(panel).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(panel).toHaveCount(0);
    await expect.poll(() => suppressed()).toBe(true);
    await expect.poll(async () => (await app.tray())?.tooltip).toContain('all quiet');
  });

  test('the list shows it, and expiring it brings the alert back without a second popup', async () => {
    const { page } = app;
    const shown = (await app.popups()).length;
    await page.getByRole('navigation').getByRole('link', { name: 'Silences' }).click();
    await expect(page.getByText('draining gpu-a-0')).toBeVisible();
    await screenshots(page, 'story-silences');
    await page
      .getByRole('button', { name: /^Expire/ })
      .first()
      .click();
    await page.getByRole('button', { name: /Expire now/ }).click();
    await expect.poll(() => suppressed()).toBe(false);
    await expect.poll(async () => (await app.tray())?.tooltip).toContain('1 alert firing');
    await page.getByRole('tab', { name: /Expired/ }).click();
    await expect(page.getByText('draining gpu-a-0')).toBeVisible();
    await furtherPolls(page, 3);
    expect((await app.popups()).length).toBe(shown);
  });

  test('the tray’s "Silence for 1 h…" opens the drawer for that alert', async () => {
    const menu = JSON.stringify((await app.tray())?.menu);
    expect(menu).toContain('Silence for 1 h');
    await app.closeWindow();
    const entry = labelWith(menu, 'HighMemoryUsage');
    await app.clickTray(entry, 'Silence for 1 h…');
    await expect.poll(() => app.isVisible()).toBe(true);
    const form = app.page.getByRole('dialog', { name: /New silence/ });
    await expect(form.getByRole('button', { name: /for 1 h$/ })).toBeVisible();
    await app.page.keyboard.press('Escape');
    await expect(form).toHaveCount(0);
  });

  test('a dead Alertmanager makes the tray unknown and the list stale; it recovers by itself', async () => {
    const { page } = app;
    await page.getByRole('navigation').getByRole('link', { name: 'Alerts' }).click();
    // The list is as it was left: at what is suppressed, if the silence was seen while the panel was open.
    await page.getByRole('tab', { name: /Firing/ }).click();
    await expect(page.getByText('HighMemoryUsage').first()).toBeVisible();
    await demo.faults.set('alertmanager', { mode: 'refuse' });
    await expect.poll(async () => (await app.tray())?.tooltip).toContain('unknown');
    await expect(page.getByText(/Unknown: not readable since/)).toBeVisible();
    await expect(page.getByText('HighMemoryUsage').first()).toBeVisible();
    await screenshots(page, 'story-alerts-stale');
    await demo.faults.clear();
    await expect.poll(async () => (await app.tray())?.tooltip).toContain('critical');
    await expect(page.getByText(/Unknown: not readable since/)).toHaveCount(0);
  });

  test('six at once are one popup that names the worst', async () => {
    const before = (await app.popups()).length;
    demo.setAlerts([
      ALERT,
      ...Array.from({ length: 7 }, (_, index) => ({
        labels: {
          alertname: index === 3 ? 'Worst' : 'Burst',
          severity: index === 3 ? 'critical' : 'warning',
          instance: `gpu-b-${index}`,
          service: `s${index}`,
        },
      })),
    ]);
    await expect.poll(async () => (await app.popups()).length).toBe(before + 1);
    expect((await app.popups()).at(-1)).toMatchObject({
      title: '7 new alerts in prod',
      body: expect.stringContaining('Worst'),
    });
    await furtherPolls(app.page, 3);
    expect((await app.popups()).length).toBe(before + 1);
  });

  test('pausing popups from the tray shows nothing and says until when', async () => {
    const before = (await app.popups()).length;
    await app.clickTray('Pause popups for 30 min');
    await expect.poll(async () => (await app.tray())?.tooltip).toContain('paused until');
    demo.setAlerts([ALERT, { labels: { alertname: 'Quiet', severity: 'info', instance: 'x' } }]);
    await furtherPolls(app.page, 3);
    expect((await app.popups()).length).toBe(before);
    await app.clickTray('Resume popups');
    await expect.poll(async () => (await app.popups()).length).toBe(before + 1);
  });

  async function suppressed(): Promise<boolean> {
    const answer = await fetch(`${demo.urls.alertmanager}/api/v2/alerts`);
    const alerts = (await answer.json()) as { status: { state: string } }[];
    return alerts.every(({ status }) => status.state === 'suppressed');
  }
});

/** The label in a menu, given as JSON, that holds a text. */
function labelWith(menu: string, text: string): string {
  const label = [...menu.matchAll(/"label":"([^"]*)"/g)].find(([, name]) =>
    name?.includes(text),
  )?.[1];
  if (label === undefined) throw new Error(`no entry about ${text} in ${menu}`);
  return label;
}
