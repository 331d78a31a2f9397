import { EventEmitter } from 'node:events';
import type { Permissions } from './permissions';
import type { SchemeHandler, SchemeServers } from './scheme-servers';
import { WebRequests } from './web-requests';

/** Electron's `protocol`: schemes of the app's own. */
export class Protocol {
  readonly #schemes: SchemeServers;
  readonly #privileged: string[] = [];

  constructor(schemes: SchemeServers) {
    this.#schemes = schemes;
  }

  registerSchemesAsPrivileged(schemes: readonly { readonly scheme: string }[]): void {
    this.#privileged.push(...schemes.map(({ scheme }) => scheme));
  }

  handle(scheme: string, handler: SchemeHandler): void {
    // Electron gives an unregistered scheme an opaque origin; what looks fine here would not work there.
    if (!this.#privileged.includes(scheme)) {
      throw new Error(`${scheme}: must be registered as privileged before the app is ready`);
    }
    this.#schemes.handle(scheme, handler);
  }

  unhandle(scheme: string): void {
    this.#schemes.unhandle(scheme);
  }

  isProtocolHandled(scheme: string): boolean {
    return this.#schemes.isHandled(scheme);
  }
}

/** The one session of the stand-in. What it is told to refuse is refused by web-requests.ts and permissions.ts. */
export class Session extends EventEmitter {
  readonly protocol: Protocol;
  readonly webRequest: WebRequests;
  readonly #permissions: Permissions;
  readonly #proxy: { config: unknown } = { config: null };

  constructor(schemes: SchemeServers, permissions: Permissions) {
    super();
    this.protocol = new Protocol(schemes);
    this.webRequest = new WebRequests();
    this.#permissions = permissions;
    schemes.setHeaderHook((url, headers) => this.webRequest.$headersReceived(url, headers));
  }

  setPermissionRequestHandler(handler: Permissions['request']): void {
    this.#permissions.request = handler;
  }

  setPermissionCheckHandler(handler: Permissions['check']): void {
    this.#permissions.check = handler;
  }

  /** Chromium asks for devices with choosers, which its automation never shows: there is nothing to hand out. */
  setDevicePermissionHandler(_handler: unknown): void {}

  setDisplayMediaRequestHandler(_handler: unknown): void {}

  setBluetoothPairingHandler(_handler: unknown): void {}

  setUSBProtectedClassesHandler(_handler: unknown): void {}

  setSpellCheckerEnabled(_enable: boolean): void {}

  setSpellCheckerLanguages(_languages: string[]): void {}

  setSpellCheckerDictionaryDownloadURL(_url: string): void {}

  async setProxy(config: unknown): Promise<void> {
    this.#proxy.config = config;
  }

  async clearCache(): Promise<void> {}

  async clearStorageData(): Promise<void> {}

  async closeAllConnections(): Promise<void> {}

  isPersistent(): boolean {
    return true;
  }
}
