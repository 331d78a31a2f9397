import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { chromium, type Page } from 'playwright';
import { root } from '../../electron/scripts/bundle.mjs';
import type { AppHandle, LaunchOptions } from './app-handle';
import { pollUntil } from './poll-until';
import { remoteVerbs } from './remote-verbs';

const START_MS = 90_000;
const QUIT_MS = 15_000;

/** Starts the built app over an installed Chromium and joins its page through Chromium's own debugger. */
export async function launchOnChromium(
  browserPath: string,
  options: LaunchOptions,
  args: readonly string[],
  userDataDir: string,
): Promise<AppHandle> {
  const choices = {
    colorScheme: options.colorScheme ?? 'dark',
    locale: options.locale ?? 'en-US',
    ...(options.secretsBackend === undefined ? {} : { secretsBackend: options.secretsBackend }),
  };
  const child = spawn(
    process.execPath,
    [
      '--enable-source-maps',
      join(root, 'dist', 'stand-in', 'stand-in.cjs'),
      options.folder ?? root,
      ...args,
      '--remote-debugging-port=0',
    ],
    {
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
      serialization: 'advanced',
      env: {
        ...process.env,
        ...options.env,
        BATCHWATCH_CHROMIUM: browserPath,
        BATCHWATCH_STAND_IN: JSON.stringify(choices),
      },
    },
  );
  const output = { stdout: '', stderr: '' };
  child.stdout?.on('data', (chunk) => {
    output.stdout += String(chunk);
  });
  child.stderr?.on('data', (chunk) => {
    output.stderr += String(chunk);
  });
  const ended = new Promise<number>((resolve) => {
    child.once('close', (code) => resolve(code ?? -1));
  });
  const verbs = remoteVerbs(child);

  let page: Page;
  try {
    const port = await pollUntil('the window', () => debuggingPort(verbs), START_MS);
    const browser = await chromium.connectOverCDP(`http://127.0.0.1:${port}`, {
      isLocal: true,
      // Playwright's own defaults would hide the colour scheme that the app asks for.
      noDefaults: true,
    });
    page = await pollUntil(
      'the page',
      async () =>
        browser
          .contexts()[0]
          ?.pages()
          .find((found) => found.url().startsWith('http')),
      START_MS,
    );
    await page.waitForLoadState();
  } catch (error) {
    child.kill('SIGKILL');
    const reason = error instanceof Error ? error.message : String(error);
    throw new Error(`the app did not start: ${reason}\n${output.stderr}`);
  }

  const onlyWindow = async () => {
    const [window] = (await verbs.state()).windows;
    if (window === undefined) throw new Error('there is no window');
    return window;
  };
  return {
    runtime: 'chromium',
    page,
    userDataDir,
    standIn: verbs,
    popups: async () => (await verbs.state()).popups,
    clickPopup: (index) => verbs.clickPopup(index),
    tray: async () => (await verbs.state()).tray,
    clickTray: (...labels) => verbs.clickTray(...labels),
    isVisible: async () => (await onlyWindow()).visible,
    closeWindow: () => verbs.closeWindow(),
    reload: async () => {
      const loaded = page.waitForEvent('load');
      await verbs.reload();
      await loaded;
    },
    openedLinks: async () => (await verbs.state()).openedLinks,
    badge: async () => (await verbs.state()).badge,
    webPreferences: async () => (await onlyWindow()).webPreferences,
    suspend: () => verbs.suspend(),
    resume: () => verbs.resume(),
    setTheme: (scheme) => verbs.setTheme(scheme),
    answerFiles: (...paths) => verbs.answerFiles(...paths),
    stdout: () => output.stdout,
    stderr: () => output.stderr,
    quit: async () => {
      // A program that ends while it is asked to has been told.
      if (child.connected) await verbs.quit().catch(() => undefined);
      const giveUp = setTimeout(() => child.kill('SIGKILL'), QUIT_MS);
      const code = await ended;
      clearTimeout(giveUp);
      return code;
    },
  };
}

async function debuggingPort(verbs: ReturnType<typeof remoteVerbs>): Promise<number | undefined> {
  const state = await verbs.state();
  const loaded = state.windows.some((window) => !['', 'about:blank'].includes(window.url));
  return loaded ? (state.debuggingPort ?? undefined) : undefined;
}
