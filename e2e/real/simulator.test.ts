import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { localPrometheusConfig, readsOtlpBlock } from '../../monitoring/prometheus/local-config';
import { type Simulator, startSimulator } from '../../monitoring/simulator/simulator';
import { describeWithServers } from '../support/describe-with-servers';
import { pollUntil } from '../support/poll-until';
import { findServer, type ServerVersion } from '../support/server-binaries';
import { type RealServer, startServer } from '../support/server-process';
import { tempFolder } from '../support/temp-folder';

const SHIPPED = resolve(import.meta.dirname, '../../monitoring/prometheus/prometheus.yml');

/** The catalogue, written out a second time: names under the default translation, types, units that a scrape can carry. */
const CATALOGUE = {
  histograms: {
    ttft_milliseconds: {
      unit: 'milliseconds',
      bounds: [10, 25, 50, 75, 100, 150, 200, 300, 500, 750, 1000, 2000, 5000, 10_000],
    },
    request_latency_milliseconds: {
      unit: 'milliseconds',
      bounds: [50, 100, 250, 500, 1000, 2000, 5000, 10_000, 20_000, 30_000, 60_000],
    },
    batch_fill_percentage_percent: {
      unit: 'percent',
      bounds: [5, 10, 20, 30, 40, 50, 60, 70, 80, 90, 95, 98, 100],
    },
  },
  gauges: {
    active_requests_count: '',
    waiting_requests_count: '',
    decode_prefill_ratio: 'ratio',
    kv_cache_memory_bytes: 'bytes',
    kv_cache_free_memory_bytes: 'bytes',
  },
  counters: ['prefill_tokens_processed_total', 'decode_tokens_processed_total'],
} as const;

const INSTANCES = ['gpu-a-0:8000', 'gpu-a-1:8000'];
const OURS = '{job="transformers",instance=~"gpu-a-.*"}';

interface Sample {
  readonly metric: Readonly<Record<string, string>>;
  readonly value: readonly [number, string];
}

