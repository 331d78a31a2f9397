import { describe, expect, test } from 'vitest';
import { findServer, type ServerName, type ServerVersion } from './server-binaries';

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
