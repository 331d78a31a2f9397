import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { expect, test, vi } from 'vitest';
import { describeWithServers } from '../support/describe-with-servers';
import { startExporter } from '../support/exporter';
import { freePort } from '../support/free-port';
import { pollUntil } from '../support/poll-until';
import { startAlertmanager, startPrometheus } from '../support/real-servers';
import type { ServerVersion } from '../support/server-binaries';

const RULES = {
  groups: [
    {
      name: 'test',
      rules: [{ alert: 'TooFull', expr: 'fill > 5', labels: { severity: 'critical' } }],
    },
  ],
};

const VERSIONS: readonly ServerVersion[] = ['installed', 'newer'];

for (const version of VERSIONS) {
  describeWithServers(
    'the test servers',
    { servers: ['prometheus', 'alertmanager'], version },
    () => {
      test('a rule over a scraped value reaches Alertmanager, over a restart on the same port', async () => {
        const exporter = await startExporter('fill 1');
        const alertmanager = await startAlertmanager({ version });
        const prometheus = await startPrometheus({
          version,
          rules: RULES,
          scrapeTargets: [{ job: 'engine', url: exporter.url }],
          alertmanagers: [alertmanager.url],
        });
        try {
          const alerts = async () => {
            const answer = await fetch(`${alertmanager.url}/api/v2/alerts`);
            const list: { labels: { alertname: string } }[] = await answer.json();
            return list.map(({ labels }) => labels.alertname);
          };
          expect(await alerts()).toEqual([]);
          exporter.set('fill 9');
          await vi.waitFor(async () => expect(await alerts()).toEqual(['TooFull']), 30_000);
          await alertmanager.kill();
          await expect(fetch(alertmanager.url)).rejects.toThrow();
          await alertmanager.restart();
          await vi.waitFor(async () => expect(await alerts()).toEqual(['TooFull']), 30_000);
        } finally {
          await Promise.all([prometheus.dispose(), alertmanager.dispose(), exporter.close()]);
        }
      });

      test('a chosen port that somebody was faster on is left for another', async () => {
        await withStranger(async (stranger) => {
          const ports = [stranger.port];
          const alertmanager = await startAlertmanager({
            version,
            choosePort: async () => ports.shift() ?? freePort(),
          });
          try {
            expect(alertmanager.port).not.toBe(stranger.port);
            expect(await (await fetch(`${alertmanager.url}/api/v2/alerts`)).json()).toEqual([]);
          } finally {
            await alertmanager.dispose();
          }
        });
      });

      test('a given port is waited for, and who answers on it meanwhile is not taken for the server', async () => {
        await withStranger(async (stranger) => {
          const starting = startAlertmanager({ version, port: stranger.port });
          await Promise.race([
            starting,
            pollUntil(
              'the stranger to be asked whether it is ready',
              async () => (stranger.asked() > 0 ? true : undefined),
              30_000,
            ),
          ]);
          await stranger.leave();
          const alertmanager = await starting;
          try {
            expect(alertmanager.port).toBe(stranger.port);
            expect(await (await fetch(`${alertmanager.url}/api/v2/alerts`)).json()).toEqual([]);
          } finally {
            await alertmanager.dispose();
          }
        });
      });
    },
  );
}

/** Listens where a server of ours would like to, and answers everything as a ready one would. */
async function withStranger(
  body: (stranger: {
    readonly port: number;
    /** How often somebody asked whether it is ready. */
    asked(): number;
    leave(): Promise<void>;
  }) => Promise<void>,
): Promise<void> {
  let asked = 0;
  const server = createServer((_request, response) => {
    asked += 1;
    response.end('OK');
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  try {
    await body({ port: address.port, asked: () => asked, leave: () => close(server) });
  } finally {
    await close(server);
  }
}

function close(server: Server): Promise<void> {
  server.closeAllConnections();
  return new Promise((resolve) => server.close(() => resolve()));
}
