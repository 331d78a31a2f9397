import { existsSync } from 'node:fs';
import { join, posix } from 'node:path';
import { describe, expect, it } from 'vitest';
import { PORTS } from '../layout/ports';
import { parseOptions } from '../simulator/options';
import { type Service, servicesOf } from './compose-services';
import {
  addressProblems,
  exampleVariables,
  hostPath,
  listeningPorts,
  variablesOf,
} from './references';
import {
  COMPOSE,
  DASHBOARD,
  DASHBOARD_PROVIDERS,
  DATASOURCES,
  MONITORING,
  PROMETHEUS,
  shipped,
  shippedText,
  TEMPO,
} from './shipped';
import { at, list, texts } from './values';

const services = servicesOf(shipped(COMPOSE));
const listening = listeningPorts(services);

function service(name: string): Service {
  const found = services.find((one) => one.name === name);
  if (found === undefined) throw new Error(`no service ${name}`);
  return found;
}

/** A path of a container that must be a file here. */
function expectShipped(owner: Service, path: string) {
  const found = hostPath(owner, path);
  expect(found, `${owner.name}: ${path} is not mounted`).toBeDefined();
  expect(existsSync(join(MONITORING, found ?? '')), `${owner.name}: ${found}`).toBe(true);
}

/** The value of `--flag=value` or `-flag=value`. */
function flag(owner: Service, name: string): string {
  const found = owner.command.find((word) => word.startsWith(`${name}=`));
  return found?.slice(name.length + 1) ?? '';
}

describe('addresses', () => {
  it.each([
    [PROMETHEUS, 'prometheus'],
    [TEMPO, 'tempo'],
    [DATASOURCES, 'grafana'],
    ['alertmanager/alertmanager.yml', 'alertmanager'],
    ['alertmanager/alertmanager.sinks.yml', 'alertmanager'],
  ])('of %s are answered by a service', (file, self) => {
    expect(addressProblems(file, shipped(file), listening, self)).toEqual([]);
  });

  it('of commands and health checks are answered by a service', () => {
    const problems = services.flatMap((one) =>
      addressProblems(
        COMPOSE,
        [one.command.filter((word) => !word.startsWith('--web.')), at(one.raw, 'healthcheck')],
        listening,
        one.name,
      ),
    );
    expect(problems).toEqual([]);
  });

  it.each([
    ['grafana:3000 up', []],
    ['http://prometheus:9090/api/v1/write', []],
    ['dns+memcached:11211', []],
    ['localhost:9090', []],
    ['0.0.0.0:4317', []],
    ['smtp.example.org:2525', []],
    ['http://prometheus:9091', ['f: prometheus:9091: prometheus does not listen there']],
    ['http://loki:3100', ['f: loki:3100: loki is no service']],
    ['127.0.0.1:3200', ['f: 127.0.0.1:3200: prometheus does not listen there']],
  ])('%s', (text, problems) => {
    expect(addressProblems('f', { deep: [text] }, listening, 'prometheus')).toEqual(problems);
  });

  it('of Tempo’s receivers are the published ones, apart from three inside the network', () => {
    const receivers = at(shipped(TEMPO), 'distributor', 'receivers');
    const ports = [...JSON.stringify(receivers).matchAll(/0\.0\.0\.0:(\d+)/g)].map(([, port]) =>
      Number(port),
    );
    const { otlpGrpc, otlpHttp, jaegerThriftHttp, zipkin } = PORTS;
    expect(ports.sort()).toEqual(
      [otlpGrpc, otlpHttp, jaegerThriftHttp, zipkin, 14_250, 6831, 6832].sort(),
    );
    expect(at(shipped(TEMPO), 'server', 'http_listen_port')).toBe(PORTS.tempo);
    expect(at(shipped(TEMPO), 'server', 'grpc_listen_port')).toBe(PORTS.tempoGrpc);
  });

  it('of the simulator and the sinks in their commands are the published ones', () => {
    expect(service('simulator').command.join(' ')).toContain(`--port ${PORTS.simulator}`);
    expect(service('simulator').command.join(' ')).toContain(`http://tempo:${PORTS.otlpHttp}/`);
    const sinks = service('sinks').command.join(' ');
    expect(sinks).toContain(`--smtp ${PORTS.smtpSink} --http ${PORTS.webhookSink}`);
  });
});

