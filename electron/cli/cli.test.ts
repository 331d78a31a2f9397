import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { PanelSnapshot } from '../../shared/domain/metrics';
import type { EngineSnapshot } from '../../shared/domain/snapshot';
import { lineFor } from './lines';
import { parseOptions } from './options';
import { prettyPage } from './pretty';
import { readConfig } from './read-config';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'batchwatch-cli-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

describe('command line', () => {
  it('takes a config or the demo, a time and pretty', () => {
    expect(parseOptions(['--config', 'a.json', '--for', '1.5'])).toEqual({
      ok: true,
      value: { source: { kind: 'config', file: 'a.json' }, forMs: 1500, pretty: false },
    });
    expect(parseOptions(['--demo', '--pretty'])).toMatchObject({
      ok: true,
      value: { source: { kind: 'demo' }, pretty: true },
    });
    expect(parseOptions(['--config=a.json'])).toMatchObject({
      value: { source: { file: 'a.json' } },
    });
    expect(parseOptions(['--demo', '--for', '2147483'])).toMatchObject({
      value: { forMs: 2_147_483_000 },
    });
  });

  it.each([
    [[], 'either --config FILE or --demo'],
    [['--demo', '--config', 'a'], 'either --config FILE or --demo'],
    [['--config'], '--config needs a file'],
    [['--demo', '--for', 'soon'], '--for needs a positive number'],
    [['--demo', '--for', '-1'], '--for needs a positive number'],
    [['--demo', '--for', '2147484'], '--for takes at most 2147483 seconds'],
    [['--what'], 'unknown option "--what"'],
  ])('refuses %j in one line', (args, message) => {
    const parsed = parseOptions(args);
    expect(parsed.ok ? '' : parsed.error).toContain(message);
    expect(parsed.ok ? '' : parsed.error).not.toContain('\n');
  });
});

describe('config', () => {
  const read = (text: string) => {
    const file = join(folder, 'config.json');
    writeFileSync(file, text);
    return readConfig(file);
  };
  const environment = {
    id: 'prod',
    name: 'prod',
    prometheus: { url: 'http://localhost:9090' },
    alertmanagers: [{ url: 'http://localhost:9093' }],
  };

  it('reads the minimal one and fills in the defaults', async () => {
    const tempo = { url: 'http://localhost:3200/tempo' };
    const settings = await read(
      JSON.stringify({ version: 1, environments: [{ ...environment, tempo }] }),
    );
    expect(settings).toMatchObject({
      ok: true,
      value: {
        polling: { alertsSeconds: 10, panelsSeconds: 5, rangesSeconds: 30 },
        environments: [{ tempo: { url: 'http://localhost:3200/tempo', timeoutMs: 10_000 } }],
      },
    });
  });

  it.each([
    ['{', 'is not JSON'],
    ['{"version":2,"environments":[]}', 'version: must be 1'],
    ['{"version":1,"environments":[]}', 'environments: must name at least one'],
    [
      JSON.stringify({ version: 1, environments: [{ ...environment, prometheus: {} }] }),
      'environments[0].prometheus.url: is missing',
    ],
    [
      JSON.stringify({
        version: 1,
        environments: [{ ...environment, prometheus: { url: 'ftp://x' } }],
      }),
      'environments[0].prometheus.url: must be an http or https URL',
    ],
    [
      JSON.stringify({
        version: 1,
        environments: [{ ...environment, prometheus: { url: 'http://u:p@x' } }],
      }),
      'environments[0].prometheus.url: must be an http or https URL without user',
    ],
    [
      JSON.stringify({ version: 1, environments: [{ ...environment, alertmanagers: [] }] }),
      'environments[0].alertmanagers: must name at least one',
    ],
    [
      JSON.stringify({ version: 1, environments: [environment, environment] }),
      'environments: two environments have the same id',
    ],
    [
      JSON.stringify({ version: 1, environments: [environment], pollingg: {} }),
      'pollingg: is not a known setting',
    ],
    [
      JSON.stringify({
        version: 1,
        environments: [
          {
            ...environment,
            prometheus: {
              ...environment.prometheus,
              auth: { kind: 'bearer', token: { secret: 'x' } },
            },
          },
        ],
      }),
      'environments[0].prometheus.auth.token: is in the desktop',
    ],
    [
      JSON.stringify({
        version: 1,
        environments: [
          {
            ...environment,
            prometheus: { ...environment.prometheus, auth: { kind: 'bearer', token: 'hunter2' } },
          },
        ],
      }),
      'environments[0].prometheus.auth.token: must be {"secret": "id"}',
    ],
  ])('refuses %s, naming the field in one line', async (text, message) => {
    const settings = await read(text);
    const error = settings.ok ? '' : settings.error;
    expect(error).toContain(message);
    expect(error).not.toContain('\n');
    expect(error).not.toContain('hunter2');
  });

  it('says of a missing file which one', async () => {
    const missing = await readConfig(join(folder, 'nowhere.json'));
    expect(missing.ok ? '' : missing.error).toContain('nowhere.json');
  });
});

