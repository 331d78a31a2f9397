import { readFileSync } from 'node:fs';
import type { BrowserContext, Page } from 'playwright';
import { frameOf } from './frames';
import type { IpcMain } from './ipc-main';
import { guardContext, hearWindowOpens } from './navigation';
import type { BridgeNames } from './page/bridge';
import type { Permissions } from './permissions';
import { Preventable } from './preventable';
import type { SchemeServers } from './scheme-servers';
import type { Session } from './session';
import type { NativeTheme } from './theme';
import type { BrowserWindow } from './window';

export interface PageParts {
  readonly names: BridgeNames;
  /** The page's half of the bridge, as built from page/bridge.ts. */
  readonly pageScript: string;
  readonly schemes: SchemeServers;
  readonly session: Session;
  readonly permissions: Permissions;
  readonly nativeTheme: NativeTheme;
  readonly ipcMain: IpcMain;
  windowOf(page: Page): BrowserWindow | undefined;
  say(what: string, detail?: unknown): void;
}

/** Everything that must hold in a fresh browser before the first page of the app is loaded. */
export async function prepareContext(context: BrowserContext, parts: PageParts): Promise<void> {
  const { names, schemes, ipcMain, windowOf } = parts;
  await guardContext(context, parts);
  await context.exposeBinding(names.binding, (source, text: unknown) => {
    const window = windowOf(source.page);
    if (window === undefined || typeof text !== 'string') return;
    const contents = window.webContents;
    const sender = { contents, frame: frameOf(source.frame, schemes) };
    void ipcMain.$receive(sender, text, (answer) => contents.$post(answer));
  });
}

/** Puts the preload into a window's page and lets the window hear what happens there. */
export async function preparePage(
  page: Page,
  window: BrowserWindow,
  parts: PageParts,
): Promise<void> {
  const { schemes, session, say } = parts;
  const contents = window.webContents;
  const preload = window.$options().webPreferences?.preload;
  if (preload !== undefined) await page.addInitScript({ content: preloadScript(preload, parts) });
  await parts.nativeTheme.$prepare(page);
  await parts.permissions.apply(page.context(), page, contents);
  await hearWindowOpens(page, window, parts);
  page.on('close', () => window.$pageGone(page));
  page.on('crash', () => {
    window.$pageCrashed(page);
    contents.emit('render-process-gone', new Preventable(), { reason: 'crashed', exitCode: 5 });
  });
  page.on('domcontentloaded', () => contents.emit('dom-ready'));
  page.on('console', (message) => {
    const { url, lineNumber } = message.location();
    const level = levelOf(message.type());
    const details = { level, message: message.text(), lineNumber, sourceId: schemes.toApp(url) };
    contents.emit('console-message', Object.assign(new Preventable(), details));
  });
  page.on('pageerror', (error) => say('error in the page', { message: error.message }));
  page.on('download', (download) => {
    const item = {
      getURL: () => schemes.toApp(download.url()),
      getFilename: () => download.suggestedFilename(),
      // The browser was started without downloads.
      cancel: () => undefined,
    };
    session.emit('will-download', new Preventable(), item, contents);
  });
}

/** The preload's text, run by the page's half in a function of its own. */
function preloadScript(preload: string, { pageScript, names }: PageParts): string {
  const source = readFileSync(preload, 'utf8');
  return [
    '(() => {',
    pageScript,
    'standInBridge.run((require, module, exports, process) => {',
    source,
    `}, ${JSON.stringify(names)});`,
    '})();',
  ].join('\n');
}

function levelOf(type: string): 'info' | 'warning' | 'error' | 'debug' {
  return type === 'warning' || type === 'error' || type === 'debug' ? type : 'info';
}
