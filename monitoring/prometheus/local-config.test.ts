import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { type LocalPrometheus, localPrometheusConfig, readsOtlpBlock } from './local-config';

const SHIPPED = readFileSync(join(import.meta.dirname, 'prometheus.yml'), 'utf8');

const LOCAL: LocalPrometheus = {
  targets: { prometheus: ['127.0.0.1:19090'], transformers: ['127.0.0.1:19600'] },
  alertmanagers: ['127.0.0.1:19093'],
  ruleFiles: ['/srv/rules/transformers.rules.yml'],
  otlp: false,
};

describe('the configuration of a Prometheus without Docker', () => {
  it('keeps what was shipped and changes the addresses', () => {
    const shipped = parse(SHIPPED);
    const local = parse(localPrometheusConfig(SHIPPED, LOCAL));
    expect(local).toEqual({
      global: shipped.global,
      storage: shipped.storage,
      rule_files: ['/srv/rules/transformers.rules.yml'],
      alerting: { alertmanagers: [{ static_configs: [{ targets: ['127.0.0.1:19093'] }] }] },
      scrape_configs: [
        { job_name: 'prometheus', static_configs: [{ targets: ['127.0.0.1:19090'] }] },
        {
          job_name: 'transformers',
          honor_labels: true,
          static_configs: [{ targets: ['127.0.0.1:19600'] }],
        },
      ],
    });
  });

  it('keeps the otlp block only for a Prometheus that reads it', () => {
    const local = parse(localPrometheusConfig(SHIPPED, { ...LOCAL, otlp: true }));
    expect(local.otlp).toEqual({ translation_strategy: 'UnderscoreEscapingWithSuffixes' });
  });

  it('shortens the intervals, and the timeout with them', () => {
    const { global } = parse(
      localPrometheusConfig(SHIPPED, {
        ...LOCAL,
        scrapeInterval: '1s',
        evaluationInterval: '2s',
      }),
    );
    expect(global).toMatchObject({
      scrape_interval: '1s',
      scrape_timeout: '1s',
      evaluation_interval: '2s',
      external_labels: { cluster: 'local' },
    });
  });

  it('adds jobs, whose labels count', () => {
    const moreJobs = [{ name: 'spans', path: '/span-metrics', targets: ['127.0.0.1:19600'] }];
    const local = parse(localPrometheusConfig(SHIPPED, { ...LOCAL, moreJobs }));
    expect(local.scrape_configs.at(-1)).toEqual({
      job_name: 'spans',
      honor_labels: true,
      metrics_path: '/span-metrics',
      static_configs: [{ targets: ['127.0.0.1:19600'] }],
    });
  });

  it('refuses a job that is not shipped, and a file that is none', () => {
    const unknown = { ...LOCAL, targets: { vllm: ['127.0.0.1:8000'] } };
    expect(() => localPrometheusConfig(SHIPPED, unknown)).toThrow('no job vllm');
    expect(() => localPrometheusConfig('global: {}', LOCAL)).toThrow('scrape_configs');
    expect(() => localPrometheusConfig('', LOCAL)).toThrow('not a mapping');
  });
});

describe('which Prometheus reads the otlp block', () => {
  it.each([
    ['prometheus, version 2.42.0+ds (branch: debian/sid)', false],
    ['promtool, version 2.55.1', false],
    ['prometheus, version 3.5.3+ds1 (branch: debian/sid)', true],
    ['prometheus, version 3.12.0', true],
    ['prometheus, version 10.0.0', true],
    ['command not found', false],
  ])('%s: %s', (output, reads) => {
    expect(readsOtlpBlock(output)).toBe(reads);
  });
});
