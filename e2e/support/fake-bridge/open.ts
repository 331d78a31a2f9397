import type { Browser, BrowserContextOptions, Page } from 'playwright';
import type { Bootstrap } from '../../../shared/ipc/api';
import { type FakeMain, installFakeBridge } from './page-script';
import { toJson } from './wire';

/** A quiet afternoon in Shanghai: 14:59:12. */
export const FROZEN_NOW = Date.UTC(2026, 10, 22, 6, 59, 12);

export interface OpenOptions {
  readonly url: string;
  readonly bootstrap: Bootstrap;
  /** Inside the window: `/overview`. */
  readonly path?: string;
  readonly context?: BrowserContextOptions;
}

export interface OpenedPage {
  readonly page: Page;
  /** Console output and uncaught errors of the page: none is expected. */
  readonly noise: readonly string[];
  readonly close: () => Promise<void>;
}

/** Opens the built renderer over the fake bridge, with a clock that stands still and no animation. */
export async function openRenderer(browser: Browser, options: OpenOptions): Promise<OpenedPage> {
  const context = await browser.newContext({
    viewport: { width: 1440, height: 900 },
    timezoneId: 'Asia/Shanghai',
    locale: 'en-US',
    reducedMotion: 'reduce',
    colorScheme: 'dark',
    ...options.context,
  });
  const page = await context.newPage();
  const noise: string[] = [];
  page.on('console', (message) => noise.push(`${message.type()}: ${message.text()}`));
  page.on('pageerror', (error) => noise.push(`uncaught: ${error.message}`));
  await page.clock.setFixedTime(FROZEN_NOW);
  await page.addInitScript(installFakeBridge, toJson(options.bootstrap));
  await page.goto(`${options.url}#${options.path ?? '/overview'}`);
  // a page that is loaded lazily has taken the place of its placeholder, or there is nothing to show pages of
  await page
    .locator('#content > :not([data-page-loading]), main > [role="alert"]')
    .first()
    .waitFor({ state: 'attached' });
  return { page, noise, close: () => context.close() };
}

/** Runs in the page with its fake main process. */
export async function withFakeMain<T>(page: Page, run: (main: FakeMain) => T): Promise<T> {
  return page.evaluate<T>(`(${run.toString()})(window.fakeMain)`);
}
