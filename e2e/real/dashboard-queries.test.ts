import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { queriesOf } from '../../monitoring/checks/dashboard-problems';
import {
  DASHBOARD,
  DATASOURCES,
  MONITORING,
  PROMETHEUS,
  shipped,
} from '../../monitoring/checks/shipped';
import { at, everyMapping, list } from '../../monitoring/checks/values';
import { localPrometheusConfig } from '../../monitoring/prometheus/local-config';
import { type Simulator, startSimulator } from '../../monitoring/simulator/simulator';
import { describeWithServers } from '../support/describe-with-servers';
import { pollUntil } from '../support/poll-until';
import { findServer } from '../support/server-binaries';
import { type RealServer, startServer } from '../support/server-process';
import { tempFolder } from '../support/temp-folder';

describeWithServers(
  'the dashboard over the simulated service',
  { servers: ['prometheus'], version: 'installed' },
  () => {
    const folder = tempFolder('dashboard');
    let simulator: Simulator | undefined;
    let server: RealServer | undefined;

    beforeAll(async () => {
      const running = await startSimulator({ port: 0, scenario: 'errors', speed: 10 });
      simulator = running;
      const target = `127.0.0.1:${running.port}`;
      const config = join(folder.path, 'prometheus.yml');
      writeFileSync(
        config,
        localPrometheusConfig(readFileSync(join(MONITORING, PROMETHEUS), 'utf8'), {
          targets: { transformers: [target] },
          moreJobs: [{ name: 'spans', path: '/span-metrics', targets: [target] }],
          alertmanagers: [],
          ruleFiles: [join(MONITORING, 'prometheus', 'rules', 'transformers.rules.yml')],
          otlp: false,
          scrapeInterval: '1s',
          evaluationInterval: '1s',
        }),
      );
      server = await startServer({
        command: findServer('prometheus', 'installed') ?? '',
        args: (port) => [
          `--config.file=${config}`,
          `--storage.tsdb.path=${join(folder.path, 'data')}`,
          `--web.listen-address=127.0.0.1:${port}`,
          '--enable-feature=exemplar-storage',
        ],
        readyPath: '/-/ready',
        remove: () => {},
      });
    });

    afterAll(async () => {
      await Promise.all([server?.dispose(), simulator?.stop()]);
      folder.remove();
    });

    async function ask(path: string, query: string): Promise<unknown> {
      const now = Math.floor(Date.now() / 1000);
      const parameters = new URLSearchParams({
        query,
        start: String(now - 600),
        end: String(now),
      });
      const answer = await fetch(`${server?.url}/api/v1/${path}?${parameters}`);
      const body: unknown = await answer.json();
      expect(at(body, 'status'), `${query}: ${JSON.stringify(body)}`).toBe('success');
      return at(body, 'data');
    }

    /** As Grafana sends it with "All" chosen for both variables. */
    const sent = (expr: string) =>
      expr
        .replaceAll('$__rate_interval', '10s')
        .replaceAll('$job', '.*')
        .replaceAll('$instance', '.*');

    const queries = queriesOf(shipped(DASHBOARD)).filter(
      ({ where }) => !where.startsWith('annotation'),
    );

    test.each(queries.map(({ where, expr }) => [where, sent(expr)] as const))(
      '%s shows a number',
      async (_where, expr) => {
        const values = await pollUntil(
          expr,
          async () => {
            const found = list(at(await ask('query', expr), 'result'))
              .map((one) => Number(list(at(one, 'value'))[1]))
              .filter(Number.isFinite);
            return found.length > 0 ? found : undefined;
          },
          60_000,
          500,
        );
        expect(Math.min(...values)).toBeGreaterThanOrEqual(0);
      },
    );

    test('exemplars carry a label that leads to Tempo', async () => {
      const linked = everyMapping(shipped(DATASOURCES))
        .flatMap((one) => list(one['exemplarTraceIdDestinations']))
        .map((one) => String(at(one, 'name')));
      const labels = await pollUntil(
        'exemplars',
        async () => {
          const found = list(await ask('query_exemplars', 'ttft_milliseconds_bucket'));
          const [first] = found.flatMap((one) => list(at(one, 'exemplars')));
          return first === undefined ? undefined : Object.keys(Object(at(first, 'labels')));
        },
        60_000,
        500,
      );
      expect(labels.filter((label) => linked.includes(label))).toHaveLength(1);
    });
  },
);
