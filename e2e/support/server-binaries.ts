import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

export type ServerName = 'prometheus' | 'alertmanager';

/** `installed`: what PATH has. `newer`: what $BATCHWATCH_NEWER_SERVERS holds, unpacked as Debian packages. */
export type ServerVersion = 'installed' | 'newer';

/** Debian's names first, then upstream's. */
const COMMANDS: Readonly<Record<ServerName, readonly string[]>> = {
  prometheus: ['prometheus'],
  alertmanager: ['prometheus-alertmanager', 'alertmanager'],
};

export function findServer(
  name: ServerName,
  version: ServerVersion,
  env: NodeJS.ProcessEnv = process.env,
): string | undefined {
  return foldersOf(version, env)
    .flatMap((folder) => COMMANDS[name].map((command) => join(folder, command)))
    .find(isExecutable);
}

function foldersOf(version: ServerVersion, env: NodeJS.ProcessEnv): readonly string[] {
  if (version === 'installed') return (env['PATH'] ?? '').split(delimiter).filter(Boolean);
  const folder = env['BATCHWATCH_NEWER_SERVERS'];
  return folder === undefined ? [] : [join(folder, 'root', 'usr', 'bin')];
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
