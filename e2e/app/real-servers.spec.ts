import { expect, test } from 'playwright/test';
import type { AppHandle } from '../support/app-handle';
import { type Exporter, startExporter } from '../support/exporter';
import { launchApp } from '../support/launch-app';
import {
  type RealAlertmanager,
  type RealPrometheus,
  startAlertmanager,
  startPrometheus,
} from '../support/real-servers';
import { screenshots } from '../support/screens';
import { findServer } from '../support/server-binaries';
import { furtherPolls, watched } from '../support/watched';

const POLL_MS = 1000;
/** What a busy machine may take on top of two polls; between two moments that the engine itself noted. */
const STALL_MS = 5000;

/** The same story as with the scripted servers, on the real ones: what the window writes, they obey. */
for (const version of ['installed', 'newer'] as const) {
  test.describe(`the window on real servers (${version})`, () => {
    test.describe.configure({ mode: 'serial' });
    const missing = (['prometheus', 'alertmanager'] as const).filter(
      (name) => findServer(name, version) === undefined,
    );
    let exporter: Exporter;
    let alertmanager: RealAlertmanager;
    let prometheus: RealPrometheus;
    let app: AppHandle;

    test.beforeAll(async () => {
      const reason = `${missing.join(' and ')} not found (${version})`;
      if (version === 'installed' && process.env['CI'] === 'true')
        expect(missing, reason).toEqual([]);
      test.skip(missing.length > 0, reason);
      exporter = await startExporter('kv_cache_memory_bytes 1000');
      alertmanager = await startAlertmanager({ version });
      prometheus = await startPrometheus({
        version,
        rules: {
          groups: [
            {
              name: 'kv',
              rules: [
                {
                  alert: 'HighMemoryUsage',
                  expr: 'kv_cache_memory_bytes > 8589934592',
                  labels: { severity: 'critical', service: 'transformers' },
                  annotations: { summary: 'KV cache above 8 GiB' },
                },
              ],
            },
          ],
        },
        scrapeTargets: [{ job: 'transformers', url: exporter.url }],
        alertmanagers: [alertmanager.url],
      });
      app = await launchApp({
        locale: 'en-GB',
        secretsBackend: 'gnome_libsecret',
        config: {
          version: 1,
          environments: [
            {
              id: 'real',
              name: 'real',
              prometheus: { url: prometheus.url },
              alertmanagers: [{ url: alertmanager.url }],
            },
          ],
          polling: { alertsSeconds: POLL_MS / 1000 },
          author: 'on call',
        },
      });
      await expect(app.page.locator('button[title^="Alertmanager: ok"]')).toBeVisible();
      await expect
        .poll(async () => (await fetch(`${prometheus.url}/api/v1/alertmanagers`)).text())
        .toContain(String(alertmanager.port));
    });

    test.afterAll(async () => {
      await app?.quit();
      await prometheus?.dispose();
      await alertmanager?.dispose();
      await exporter?.close();
    });

    test('a rule that fires is one popup', async () => {
      exporter.set('kv_cache_memory_bytes 9000000000');
      await expect.poll(async () => (await app.popups()).length).toBe(1);
      expect((await app.popups())[0]).toMatchObject({ body: 'KV cache above 8 GiB' });
      await expect.poll(async () => (await app.tray())?.tooltip).toContain('critical');
      await furtherPolls(app.page, 3);
      expect((await app.popups()).length).toBe(1);
    });

    test('a silence made in the window suppresses it in Alertmanager and in the list', async () => {
      await app.clickPopup(0);
      const { page } = app;
      const panel = page.getByRole('dialog', { name: /HighMemoryUsage/ });
      await panel.getByRole('button', { name: /Silence/ }).click();
      const form = page.getByRole('dialog', { name: /New silence/ });
      await form.getByLabel('Comment').fill('proved on a real Alertmanager');
      await form.getByRole('button', { name: /^Silence 1 alert for/ }).click();
      await expect(form).toHaveCount(0);
      await expect(panel).toBeVisible();
      await page.keyboard.press('Escape');
      await expect(panel).toHaveCount(0);
      await expect.poll(() => stateInAlertmanager()).toBe('suppressed');
      await page.getByRole('navigation').getByRole('link', { name: 'Alerts' }).click();
      await page.getByRole('tab', { name: /Suppressed/ }).click();
      await expect(page.getByText(/silenced by on call/)).toBeVisible();
      await screenshots(page, `real-${version}-suppressed`);
      expect((await app.popups()).length).toBe(1);
    });

    test('expired there, it fires again without a second popup', async () => {
      const { page } = app;
      await page.getByRole('navigation').getByRole('link', { name: 'Silences' }).click();
      await page
        .getByRole('button', { name: /^Expire/ })
        .first()
        .click();
      await page.getByRole('button', { name: /Expire now/ }).click();
      await expect.poll(() => stateInAlertmanager()).toBe('active');
      await expect.poll(async () => (await app.tray())?.tooltip).toContain('critical');
      await furtherPolls(page, 3);
      expect((await app.popups()).length).toBe(1);
    });

    test('Alertmanager killed and restarted: unknown within two polls, stale, and back by itself', async () => {
      const { page } = app;
      await page.getByRole('navigation').getByRole('link', { name: 'Alerts' }).click();
      // The list is as it was left, at what is suppressed.
      await page.getByRole('tab', { name: /Firing/ }).click();
      await expect(page.getByText('HighMemoryUsage').first()).toBeVisible();
      await alertmanager.kill();
      await expect.poll(async () => (await app.tray())?.tooltip).toContain('unknown');
      await expect(page.getByText('HighMemoryUsage').first()).toBeVisible();
      await expect(page.getByText(/Unknown: not readable since/)).toBeVisible();
      const { sources } = await watched(page);
      const dead = sources.find(({ kind }) => kind === 'alertmanager');
      expect(dead?.state).toBe('unreachable');
      const [first] = dead?.failing ?? [];
      expect((first?.since ?? Number.NaN) - (dead?.lastGoodAt ?? Number.NaN)).toBeLessThan(
        2 * POLL_MS + STALL_MS,
      );
      await alertmanager.restart();
      await expect
        .poll(async () => (await app.tray())?.tooltip)
        .toContain('critical · 1 alert firing');
      await furtherPolls(page, 3);
      expect((await app.popups()).length).toBe(1);
    });

    async function stateInAlertmanager(): Promise<string | undefined> {
      const answer = await fetch(`${alertmanager.url}/api/v2/alerts`);
      const alerts = (await answer.json()) as { status: { state: string } }[];
      return alerts[0]?.status.state;
    }
  });
}