describe('commands', () => {
  it('of the simulator are understood by it', () => {
    const example = exampleVariables(shippedText('.env.example'));
    const [, , ...args] = service('simulator').command.map((word) =>
      word.replace(/^\$\{(\w+):-.*\}$/, (_all, name: string) => example[name] ?? ''),
    );
    expect(parseOptions(args)).toEqual({
      ok: true,
      value: {
        host: '0.0.0.0',
        port: PORTS.simulator,
        scenario: 'steady',
        instances: 3,
        otlpTraces: `http://tempo:${PORTS.otlpHttp}/v1/traces`,
      },
    });
  });
});

describe('files', () => {
  it('that commands name are mounted and shipped', () => {
    const prometheus = service('prometheus');
    expectShipped(prometheus, flag(prometheus, '--config.file'));
    expectShipped(service('tempo'), flag(service('tempo'), '-config.file'));
    const alertmanager = flag(service('alertmanager'), '--config.file');
    const folder = posix.dirname(alertmanager);
    expect(hostPath(service('alertmanager'), folder)).toBe('alertmanager');
    expectShipped(service('alertmanager'), `${folder}/alertmanager.yml`);
    for (const [, file] of shippedText('README.md').matchAll(/\bALERTMANAGER_CONFIG=(\S+)/g)) {
      expectShipped(service('alertmanager'), `${folder}/${file}`);
    }
  });

  it('of the programs are built', () => {
    const built = shippedText('vite.config.ts');
    for (const name of ['simulator', 'sinks']) {
      const program = service(name).command.find((word) => word.endsWith('.cjs')) ?? '';
      expect(hostPath(service(name), program)).toBe(`../dist/monitoring/${name}.cjs`);
      expect(built).toContain(`${name}: 'monitoring/${name}/main.ts'`);
    }
  });

  it('of rules are in the folder that Prometheus reads', () => {
    const prometheus = service('prometheus');
    const folder = posix.dirname(flag(prometheus, '--config.file'));
    const files = texts(at(shipped(PROMETHEUS), 'rule_files'));
    expect(files).toEqual(['rules/transformers.rules.yml']);
    for (const file of files) expectShipped(prometheus, posix.join(folder, file));
  });

  it('of Grafana are where it looks', () => {
    const grafana = service('grafana');
    expectShipped(grafana, '/etc/grafana/provisioning/datasources');
    expectShipped(grafana, '/etc/grafana/provisioning/dashboards');
    expectShipped(grafana, grafana.environment['GF_DASHBOARDS_DEFAULT_HOME_DASHBOARD_PATH'] ?? '');
    const paths = list(at(shipped(DASHBOARD_PROVIDERS), 'providers')).map((one) =>
      String(at(one, 'options', 'path')),
    );
    expect(paths.map((path) => hostPath(grafana, path))).toEqual([posix.dirname(DASHBOARD)]);
  });

  it('of secrets are the mounted ones', () => {
    const grafana = service('grafana');
    const path = grafana.environment['GF_SECURITY_ADMIN_PASSWORD__FILE'] ?? '';
    expect(grafana.secrets).toContain(posix.basename(path));
    expect(posix.dirname(path)).toBe('/run/secrets');
  });

  it.each([
    ['alertmanager.yml', undefined],
    ['alertmanager.sinks.yml', 'shipped'],
  ])('of the secrets in %s are in a mounted folder', (file, where) => {
    const text = shippedText(`alertmanager/${file}`);
    const paths = [...text.matchAll(/_file: (\S+)/g)].map(([, path = '']) => path);
    expect(paths.length).toBeGreaterThan(2);
    for (const path of paths) {
      const found = hostPath(service('alertmanager'), path);
      expect(found, path).toBeDefined();
      if (where === 'shipped') expectShipped(service('alertmanager'), path);
      else expect(found).toMatch(/^secrets\/alertmanager\//);
    }
  });
});

describe('variables', () => {
  it('are the same in the compose file and in the example, with the same defaults', () => {
    const text = shippedText(COMPOSE);
    const example = exampleVariables(shippedText('.env.example'));
    expect(Object.keys(example).sort()).toEqual(variablesOf(text));
    for (const [name, value] of Object.entries(example)) {
      expect(text).toContain(`\${${name}:-${value}}`);
    }
  });

  it('are found where they count', () => {
    expect(variablesOf(`a: \${B:-c} $\${D}\n# \${E}\nf: \${A}`)).toEqual(['A', 'B']);
    expect(exampleVariables('# A=1\nB=2\nC=')).toEqual({ B: '2', C: '' });
  });
});

describe('jobs', () => {
  it('are one for each server that exports metrics, and the simulated service', () => {
    const jobs = list(at(shipped(PROMETHEUS), 'scrape_configs')).map((job) => at(job, 'job_name'));
    expect(jobs).toEqual(['prometheus', 'alertmanager', 'tempo', 'transformers']);
  });
});
