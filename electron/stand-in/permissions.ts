import type { BrowserContext, CDPSession, Page } from 'playwright';
import type { WebContents } from './web-contents';

type CheckHandler =
  | ((
      contents: WebContents | null,
      permission: string,
      requestingOrigin: string,
      details: object,
    ) => boolean)
  | null;
type RequestHandler =
  | ((
      contents: WebContents,
      permission: string,
      callback: (granted: boolean) => void,
      details: object,
    ) => void)
  | null;

/** Electron's name of a permission and Chromium's, as its debugger takes it (`Browser.setPermission`). */
const NAMES: readonly (readonly [string, string])[] = [
  ['geolocation', 'geolocation'],
  ['notifications', 'notifications'],
  ['media', 'camera'],
  ['media', 'microphone'],
  ['midi', 'midi'],
  ['clipboard-read', 'clipboard-read'],
  ['clipboard-sanitized-write', 'clipboard-write'],
  ['idle-detection', 'idle-detection'],
  ['local-fonts', 'local-fonts'],
  ['persistent-storage', 'persistent-storage'],
  ['background-sync', 'background-sync'],
  ['screen-wake-lock', 'screen-wake-lock'],
  ['storage-access', 'storage-access'],
  ['window-management', 'window-management'],
  ['display-capture', 'display-capture'],
];

/**
 * Asks the app's handlers once for each permission and tells Chromium the answer, so that a page that asks meets it.
 * As in Electron, everything is granted where the app sets no handler.
 */
export class Permissions {
  check: CheckHandler = null;
  request: RequestHandler = null;

  async apply(context: BrowserContext, page: Page, contents: WebContents): Promise<void> {
    // Never detached: Chromium forgets the answers with the session that gave them.
    const debug = await context.newCDPSession(page);
    for (const [electron, chromium] of NAMES) {
      await this.#set(debug, chromium, await this.#decide(electron, contents));
    }
  }

  async #set(debug: CDPSession, name: string, granted: boolean): Promise<void> {
    const setting = granted ? 'granted' : 'denied';
    // A Chromium that does not know a permission has nothing to deny.
    await debug
      .send('Browser.setPermission', { permission: { name }, setting })
      .catch(() => undefined);
  }

  async #decide(permission: string, contents: WebContents): Promise<boolean> {
    const details = { isMainFrame: true, requestingUrl: contents.getURL() };
    if (this.check !== null && !this.check(contents, permission, contents.$origin(), details)) {
      return false;
    }
    const { request } = this;
    if (request === null) return true;
    return new Promise((resolve) => request(contents, permission, resolve, details));
  }
}
