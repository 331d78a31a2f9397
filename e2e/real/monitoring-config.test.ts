import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { MONITORING, PROMETHEUS } from '../../monitoring/checks/shipped';
import { localPrometheusConfig, readsOtlpBlock } from '../../monitoring/prometheus/local-config';
import { describeWithServers } from '../support/describe-with-servers';
import { pollUntil } from '../support/poll-until';
import { findServer, type ServerVersion } from '../support/server-binaries';
import { type RealServer, startServer } from '../support/server-process';
import { tempFolder } from '../support/temp-folder';

const VERSIONS: readonly ServerVersion[] = ['installed', 'newer'];

interface Ran {
  readonly code: number | null;
  readonly output: string;
}

function run(command: string, ...args: readonly string[]): Ran {
  const { status, stdout, stderr } = spawnSync(command, args, { encoding: 'utf8' });
  return { code: status, output: `${stdout}${stderr}` };
}

/** promtool comes with its Prometheus. */
function tools(version: ServerVersion): { readonly prometheus: string; readonly promtool: string } {
  const prometheus = findServer('prometheus', version) ?? '';
  return { prometheus, promtool: join(dirname(prometheus), 'promtool') };
}

for (const version of VERSIONS) {
  describeWithServers(
    'the shipped Prometheus configuration',
    { servers: ['prometheus'], version },
    () => {
      const folder = tempFolder('monitoring-config');
      const started: RealServer[] = [];
      afterAll(async () => {
        await Promise.all(started.map((server) => server.dispose()));
        folder.remove();
      });
      const shipped = join(MONITORING, PROMETHEUS);
      const { prometheus, promtool } = tools(version);
      const reads = existsSync(promtool) && readsOtlpBlock(run(promtool, '--version').output);

      const derived = (ports: { prometheus: number; alertmanager: number }) => {
        const file = join(folder.path, `prometheus-${ports.prometheus}.yml`);
        const text = localPrometheusConfig(readFileSync(shipped, 'utf8'), {
          targets: {
            prometheus: [`127.0.0.1:${ports.prometheus}`],
            transformers: ['127.0.0.1:1'],
          },
          moreJobs: [{ name: 'spans', path: '/span-metrics', targets: ['127.0.0.1:1'] }],
          alertmanagers: [`127.0.0.1:${ports.alertmanager}`],
          ruleFiles: [join(MONITORING, 'prometheus', 'rules', 'transformers.rules.yml')],
          otlp: reads,
          scrapeInterval: '1s',
          evaluationInterval: '1s',
        });
        writeFileSync(file, text);
        return file;
      };

      test('has its promtool', () => {
        expect(existsSync(promtool), promtool).toBe(true);
      });

      test('passes promtool where the otlp block is known, and is refused for it alone', () => {
        const { code, output } = run(promtool, 'check', 'config', shipped);
        if (reads) {
          expect(output).toContain('1 rule files found');
          expect(code).toBe(0);
          return;
        }
        expect(code).not.toBe(0);
        expect(output).toContain('field otlp not found');
        expect(output.match(/field \w+ not found/g)).toHaveLength(1);
      });

      test('passes promtool in every version when it is derived', () => {
        const { code, output } = run(
          promtool,
          'check',
          'config',
          derived({ prometheus: 1, alertmanager: 1 }),
        );
        expect(output).toContain('is valid prometheus config file syntax');
        expect(code).toBe(0);
      });

      test('does not hide a rule file that is missing', () => {
        const copy = join(folder.path, 'prometheus.yml');
        cpSync(derived({ prometheus: 2, alertmanager: 2 }), copy);
        writeFileSync(
          copy,
          readFileSync(copy, 'utf8').replace('transformers.rules.yml', 'lost.rules.yml'),
        );
        const { code, output } = run(promtool, 'check', 'config', copy);
        expect(code).not.toBe(0);
        expect(output).toContain('lost.rules.yml');
      });

      test('runs, with the flags of the compose file that this Prometheus has', async () => {
        const server = await startServer({
          command: prometheus,
          args: (port) => [
            `--config.file=${derived({ prometheus: port, alertmanager: 1 })}`,
            `--storage.tsdb.path=${join(folder.path, 'data')}`,
            `--web.listen-address=127.0.0.1:${port}`,
            '--web.external-url=http://127.0.0.1:9090',
            '--web.cors.origin=http://(127\\.0\\.0\\.1|localhost):3000',
            '--web.enable-remote-write-receiver',
            '--enable-feature=exemplar-storage,native-histograms',
            '--storage.tsdb.retention.time=15d',
          ],
          readyPath: '/-/ready',
          remove: () => {},
        });
        started.push(server);
        const up = await pollUntil(
          'Prometheus to scrape itself',
          async () => {
            const answer = await fetch(`${server.url}/api/v1/query?query=up{job="prometheus"}==1`);
            const text = await answer.text();
            return text.includes('"job":"prometheus"') ? text : undefined;
          },
          20_000,
        );
        expect(up).toContain('"status":"success"');
        const config = await (await fetch(`${server.url}/api/v1/status/config`)).text();
        expect(config).toContain('cluster: local');
        expect(config).toContain('out_of_order_time_window: 10m');
        expect(config.includes('translation_strategy')).toBe(reads);
        const page = await fetch(`${server.url}/api/v1/query?query=1`, {
          headers: { origin: 'http://evil.example' },
        });
        expect(page.headers.get('access-control-allow-origin')).toBeNull();
      });
    },
  );
}
