import type { BrowserContext, Page, Request, Route } from 'playwright';
import { frameOf } from './frames';
import { Preventable } from './preventable';
import type { SchemeServers } from './scheme-servers';
import type { Session } from './session';
import type { BrowserWindow } from './window';

const TYPES: Readonly<Record<string, string>> = {
  document: 'subFrame',
  stylesheet: 'stylesheet',
  script: 'script',
  image: 'image',
  font: 'font',
  media: 'media',
  xhr: 'xhr',
  fetch: 'xhr',
  eventsource: 'xhr',
  websocket: 'webSocket',
  ping: 'ping',
  cspviolationreport: 'cspReport',
};

export interface NavigationParts {
  readonly schemes: SchemeServers;
  readonly session: Session;
  windowOf(page: Page): BrowserWindow | undefined;
  say(what: string, detail?: unknown): void;
}

/** Puts the app's guards between the browser and everything it wants to load or open. */
export async function guardContext(context: BrowserContext, parts: NavigationParts): Promise<void> {
  await context.route('**/*', (route, request) => decide(route, request, parts));
  context.on('page', (page) => {
    void refusePopup(page, parts).catch(() => undefined);
  });
}

async function decide(route: Route, request: Request, parts: NavigationParts): Promise<void> {
  const url = parts.schemes.toApp(request.url());
  const page = pageOf(request);
  const window = page === undefined ? undefined : parts.windowOf(page);
  // A page that no window owns is a popup on its way out: nothing of it leaves the machine.
  if (window === undefined) return route.abort('blockedbyclient');
  const isMain = request.frame().parentFrame() === null;
  const navigates = request.isNavigationRequest();
  if (navigates && !(isMain && window.$isLoading(request.url()))) {
    if (isPrevented(window, url, isMain, request, parts)) return route.abort('aborted');
  }
  const verdict = await parts.session.webRequest.$ask({
    url,
    method: request.method(),
    resourceType: navigates && isMain ? 'mainFrame' : (TYPES[request.resourceType()] ?? 'other'),
    referrer: '',
  });
  if (verdict.cancel === true) return route.abort('blockedbyclient');
  if (verdict.redirectURL !== undefined) {
    const location = await parts.schemes.toHttp(verdict.redirectURL);
    return route.fulfill({ status: 307, headers: { location } });
  }
  return route.continue();
}

function isPrevented(
  window: BrowserWindow,
  url: string,
  isMainFrame: boolean,
  request: Request,
  parts: NavigationParts,
): boolean {
  const event = Object.assign(new Preventable(), {
    url,
    isMainFrame,
    isSameDocument: false,
    frame: frameOf(request.frame(), parts.schemes),
    initiator: null,
  });
  window.webContents.emit('will-frame-navigate', event);
  if (isMainFrame) window.webContents.emit('will-navigate', event, url);
  return event.defaultPrevented;
}

/** The app is asked as `setWindowOpenHandler` is; whatever it says, the stand-in shows windows of the app's own only. */
async function refusePopup(popup: Page, parts: NavigationParts): Promise<void> {
  const opener = await popup.opener();
  const window = opener === null ? undefined : parts.windowOf(opener);
  if (window === undefined) return;
  const first = await popup
    .waitForEvent('request', { timeout: 500 })
    .then((request) => request.url())
    .catch(() => popup.url());
  const url = parts.schemes.toApp(first === '' ? 'about:blank' : first);
  if (window.webContents.$askToOpen(url) === 'allow') parts.say('no second window', { url });
  await popup.close();
}

function pageOf(request: Request): Page | undefined {
  try {
    return request.frame().page();
  } catch {
    // Requests of service workers and of pages still being made have no frame.
    return undefined;
  }
}
