import type * as Electron from 'electron';
import type { Log } from '../shell/log';
import { createAppProtocol } from './app-protocol';
import { contentSecurityPolicy } from './csp';
import { guardNavigation } from './navigation';
import { guardNetwork } from './network';
import { APP_SCHEME, type PageOrigin } from './origin';
import { denyDownloads, denyPermissions } from './permissions';

/** An address may carry anything, also secrets in its query: only its beginning goes to the log. */
function shortened(address: string): string {
  const [start = ''] = address.split(/[?#]/);
  return start.slice(0, 120);
}

/** Installs every guard around the page. Before the first window is made. */
export function closeThePageIn(options: {
  readonly electron: Pick<typeof Electron, 'app' | 'protocol' | 'session'>;
  readonly origin: PageOrigin;
  /** The folder of the built page. */
  readonly root: string;
  readonly openOutside: (address: string) => void;
  readonly log: Log;
}): void {
  const { electron, origin, log } = options;
  const session = electron.session.defaultSession;
  electron.protocol.handle(
    APP_SCHEME,
    createAppProtocol({
      root: options.root,
      csp: contentSecurityPolicy({ kind: 'app' }),
      onRefused: (address, reason) => log.warn(`Refused ${shortened(address)}: ${reason}`),
    }),
  );
  guardNetwork(session, origin, (address) =>
    log.warn(`Cancelled a request of the page to ${shortened(address)}`),
  );
  denyPermissions(session, (permission) => log.warn(`Denied the page ${permission}`));
  denyDownloads(session, (address) => log.warn(`Denied a download of ${shortened(address)}`));
  guardNavigation(electron.app, {
    page: origin,
    openOutside: options.openOutside,
    onRefused: (what, address) => log.warn(`Stopped a ${what} to ${shortened(address)}`),
  });
}
