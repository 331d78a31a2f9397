import { join } from 'node:path';
import type { Menu, MenuItem, Notification, Tray } from 'electron';
import { _electron } from 'playwright';
import { root } from '../../electron/scripts/bundle.mjs';
import type { AppHandle, LaunchOptions, MenuModel } from './app-handle';

/** What electron-recorder.cjs keeps in main. */
interface Recorded {
  readonly popups: Notification[];
  readonly trays: { tray: Tray; icon: unknown; tooltip: string; menu: Menu | null }[];
  readonly openedLinks: string[];
  readonly files: string[][];
}

declare global {
  var batchwatchShown: Recorded;
}

/** The same handle on a real Electron. */
export async function launchOnElectron(
  executablePath: string,
  options: LaunchOptions,
  args: readonly string[],
  userDataDir: string,
): Promise<AppHandle> {
  const app = await _electron.launch({
    executablePath,
    args: [
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
      '--require',
      join(root, 'e2e', 'support', 'electron-recorder.cjs'),
      `--lang=${options.locale ?? 'en-US'}`,
      ...(options.secretsBackend === 'basic_text' ? ['--password-store=basic'] : []),
      options.folder ?? root,
      ...args,
    ],
    env: { ...stringsOf(process.env), ...options.env },
  });
  const output = { stdout: '', stderr: '' };
  const child = app.process();
  child.stdout?.on('data', (chunk) => {
    output.stdout += String(chunk);
  });
  child.stderr?.on('data', (chunk) => {
    output.stderr += String(chunk);
  });
  const ended = new Promise<number>((resolve) => {
    child.once('close', (code) => resolve(code ?? -1));
  });
  const page = await app.firstWindow();
  const scheme = options.colorScheme ?? 'dark';
  await app.evaluate(({ nativeTheme }, wished) => {
    nativeTheme.themeSource = wished;
  }, scheme);

  return {
    runtime: 'electron',
    page,
    userDataDir,
    popups: () =>
      app.evaluate(() =>
        globalThis.batchwatchShown.popups.map(({ title, body, urgency, timeoutType }) => ({
          title,
          body,
          urgency,
          timeoutType,
        })),
      ),
    clickPopup: (index) =>
      app.evaluate((_electronModule, position) => {
        globalThis.batchwatchShown.popups.at(position)?.emit('click');
      }, index),
    tray: () =>
      app.evaluate(() => {
        const modelOf = (item: MenuItem): MenuModel => ({
          label: item.label,
          type: item.type,
          enabled: item.enabled,
          checked: item.checked,
          ...(item.role === undefined ? {} : { role: item.role }),
          ...(item.submenu === undefined ? {} : { submenu: item.submenu.items.map(modelOf) }),
        });
        const [entry] = globalThis.batchwatchShown.trays;
        if (entry === undefined) return null;
        const { icon, tooltip, menu } = entry;
        return {
          icon: typeof icon === 'string' ? icon : '(image)',
          tooltip,
          menu: menu?.items.filter((item) => item.visible).map(modelOf) ?? [],
        };
      }),
    clickTray: (...labels) =>
      app.evaluate((_electronModule, path) => {
        const [entry] = globalThis.batchwatchShown.trays;
        if (path.length === 0) {
          entry?.tray.emit('click');
          return;
        }
        let menu = entry?.menu ?? null;
        for (const [depth, label] of path.entries()) {
          const item = menu?.items.find((candidate) => candidate.label === label);
          if (item === undefined) throw new Error(`the tray's menu has no "${label}"`);
          if (depth === path.length - 1) item.click();
          menu = item.submenu ?? null;
        }
      }, labels),
    isVisible: () =>
      app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.isVisible() ?? false),
    closeWindow: () =>
      app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close()),
    reload: async () => {
      await page.reload();
    },
    openedLinks: () => app.evaluate(() => [...globalThis.batchwatchShown.openedLinks]),
    badge: () => app.evaluate((electron) => electron.app.getBadgeCount()),
    webPreferences: () =>
      app.evaluate(({ BrowserWindow }): Record<string, unknown> => {
        const contents = BrowserWindow.getAllWindows()[0]?.webContents;
        // Not in Electron's types, but there since its first versions.
        const read: unknown = contents && Reflect.get(contents, 'getLastWebPreferences');
        return typeof read === 'function' ? { ...Reflect.apply(read, contents, []) } : {};
      }),
    suspend: () =>
      app.evaluate(({ powerMonitor }) => {
        powerMonitor.emit('suspend');
      }),
    resume: () =>
      app.evaluate(({ powerMonitor }) => {
        powerMonitor.emit('resume');
      }),
    setTheme: (wished) =>
      app.evaluate(({ nativeTheme }, source) => {
        nativeTheme.themeSource = source;
      }, wished),
    answerFiles: (...paths) =>
      app.evaluate((_electronModule, files) => {
        globalThis.batchwatchShown.files.push(files);
      }, paths),
    stdout: () => output.stdout,
    stderr: () => output.stderr,
    quit: async () => {
      await app.evaluate((electron) => electron.app.quit()).catch(() => undefined);
      return ended;
    },
  };
}

function stringsOf(env: NodeJS.ProcessEnv): Record<string, string> {
  return Object.fromEntries(
    Object.entries(env).flatMap(([key, value]) => (value === undefined ? [] : [[key, value]])),
  );
}
