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