describe('lines', () => {
  it('writes nulls where a metric is absent and marks quantiles that are only a floor', () => {
    const value: PanelSnapshot = {
      at: 0,
      instances: [
        {
          key: 't/a',
          job: 't',
          instance: 'a',
          kvUsedBytes: { kind: 'value', value: 0 },
          kvFreeBytes: { kind: 'absent' },
          active: { kind: 'nan' },
          waiting: { kind: 'value', value: 4 },
          kvTrend: { kind: 'unknown' },
        },
      ],
      active: { kind: 'absent' },
      waiting: { kind: 'absent' },
      batchFillP50: { kind: 'absent' },
      decodePrefillRatio: { kind: 'absent' },
      ttft: {
        buckets: [
          { upperMs: 10_000, count: 1 },
          { upperMs: Number.POSITIVE_INFINITY, count: 9 },
        ],
        total: 10,
        p50: { kind: 'at-least', bound: 10_000 },
        p95: { kind: 'at-least', bound: 10_000 },
        p99: { kind: 'nan' },
      },
      notices: [],
    };
    const line = lineFor(
      { type: 'panels', env: 'prod', profile: 'transformers', value },
      0,
      'prod',
    );
    expect(JSON.parse(JSON.stringify(line))).toEqual({
      t: '1970-01-01T00:00:00.000Z',
      type: 'metrics',
      env: 'prod',
      profile: 'transformers',
      instances: [{ instance: 'a', kvUsedBytes: 0, kvTotalBytes: null, active: null, waiting: 4 }],
      ttftMs: {
        p50: 10_000,
        p95: 10_000,
        p99: null,
        atLeast: ['p50', 'p95'],
        buckets: [
          { le: 10_000, count: 1 },
          { le: '+Inf', count: 9 },
        ],
      },
    });
  });

  it('has no line for what is about the window only', () => {
    expect(lineFor({ type: 'reset' }, 0, null)).toBeNull();
  });
});

describe('pretty page', () => {
  const alert = {
    id: 'a1',
    name: 'High\u001b[2JMemory',
    severity: 'critical',
    state: 'firing',
    labels: { instance: 'gpu-a-0' },
    annotations: {},
    startsAt: 0,
    receivers: [],
    silencedBy: [],
    inhibitedBy: [],
    mutedBy: [],
    peers: [],
    stale: true,
  } as const;
  const snapshot: EngineSnapshot = {
    revision: 1,
    selected: 'prod',
    range: '1h',
    popups: [],
    tray: { state: 'critical', firing: 1, critical: 1, tooltip: 'Batchwatch: critical', worst: [] },
    environments: [
      {
        id: 'prod',
        name: 'prod',
        demo: false,
        sources: [],
        profile: { kind: 'none' },
        alerts: { a1: alert },
        alertsFreshness: { kind: 'fresh', at: 0 },
        rulesFreshness: { kind: 'loading' },
        silences: {},
        silencesFreshness: { kind: 'loading' },
        panels: { freshness: { kind: 'loading' } },
        ranges: { freshness: { kind: 'loading' } },
        traces: { freshness: { kind: 'off' } },
      },
    ],
  };

  it('keeps its layout, its width, and control sequences away from the terminal', () => {
    const page = prettyPage(snapshot, 125_000, 60);
    expect(page).not.toContain('\u001b');
    expect(page.split('\n').every((line) => line.length <= 60)).toBe(true);
    expect(page).toContain('  metrics: no known profile');
    expect(page).toMatch(/^ {4}critical High.*Memory gpu-a-0 for 2 min \(stale\)$/m);
  });
});
