import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { describe, expect, test } from 'vitest';

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

/**
 * Declares tests that need real servers. Where one is missing they are skipped, and the report names it; with `CI=true`
 * that is a failure instead. The newer servers are a bonus everywhere.
 */
export function describeWithServers(
  title: string,
  needs: { readonly servers: readonly ServerName[]; readonly version: ServerVersion },
  body: () => void,
): void {
  const missing = needs.servers.filter((name) => findServer(name, needs.version) === undefined);
  const label = `${title} (${needs.version} servers)`;
  if (missing.length === 0) {
    describe(label, body);
    return;
  }
  const reason = `${missing.join(' and ')} not found (${needs.version})`;
  if (needs.version === 'installed' && process.env['CI'] === 'true') {
    describe(label, () => {
      test('has its servers', () => expect.fail(reason));
    });
    return;
  }
  process.stderr.write(`SKIPPED: ${title}: ${reason}\n`);
  describe.skip(`${label} SKIPPED: ${reason}`, body);
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
