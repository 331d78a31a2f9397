import { readdirSync, readFileSync } from 'node:fs';
import { createServer, request, type Server } from 'node:http';
import { join } from 'node:path';
import type { Page } from 'playwright';
import { expect, test } from 'playwright/test';
import { type DemoServers, startDemo } from '../../electron/demo/start-demo';
import type { AppHandle } from '../support/app-handle';
import { expectNoConsoleErrors } from '../support/console-errors';
import { launchApp } from '../support/launch-app';

const SECRET = 'correct horse battery staple';

/** A server behind a door: who does not know the password is turned away with 401. */
async function doorBefore(target: string): Promise<{ server: Server; url: string }> {
  const wanted = `Basic ${Buffer.from(`ops:${SECRET}`).toString('base64')}`;
  const server = createServer((incoming, outgoing) => {
    if (incoming.headers.authorization !== wanted) {
      outgoing.writeHead(401, { 'content-type': 'text/plain' }).end('Unauthorized');
      return;
    }
    const { authorization: _secret, host: _host, ...headers } = incoming.headers;
    const onward = request(
      new URL(incoming.url ?? '/', target),
      { method: incoming.method, headers },
      (answer) => {
        outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
        answer.pipe(outgoing);
      },
    );
    onward.on('error', () => outgoing.destroy());
    incoming.pipe(onward);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return { server, url: `http://127.0.0.1:${address.port}` };
}

const card = (page: Page, name: string) => page.getByRole('region', { name, exact: true });
const urlOf = (page: Page, name: string) => card(page, name).getByLabel('URL', { exact: true });
const saved = (page: Page) => page.getByRole('status').filter({ hasText: 'Saved.' });
const save = (page: Page) => page.getByRole('button', { name: 'Save', exact: true }).click();

async function askForPassword(page: Page): Promise<void> {
  const prometheus = card(page, 'Prometheus');
  await prometheus.getByRole('button', { name: /^Authentication, headers/ }).click();
  await prometheus.getByText('User and password', { exact: true }).click();
  await prometheus.getByLabel('User', { exact: true }).fill('ops');
}

test.describe('own servers instead of the demo', () => {
  let servers: DemoServers;
  let door: Awaited<ReturnType<typeof doorBefore>>;
  let app: AppHandle;

  test.beforeEach(async () => {
    servers = await startDemo({ now: () => Date.now(), historyMinutes: 5 });
    door = await doorBefore(servers.urls.prometheus);
  });

  test.afterEach(async () => {
    await app?.quit();
    door.server.closeAllConnections();
    door.server.close();
    await servers.stop();
  });

  test('are tested, saved with their password in the keychain, and watched', async () => {
    app = await launchApp({ secretsBackend: 'gnome_libsecret', locale: 'en-GB' });
    const { page } = app;
    const noErrors = expectNoConsoleErrors(page);
    await page.getByRole('button', { name: 'Connect your servers' }).click();
    await urlOf(page, 'Prometheus').fill(door.url);
    await urlOf(page, 'Alertmanager').fill(servers.urls.alertmanager);
    await urlOf(page, 'Tempo').fill(servers.urls.alertmanager);

    await page.getByRole('button', { name: 'Test all' }).click();
    await expect(
      card(page, 'Prometheus').getByText(/credentials refused \(HTTP 401\)/),
    ).toBeVisible();
    await expect(card(page, 'Alertmanager').getByText(/Alertmanager .* answers/)).toBeVisible();
    await expect(
      card(page, 'Tempo').getByText(/This is Alertmanager .*, not Tempo\./),
    ).toBeVisible();
    await urlOf(page, 'Tempo').fill(servers.urls.tempo);

    await askForPassword(page);
    await card(page, 'Prometheus').getByLabel('Password', { exact: true }).fill(SECRET);
    await page.getByRole('button', { name: 'Test connection: Prometheus' }).click();
    await expect(card(page, 'Prometheus').getByText(/Prometheus .* answers/)).toBeVisible();
    await save(page);
    await expect(saved(page)).toBeVisible();
    await expect(page.getByText('This is the embedded demo environment')).toHaveCount(0);
    for (const source of ['Prometheus', 'Alertmanager', 'Tempo']) {
      await expect(page.locator(`button[title^="${source}: ok"]`)).toBeVisible();
    }
    await expect(card(page, 'Prometheus').getByText('stored', { exact: true })).toBeVisible();

    const files = readdirSync(app.userDataDir, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name));
    const settings = files.find((file) => /settings\.json$/.test(file));
    expect(readFileSync(settings ?? '', 'utf8')).toContain(door.url);
    const leaks = files.filter((file) => readFileSync(file).includes(SECRET));
    expect(leaks).toEqual([]);
    expect(`${app.stdout()}${app.stderr()}`).not.toContain(SECRET);

    await page.getByRole('button', { name: 'Language and theme' }).click();
    await page.getByRole('radio', { name: '简体中文' }).click();
    await save(page);
    await expect(page.getByRole('heading', { name: '语言与主题' })).toBeVisible();
    await app.reload();
    await expect(page.locator('html')).toHaveAttribute('lang', 'zh-CN');
    noErrors();
  });

  test('get no password where the keychain protects nothing; a file does it', async () => {
    app = await launchApp({ secretsBackend: 'basic_text', locale: 'en-GB' });
    const { page } = app;
    await page.getByRole('button', { name: 'Connect your servers' }).click();
    await urlOf(page, 'Prometheus').fill(door.url);
    await urlOf(page, 'Alertmanager').fill(servers.urls.alertmanager);
    await urlOf(page, 'Tempo').fill(servers.urls.tempo);
    await askForPassword(page);
    await expect(page.getByText(/no protected keychain \(basic_text\)/)).toBeVisible();
    await page.getByRole('button', { name: 'Use a file instead' }).click();
    await card(page, 'Prometheus').getByLabel('File with the password').fill('/nowhere/at/all');
    await page.getByRole('button', { name: 'Test connection: Prometheus' }).click();
    await expect(card(page, 'Prometheus').getByText(/\/nowhere\/at\/all/)).toBeVisible();
    await save(page);
    await expect(saved(page)).toBeVisible();
    await expect(page.locator('button[title^="Prometheus: not authorised"]')).toBeVisible();
  });
});