for (const version of ['installed', 'newer'] as const) {
  describeWithServers('the simulator, scraped', { servers: ['prometheus'], version }, () => {
    let simulator: Simulator;
    let prometheus: RealServer;

    beforeAll(async () => {
      simulator = await startSimulator({ port: 0, instances: 2 });
      prometheus = await startPrometheus(version, `127.0.0.1:${simulator.port}`);
      await pollUntil(
        'samples of both instances',
        async () => {
          const found = await query(`decode_prefill_ratio${OURS}`);
          return found.length === 2 ? true : undefined;
        },
        20_000,
      );
    });
    afterAll(async () => {
      await prometheus?.dispose();
      await simulator?.stop();
    });

    async function get<T>(path: string, parameters: Record<string, string> = {}): Promise<T> {
      const search = new URLSearchParams(parameters).toString();
      const answer = await fetch(`${prometheus.url}/api/v1/${path}?${search}`);
      const body: { status: string; data: T } = await answer.json();
      expect(body.status).toBe('success');
      return body.data;
    }
    const query = async (expr: string) =>
      (await get<{ result: readonly Sample[] }>('query', { query: expr })).result;

    test('has exactly the series of the catalogue, with job and instance', async () => {
      const names = await get<readonly string[]>('label/__name__/values', { 'match[]': OURS });
      const histograms = Object.keys(CATALOGUE.histograms);
      expect([...names].sort()).toEqual(
        [
          ...histograms.flatMap((name) => [`${name}_bucket`, `${name}_count`, `${name}_sum`]),
          ...Object.keys(CATALOGUE.gauges),
          ...CATALOGUE.counters,
        ].sort(),
      );
      const series = await get<readonly Record<string, string>[]>('series', { 'match[]': OURS });
      for (const labels of series) {
        const { __name__, le, ...others } = labels;
        expect(Object.keys(others).sort()).toEqual(['instance', 'job']);
        expect(le !== undefined).toBe(__name__?.endsWith('_bucket'));
      }
      expect([...new Set(series.map(({ instance }) => instance))].sort()).toEqual(INSTANCES);
    });

    test('has the bucket bounds of the catalogue', async () => {
      for (const [name, { bounds }] of Object.entries(CATALOGUE.histograms)) {
        for (const instance of INSTANCES) {
          const buckets = await query(`${name}_bucket{instance="${instance}"}`);
          const found = buckets.map(({ metric: { le = '' } }) => le.replace('+Inf', 'Infinity'));
          expect(found.map(Number).sort((a, b) => a - b)).toEqual([...bounds, Infinity]);
        }
      }
    });

    test('has the types of the catalogue, and the units where the text format allows them', async () => {
      const metadata =
        await get<Record<string, readonly { type: string; unit: string; help: string }[]>>(
          'metadata',
        );
      const said = (name: string) => {
        const [first] = metadata[name] ?? [];
        return first && { type: first.type, unit: first.unit };
      };
      for (const [name, { unit }] of Object.entries(CATALOGUE.histograms)) {
        expect({ name, ...said(name) }).toEqual({ name, type: 'histogram', unit });
      }
      for (const [name, unit] of Object.entries(CATALOGUE.gauges)) {
        expect({ name, ...said(name) }).toEqual({ name, type: 'gauge', unit });
      }
      for (const name of CATALOGUE.counters) {
        const family = name.replace(/_total$/, '');
        expect({ name, ...said(family) }).toEqual({ name, type: 'counter', unit: '' });
      }
    });

    test('has exemplars of traces in the buckets they belong to', async () => {
      const found = await get<
        readonly {
          readonly seriesLabels: Readonly<Record<string, string>>;
          readonly exemplars: readonly {
            readonly labels: Readonly<Record<string, string>>;
            readonly value: string;
          }[];
        }[]
      >('query_exemplars', {
        query: 'ttft_milliseconds_bucket',
        start: String(Date.now() / 1000 - 300),
        end: String(Date.now() / 1000 + 60),
      });
      const rows = found.flatMap(({ seriesLabels, exemplars }) =>
        exemplars.map((exemplar) => ({ ...exemplar, le: Number(seriesLabels['le']) })),
      );
      expect(rows.length).toBeGreaterThan(0);
      for (const { labels, value, le } of rows) {
        expect(labels['trace_id']).toMatch(/^[0-9a-f]{32}$/);
        expect(Number(value)).toBeLessThanOrEqual(Number.isNaN(le) ? Infinity : le);
      }
      expect(prometheus.log()).not.toMatch(/out of order exemplar|out-of-order exemplar/i);
    });

    test('loses its gauges when idle, not its counters', async () => {
      simulator.control({ load: 0 });
      await pollUntil(
        'the gauges to vanish',
        async () => {
          const left = await query(`{__name__=~"${Object.keys(CATALOGUE.gauges).join('|')}"}`);
          return left.length === 0 ? true : undefined;
        },
        20_000,
      );
      for (const name of CATALOGUE.counters) expect(await query(name)).toHaveLength(2);
      expect(await query('ttft_milliseconds_count')).toHaveLength(2);
    });

    test('a process that crashes is gone, and counts from zero when it is back', async () => {
      simulator.control({ load: 1, scenario: 'crash', speed: 6 });
      const instance = 'instance="gpu-a-0:8000"';
      await pollUntil(
        'the first instance to go',
        async () => {
          const left = await query(`decode_tokens_processed_total{job="transformers"}`);
          return left.length === 1 ? left : undefined;
        },
        30_000,
      );
      await pollUntil(
        'a reset of its counter',
        async () => {
          const [resets] = await query(`resets(decode_tokens_processed_total{${instance}}[5m])`);
          return resets?.value[1] === '1' ? true : undefined;
        },
        30_000,
      );
    });
  });
}

/** The shipped configuration, scraping the simulator every second. */
async function startPrometheus(version: ServerVersion, target: string): Promise<RealServer> {
  const command = findServer('prometheus', version);
  if (command === undefined) throw new Error('no prometheus');
  const folder = tempFolder('simulator-prometheus');
  const config = join(folder.path, 'prometheus.yml');
  mkdirSync(join(folder.path, 'data'));
  writeFileSync(
    config,
    localPrometheusConfig(readFileSync(SHIPPED, 'utf8'), {
      targets: { transformers: [target] },
      alertmanagers: [],
      ruleFiles: [],
      otlp: readsOtlpBlock(String(execFileSync(command, ['--version']))),
      scrapeInterval: '1s',
      evaluationInterval: '1s',
    }),
  );
  return startServer({
    command,
    args: (port) => [
      `--config.file=${config}`,
      `--storage.tsdb.path=${join(folder.path, 'data')}`,
      `--web.listen-address=127.0.0.1:${port}`,
      '--enable-feature=exemplar-storage',
    ],
    readyPath: '/-/ready',
    remove: folder.remove,
  });
}
