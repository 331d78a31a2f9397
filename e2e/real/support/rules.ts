import { execFile } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { findServer, type ServerVersion } from '../../support/server-binaries';

const monitoring = resolve(import.meta.dirname, '..', '..', '..', 'monitoring');

export const RULE_FOLDER = join(monitoring, 'prometheus', 'rules');
export const RULE_TEST_FOLDER = join(monitoring, 'rules', 'tests');

export function filesOf(folder: string, ending: string): readonly string[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith(ending))
    .sort();
}

export interface PromtoolResult {
  readonly ok: boolean;
  readonly output: string;
}

/** The promtool that came with the Prometheus of that version. Paths in `args` may be relative to `folder`. */
export function promtool(
  version: ServerVersion,
  args: readonly string[],
  folder: string,
): Promise<PromtoolResult> {
  const prometheus = findServer('prometheus', version);
  if (prometheus === undefined) throw new Error(`no Prometheus (${version})`);
  const command = join(dirname(prometheus), 'promtool');
  return new Promise((resolve) => {
    execFile(command, args, { cwd: folder, timeout: 60_000 }, (error, stdout, stderr) =>
      resolve({ ok: error === null, output: `${stdout}${stderr}${error?.message ?? ''}` }),
    );
  });
}
