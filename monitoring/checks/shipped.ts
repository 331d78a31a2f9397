import { readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import { parse } from 'yaml';

/** The folder of everything that is shipped here. */
export const MONITORING = join(import.meta.dirname, '..');

export function shippedText(path: string): string {
  return readFileSync(join(MONITORING, path), 'utf8');
}

/** A YAML or JSON file; compose's merge keys are merged. */
export function shipped(path: string): unknown {
  const text = shippedText(path);
  return posix.extname(path) === '.json' ? JSON.parse(text) : parse(text, { merge: true });
}

export const COMPOSE = 'compose.yaml';
export const PROMETHEUS = 'prometheus/prometheus.yml';
export const TEMPO = 'tempo/tempo.yaml';
export const DATASOURCES = 'grafana/provisioning/datasources/datasources.yaml';
export const DASHBOARD_PROVIDERS = 'grafana/provisioning/dashboards/dashboards.yaml';
export const DASHBOARD = 'grafana/dashboards/continuous-batching.json';
