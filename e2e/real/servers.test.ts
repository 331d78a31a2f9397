import { expect, test, vi } from 'vitest';
import { describeWithServers } from '../support/describe-with-servers';
import { startExporter } from '../support/exporter';
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
    },
  );
}
