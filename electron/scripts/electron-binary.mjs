import { readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';

const RESTRICTED = '/proc/sys/kernel/apparmor_restrict_unprivileged_userns';

/** This computer, as far as it decides whether Electron starts. */
export const thisMachine = {
  platform: process.platform,
  uid: process.getuid?.(),
  read: textOf,
  stat: (path) => statSync(path, { throwIfNoEntry: false }),
};

/**
 * Path of the binary that Electron's package has unpacked, or undefined; asking the package itself would start a
 * download. It writes path.txt last: without it, what lies in dist/ may be half of it.
 */
export function installedElectron(folder, version, { env, platform, read, stat }) {
  const name = read(join(folder, 'path.txt'));
  const own = env.ELECTRON_OVERRIDE_DIST_PATH;
  if (!own && name === undefined) return undefined;
  if (
    !own &&
    read(join(folder, 'dist', 'version'))
      ?.trim()
      .replace(/^v/, '') !== version
  ) {
    return undefined;
  }
  const path = join(own || join(folder, 'dist'), name ?? binaryName(platform));
  return stat(path) === undefined ? undefined : path;
}

/** Where a download would unpack it. */
export function fetchedElectron(folder, platform) {
  return join(folder, 'dist', binaryName(platform));
}

function binaryName(platform) {
  if (platform === 'darwin') return 'Electron.app/Contents/MacOS/Electron';
  return platform === 'win32' ? 'electron.exe' : 'electron';
}

/**
 * Why the sandbox of the Electron at `path` cannot be built, with the remedy, or undefined. Ubuntu 23.10 and later deny
 * ordinary programs user namespaces, what an archive unpacks is not setuid root, and Electron then aborts at once
 * (electron/electron#42510). As root it is started without its sandbox.
 */
export function sandboxObstacle(path, { platform, uid, read, stat }) {
  if (platform !== 'linux' || uid === 0 || read(RESTRICTED)?.trim() !== '1') return undefined;
  const helper = join(dirname(path), 'chrome-sandbox');
  const found = stat(helper);
  if (found !== undefined && found.uid === 0 && (found.mode & 0o7777) === 0o4755) return undefined;
  return `AppArmor denies it the user namespaces of its sandbox; sudo chown root:root "${helper}" && sudo chmod 4755 "${helper}" is the remedy`;
}

function textOf(path) {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}
