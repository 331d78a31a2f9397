import type { Session } from 'electron';

/** The page needs no camera, no clipboard read, no USB, no web notifications: everything is denied; screen capture has no handler, so it fails too. */
export function denyPermissions(
  session: Pick<
    Session,
    'setPermissionRequestHandler' | 'setPermissionCheckHandler' | 'setDevicePermissionHandler'
  >,
  onDenied: (permission: string) => void,
): void {
  session.setPermissionRequestHandler((_contents, permission, respond) => {
    onDenied(permission);
    respond(false);
  });
  session.setPermissionCheckHandler(() => false);
  session.setDevicePermissionHandler(() => false);
}

/** The page has nothing to download; a link with `download` would otherwise write a file. */
export function denyDownloads(
  session: Pick<Session, 'on'>,
  onDenied: (address: string) => void,
): void {
  session.on('will-download', (event, item) => {
    event.preventDefault();
    onDenied(item.getURL());
  });
}
