import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { writeLocalAlertmanager } from '../alertmanager/write-local';
import { PORTS } from '../layout/ports';
import { localPrometheusConfig, readsOtlpBlock } from '../prometheus/local-config';
import { ENVIRONMENT_ID } from './console-settings';
import { FAST, fastRules } from './fast';
import { freePort } from './free-port';
import { shippedFlags, shippedRuleFiles } from './prometheus-flags';
import type { ServerPlan } from './started-server';
import { localTempoConfig, tempoPorts } from './tempo-config';

type Plan = Omit<ServerPlan, 'env' | 'signal' | 'given' | 'guard'>;

interface Shared {
  readonly root: string;
  /** For everything that is written while the stack runs. */
  readonly folder: string;
  readonly fast: boolean;
}

export function alertmanagerPlan(
  local: Shared & {
    readonly language: 'en' | 'zh';
    readonly smtpPort: number;
    readonly httpPort: number;
  },
): Plan {
  const folder = join(local.folder, 'alertmanager');
  return {
    name: 'alertmanager',
    wantedPort: PORTS.alertmanager,
    prepare: (path, port) => {
      const url = `http://127.0.0.1:${port}`;
      const config = writeLocalAlertmanager({
        folder,
        smtp: `127.0.0.1:${local.smtpPort}`,
        http: `http://127.0.0.1:${local.httpPort}`,
        shippedFolder: join(local.root, 'monitoring', 'alertmanager'),
        environment: ENVIRONMENT_ID,
        language: local.language,
        speed: local.fast ? FAST.factor : 1,
      });
      return {
        command: {
          path,
          args: [
            `--config.file=${config}`,
            `--storage.path=${join(folder, 'data')}`,
            `--web.listen-address=127.0.0.1:${port}`,
            `--web.external-url=${url}`,
            // Alone, as in the compose file.
            '--cluster.listen-address=',
          ],
          url,
          readyPath: '/-/ready',
        },
        note: `routes as shipped${local.fast ? `, waits ÷ ${FAST.factor}` : ''}`,
      };
    },
  };
}

export function prometheusPlan(
  local: Shared & {
    readonly port: number;
    readonly simulatorPort: number;
    readonly alertmanagerUrl: string | null;
    readonly tempoUrl: string | null;
  },
): Plan {
  const monitoring = join(local.root, 'monitoring');
  const folder = join(local.folder, 'prometheus');
  const shipped = readFileSync(join(monitoring, 'prometheus', 'prometheus.yml'), 'utf8');
  const compose = readFileSync(join(monitoring, 'compose.yaml'), 'utf8');
  const ruleFiles = () =>
    shippedRuleFiles(shipped).map((file) => {
      const path = resolve(monitoring, 'prometheus', file);
      if (!local.fast) return path;
      const copy = join(folder, basename(path));
      writeFileSync(copy, fastRules(readFileSync(path, 'utf8')));
      return copy;
    });
  return {
    name: 'prometheus',
    wantedPort: PORTS.prometheus,
    firstPort: local.port,
    prepare: (path, port) => {
      const url = `http://127.0.0.1:${port}`;
      mkdirSync(folder, { recursive: true });
      const config = join(folder, 'prometheus.yml');
      const simulator = `127.0.0.1:${local.simulatorPort}`;
      const { flags, unknown } = shippedFlags(compose, said(path, '--help'));
      writeFileSync(
        config,
        localPrometheusConfig(shipped, {
          targets: {
            prometheus: [`127.0.0.1:${port}`],
            transformers: [simulator],
            ...(local.alertmanagerUrl === null
              ? {}
              : { alertmanager: [hostOf(local.alertmanagerUrl)] }),
            ...(local.tempoUrl === null ? {} : { tempo: [hostOf(local.tempoUrl)] }),
          },
          // Without Tempo's metrics generator the simulator counts its own spans.
          moreJobs:
            local.tempoUrl === null
              ? [{ name: 'span-metrics', path: '/span-metrics', targets: [simulator] }]
              : [],
          alertmanagers: local.alertmanagerUrl === null ? [] : [hostOf(local.alertmanagerUrl)],
          ruleFiles: ruleFiles(),
          otlp: readsOtlpBlock(said(path, '--version')),
          ...(local.fast
            ? { scrapeInterval: FAST.interval, evaluationInterval: FAST.interval }
            : {}),
        }),
      );
      return {
        command: {
          path,
          args: [
            `--config.file=${config}`,
            `--storage.tsdb.path=${join(folder, 'data')}`,
            `--web.listen-address=127.0.0.1:${port}`,
            `--web.external-url=${url}`,
            ...flags,
          ],
          url,
          readyPath: '/-/ready',
        },
        note: [
          `rules as shipped${local.fast ? `, for ÷ ${FAST.factor}` : ''}`,
          ...(unknown.length === 0 ? [] : [`this build lacks ${unknown.join(', ')}`]),
        ].join('; '),
      };
    },
  };
}

/** Asynchronous because each of its receivers needs a port. `otlpUrl` is where traces go. */
export async function tempoPlan(
  local: Shared & { readonly prometheusPort: number },
): Promise<{ readonly plan: Plan; readonly otlpUrl: string }> {
  const folder = join(local.folder, 'tempo');
  const shipped = readFileSync(join(local.root, 'monitoring', 'tempo', 'tempo.yaml'), 'utf8');
  const ports = new Map<number, number>();
  for (const port of tempoPorts(shipped)) ports.set(port, await freePort(port));
  const otlpPort = ports.get(PORTS.otlpHttp) ?? PORTS.otlpHttp;
  return {
    otlpUrl: `http://127.0.0.1:${otlpPort}/v1/traces`,
    plan: {
      name: 'tempo',
      wantedPort: PORTS.tempo,
      prepare: (path, port) => {
        mkdirSync(folder, { recursive: true });
        const config = join(folder, 'tempo.yaml');
        writeFileSync(
          config,
          localTempoConfig(shipped, {
            folder,
            ports: new Map([...ports, [PORTS.tempo, port]]),
            prometheus: `http://127.0.0.1:${local.prometheusPort}`,
          }),
        );
        return {
          command: {
            path,
            args: [`-config.file=${config}`],
            url: `http://127.0.0.1:${port}`,
            // `/ready` says no for its first quarter of a minute; it takes traces long before.
            readyPath: '/api/status/buildinfo',
          },
          note: `without Memcached; OTLP on port ${otlpPort}`,
        };
      },
    },
  };
}

function hostOf(url: string): string {
  return new URL(url).host;
}

/** What a program prints; some print it on stderr, and `--help` ends with an error in some. */
function said(path: string, option: string): string {
  try {
    return execFileSync(path, [option], { encoding: 'utf8', stdio: 'pipe', timeout: 10_000 });
  } catch (error) {
    const streams = typeof error === 'object' && error !== null ? error : {};
    return ['stdout', 'stderr']
      .map((name) => Object.entries(streams).find(([key]) => key === name)?.[1])
      .filter((text) => typeof text === 'string')
      .join('\n');
  }
}
