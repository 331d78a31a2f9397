import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { findServer, type ServerName, type ServerVersion } from './server-binaries';
import { type PortChoice, type RealServer, startServer } from './server-process';
import { tempFolder } from './temp-folder';

/** A Prometheus rule file as an object; JSON is YAML. */
export interface RuleFile {
  readonly groups: readonly {
    readonly name: string;
    readonly interval?: string;
    readonly rules: readonly {
      readonly alert?: string;
      readonly record?: string;
      readonly expr: string;
      readonly for?: string;
      readonly labels?: Readonly<Record<string, string>>;
      readonly annotations?: Readonly<Record<string, string>>;
    }[];
  }[];
}

export interface PrometheusOptions extends PortChoice {
  readonly version?: ServerVersion;
  /** The text of a rule file, or the same as an object. */
  readonly rules?: string | RuleFile;
  /** Job name and base URL of what to scrape at `/metrics`, once a second. */
  readonly scrapeTargets?: readonly { readonly job: string; readonly url: string }[];
  /** Base URLs of the Alertmanagers to tell. */
  readonly alertmanagers?: readonly string[];
  readonly externalLabels?: Readonly<Record<string, string>>;
  readonly args?: readonly string[];
}

export interface AlertmanagerOptions extends PortChoice {
  readonly version?: ServerVersion;
  /** The text of a configuration file, or the same as an object; everything to nobody if left out. */
  readonly config?: string | object;
  readonly args?: readonly string[];
}

export interface RealPrometheus extends RealServer {
  /** Replaces the rule file; `reload()` makes it count. */
  writeRules(rules: string | RuleFile): void;
}

export interface RealAlertmanager extends RealServer {
  writeConfig(config: string | object): void;
}

/** Evaluates and scrapes once a second, so that a test need not wait. */
export async function startPrometheus(options: PrometheusOptions = {}): Promise<RealPrometheus> {
  const command = binary('prometheus', options.version ?? 'installed');
  const folder = tempFolder('prometheus');
  const configFile = join(folder.path, 'prometheus.yml');
  const rulesFile = join(folder.path, 'rules.yml');
  const writeRules = (rules: string | RuleFile) => writeFileSync(rulesFile, yamlOf(rules));
  writeRules(options.rules ?? { groups: [] });
  writeFileSync(configFile, yamlOf(prometheusConfig(options, rulesFile)));
  const server = await startServer(
    {
      command,
      args: (port) => [
        `--config.file=${configFile}`,
        `--storage.tsdb.path=${join(folder.path, 'data')}`,
        `--web.listen-address=127.0.0.1:${port}`,
        '--web.enable-lifecycle',
        // An Alertmanager that was restarted hears of firing alerts after this, not after the usual minute.
        '--rules.alert.resend-delay=5s',
        ...(options.args ?? []),
      ],
      readyPath: '/-/ready',
      remove: folder.remove,
    },
    options,
  );
  return { ...server, writeRules };
}

export async function startAlertmanager(
  options: AlertmanagerOptions = {},
): Promise<RealAlertmanager> {
  const command = binary('alertmanager', options.version ?? 'installed');
  const folder = tempFolder('alertmanager');
  const configFile = join(folder.path, 'alertmanager.yml');
  const data = join(folder.path, 'data');
  mkdirSync(data);
  const writeConfig = (config: string | object) => writeFileSync(configFile, yamlOf(config));
  writeConfig(options.config ?? { route: { receiver: 'nobody' }, receivers: [{ name: 'nobody' }] });
  const server = await startServer(
    {
      command,
      args: (port) => [
        `--config.file=${configFile}`,
        `--storage.path=${data}`,
        `--web.listen-address=127.0.0.1:${port}`,
        // Alone: its default would listen on every address and look for peers.
        '--cluster.listen-address=',
        ...(options.args ?? []),
      ],
      readyPath: '/-/ready',
      remove: folder.remove,
    },
    options,
  );
  return { ...server, writeConfig };
}

function prometheusConfig(options: PrometheusOptions, rulesFile: string): object {
  return {
    global: {
      scrape_interval: '1s',
      scrape_timeout: '1s',
      evaluation_interval: '1s',
      external_labels: options.externalLabels ?? {},
    },
    rule_files: [rulesFile],
    scrape_configs: (options.scrapeTargets ?? []).map(({ job, url }) => ({
      job_name: job,
      scheme: new URL(url).protocol.replace(':', ''),
      static_configs: [{ targets: [new URL(url).host] }],
    })),
    alerting: {
      alertmanagers: (options.alertmanagers ?? []).map((url) => ({
        scheme: new URL(url).protocol.replace(':', ''),
        path_prefix: new URL(url).pathname,
        static_configs: [{ targets: [new URL(url).host] }],
      })),
    },
  };
}

function binary(name: ServerName, version: ServerVersion): string {
  const found = findServer(name, version);
  if (found === undefined)
    throw new Error(`${name} not found (${version}): use describeWithServers`);
  return found;
}

function yamlOf(value: string | object): string {
  return typeof value === 'string' ? value : JSON.stringify(value, null, 2);
}
