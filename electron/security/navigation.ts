import type { App, WebContents } from 'electron';
import { isOfPage, type PageOrigin } from './origin';

export interface NavigationGuardOptions {
  readonly page: PageOrigin;
  /** Goes through the one link filter. */
  readonly openOutside: (address: string) => void;
  readonly onRefused: (what: string, address: string) => void;
}

/** The page stays where it is: it may reload itself (development does) and go nowhere else. */
export function isAllowedNavigation(address: string, page: PageOrigin): boolean {
  return isOfPage(address, page);
}

/** Guards every web contents the program will ever have, also such as it never meant to create. */
export function guardNavigation(app: Pick<App, 'on'>, options: NavigationGuardOptions): void {
  app.on('web-contents-created', (_event, contents) => guardContents(contents, options));
}

function guardContents(contents: WebContents, options: NavigationGuardOptions): void {
  contents.on('will-navigate', (event) => {
    if (isAllowedNavigation(event.url, options.page)) return;
    event.preventDefault();
    options.onRefused('navigation', event.url);
  });
  contents.on('will-redirect', (event) => {
    if (isAllowedNavigation(event.url, options.page)) return;
    event.preventDefault();
    options.onRefused('redirect', event.url);
  });
  contents.on('will-frame-navigate', (event) => {
    if (event.isMainFrame) return;
    event.preventDefault();
    options.onRefused('frame', event.url);
  });
  contents.on('will-attach-webview', (event) => {
    event.preventDefault();
    options.onRefused('webview', '');
  });
  contents.setWindowOpenHandler(({ url }) => {
    options.openOutside(url);
    return { action: 'deny' };
  });
}
