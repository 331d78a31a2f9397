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
  await context.route('**/*', async (route, request) => {
    const page = pageOf(request);
    const window = page === undefined ? undefined : parts.windowOf(page);
    if (window !== undefined) return decide(route, request, window, parts);
    // No window of the app shows it.
    return route.abort('blockedbyclient');
  });
}

async function decide(
  route: Route,
  request: Request,
  window: BrowserWindow,
  parts: NavigationParts,
): Promise<void> {
  const url = parts.schemes.toApp(request.url());
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
  if (navigates && isMain) {
    const details = { url, isMainFrame: true, isSameDocument: false };
    window.webContents.emit('did-start-navigation', Object.assign(new Preventable(), details));
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

/**
 * Asks the app about each window its page opens, as `setWindowOpenHandler` is asked. Whatever the app says, there will be
 * none: Chromium announces the address, and then meets `NO_POPUPS` in the page's policy.
 */
export async function hearWindowOpens(
  page: Page,
  window: BrowserWindow,
  { schemes, say }: Pick<NavigationParts, 'schemes' | 'say'>,
): Promise<void> {
  // Never detached: it lives as long as its page.
  const debug = await page.context().newCDPSession(page);
  debug.on('Page.windowOpen', (opened) => {
    const url = schemes.toApp(opened.url === '' ? 'about:blank' : opened.url);
    if (window.webContents.$askToOpen(url) === 'allow') say('no second window', { url });
  });
  await debug.send('Page.enable');
}

function pageOf(request: Request): Page | undefined {
  try {
    return request.frame().page();
  } catch {
    // Requests of service workers and of pages still being made have no frame.
    return undefined;
  }
}
