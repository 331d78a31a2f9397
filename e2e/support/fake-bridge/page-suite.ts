import { join } from 'node:path';
import { type Browser, chromium, type Page } from 'playwright';
import { expect, test } from 'playwright/test';
import { bundleStale, root } from '../../../electron/scripts/bundle.mjs';
import { findChromium } from '../../../electron/stand-in/find-chromium.mjs';
import type { Bootstrap } from '../../../shared/ipc/api';
import { NO_CHROMIUM } from './chromium';
import { type OpenedPage, openRenderer } from './open';
import { serveFolder } from './static-server';

export interface PageSuite {
  /** Opens the built page on scripted data, at a path inside the window. */
  open(bootstrap: Bootstrap, path: string): Promise<Page>;
  /** Closes it; fails where the page printed anything it should not. Done after each test anyway. */
  close(): Promise<void>;
}

/** What specs of the page alone share: one browser and one server a file. `expected` are lines a page may print. */
export function pageSuite(expected: readonly RegExp[] = []): PageSuite {
  let browser: Browser | undefined;
  let server: Awaited<ReturnType<typeof serveFolder>> | undefined;
  let opened: OpenedPage | undefined;

  async function close(): Promise<void> {
    const closing = opened;
    opened = undefined;
    await closing?.close();
    const noise = closing?.noise.filter((line) => !expected.some((known) => known.test(line)));
    expect(noise ?? []).toEqual([]);
  }

  test.beforeAll(async () => {
    const executablePath = findChromium(process.env);
    if (executablePath === undefined) {
      if (process.env['CI'] === 'true') throw new Error(NO_CHROMIUM);
      process.stderr.write(`SKIPPED: ${test.info().titlePath[0]}: ${NO_CHROMIUM}\n`);
      test.skip(true, NO_CHROMIUM);
      return;
    }
    await bundleStale(['renderer']);
    server = await serveFolder(join(root, 'dist', 'renderer'));
    browser = await chromium.launch({
      executablePath,
      // Chromium refuses its sandbox to root.
      args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
    });
  });

  test.afterEach(close);

  test.afterAll(async () => {
    await browser?.close();
    await server?.close();
  });

  return {
    async open(bootstrap, path) {
      if (browser === undefined || server === undefined) throw new Error('the suite has not begun');
      opened = await openRenderer(browser, { url: server.url, bootstrap, path });
      return opened.page;
    },
    close,
  };
}
