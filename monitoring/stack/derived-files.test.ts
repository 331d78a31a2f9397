import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse, parseDocument } from 'yaml';
import { PORTS } from '../layout/ports';
import { checkedSettings, consoleSettings } from './console-settings';
import { fastRules } from './fast';
import { shippedFlags, shippedRuleFiles } from './prometheus-flags';
import { localTempoConfig, tempoPorts } from './tempo-config';

const shipped = (path: string) => readFileSync(resolve(import.meta.dirname, '..', path), 'utf8');

describe('fast rules', () => {
  const rules = `
groups:
  - name: a
    interval: 30s
    rules:
      - alert: Slow # why
        expr: histogram_quantile(0.95, rate(x_bucket[5m])) > 5000
        for: 5m
        keep_firing_for: 1h
        labels: { severity: critical, for: kept? }
      - alert: Now
        expr: vector(1)
        for: 0s
`;

  it('divide what rules wait for, and change nothing else', () => {
    const { groups } = parse(fastRules(rules, 15));
    expect(groups).toEqual([
      {
        name: 'a',
        interval: '30s',
        rules: [
          {
            alert: 'Slow',
            expr: 'histogram_quantile(0.95, rate(x_bucket[5m])) > 5000',
            for: '20000ms',
            keep_firing_for: '240000ms',
            labels: { severity: 'critical', for: 'kept?' },
          },
          { alert: 'Now', expr: 'vector(1)', for: '0s' },
        ],
      },
    ]);
  });

  it('say of what is no duration that it is none', () => {
    expect(() => fastRules(rules.replace('5m\n', 'soon\n'))).toThrow('not a duration: soon');
  });
});

describe("Prometheus' flags", () => {
  const help = (flags: string) => `Flags:\n${flags}`;
  const all = help(
    '      --web.cors.origin=".*"\n      --[no-]web.enable-otlp-receiver\n      --web.enable-remote-write-receiver\n      --enable-feature= ...\n',
  );

  it('are those of the compose file, without places', () => {
    const { flags, unknown } = shippedFlags(shipped('compose.yaml'), all);
    expect(unknown).toEqual([]);
    expect(flags).toContain('--web.enable-otlp-receiver');
    expect(flags).toContain('--web.enable-remote-write-receiver');
    expect(flags.find((flag) => flag.startsWith('--enable-feature='))).toContain(
      'exemplar-storage',
    );
    expect(flags.join(' ')).not.toMatch(/config\.file|storage\.tsdb|external-url|\$\{/);
  });

  it('are left out and named where the build does not know them', () => {
    const without = all.replace('--[no-]web.enable-otlp-receiver', '--web.enable-otlp-receiver-x');
    const { flags, unknown } = shippedFlags(shipped('compose.yaml'), without);
    expect(unknown).toEqual(['web.enable-otlp-receiver']);
    expect(flags).not.toContain('--web.enable-otlp-receiver');
  });

  it('go with the rule files that the shipped configuration names', () => {
    expect(shippedRuleFiles(shipped('prometheus/prometheus.yml'))).toContain(
      'rules/transformers.rules.yml',
    );
    expect(() => shippedRuleFiles('global: {}')).toThrow('names no rule files');
  });
});

describe("Tempo's configuration", () => {
  const text = shipped('tempo/tempo.yaml');
  const local = {
    folder: '/data/tempo',
    ports: new Map<number, number>([
      [PORTS.otlpHttp, 40_001],
      [PORTS.tempo, 40_002],
    ]),
    prometheus: 'http://127.0.0.1:40003',
  };

  it('is the shipped one on loopback, elsewhere, without a cache server', () => {
    const before = parse(text);
    const after = parse(localTempoConfig(text, local));
    expect(after.server).toEqual({
      ...before.server,
      http_listen_address: '127.0.0.1',
      http_listen_port: 40_002,
      grpc_listen_address: '127.0.0.1',
      grpc_listen_port: PORTS.tempoGrpc,
    });
    const { otlp } = after.distributor.receivers;
    expect(otlp.protocols.http.endpoint).toBe('127.0.0.1:40001');
    expect(otlp.protocols.grpc.endpoint).toBe(`127.0.0.1:${PORTS.otlpGrpc}`);
    expect(after.metrics_generator.storage.remote_write[0].url).toBe(
      'http://127.0.0.1:40003/api/v1/write',
    );
    expect(after.overrides).toEqual(before.overrides);
    expect(Object.keys(after).sort()).toEqual(
      Object.keys(before)
        .filter((key) => key !== 'cache')
        .sort(),
    );
    expect(JSON.stringify(after)).not.toMatch(/0\.0\.0\.0|memcached|\/var\/tempo|prometheus:9090/);
  });

  // What it writes to by itself, under /var/tempo, has to be named in the file to be moved: modules/livestore/config.go and
  // modules/backendscheduler/config.go of Tempo 3. Its block builder does not run in the single binary.
  it.each([
    ['live_store.wal.path', '/live-store/traces'],
    ['live_store.shutdown_marker_dir', '/live-store/shutdown-marker'],
    ['backend_scheduler.local_work_path', ''],
    ['metrics_generator.storage.path', '/generator/wal'],
    ['storage.trace.wal.path', '/wal'],
    ['storage.trace.local.path', '/blocks'],
  ])('names %s and moves it', (option, below) => {
    const valueIn = (yaml: string) => parseDocument(yaml).getIn(option.split('.'));
    expect(valueIn(text)).toBe(`/var/tempo${below}`);
    expect(valueIn(localTempoConfig(text, local))).toBe(`/data/tempo${below}`);
  });

  it('keeps blocks by the setting of the worker, which deletes them', () => {
    const { backend_worker, backend_scheduler } = parse(text);
    expect(backend_worker).toEqual({ compaction: { block_retention: '720h' } });
    expect(JSON.stringify(backend_scheduler)).not.toContain('block_retention');
  });

  it('tells every port that it listens on', () => {
    const ports = tempoPorts(text);
    for (const port of [PORTS.tempo, PORTS.tempoGrpc, PORTS.otlpGrpc, PORTS.otlpHttp]) {
      expect(ports).toContain(port);
    }
    expect(ports).toContain(PORTS.jaegerThriftHttp);
    expect(ports).toContain(PORTS.zipkin);
  });
});

describe("the console's settings", () => {
  const urls = { prometheus: 'http://127.0.0.1:9090', alertmanager: 'http://127.0.0.1:9093' };

  it('are what the console reads', () => {
    const settings = checkedSettings(
      consoleSettings({ ...urls, tempo: 'http://127.0.0.1:3200' }, 2),
    );
    expect(settings.environments[0]).toMatchObject({
      id: 'stack',
      prometheus: { url: urls.prometheus },
      alertmanagers: [{ url: urls.alertmanager }],
      tempo: { url: 'http://127.0.0.1:3200' },
      traceService: 'transformers',
    });
    expect(settings.polling.alertsSeconds).toBe(2);
  });

  it('name no Tempo where none runs, and leave the pace to the console', () => {
    const settings = checkedSettings(consoleSettings({ ...urls, tempo: null }, null));
    expect(settings.environments[0]).not.toHaveProperty('tempo');
    expect(settings.polling.alertsSeconds).toBe(10);
  });
});
