import { type Mount, type Service, servicesOf } from './compose-services';
import { at, mapping } from './values';

/** What is wrong with a compose file by itself, one sentence each; empty where nothing is. */
export function composeProblems(
  compose: unknown,
  /** The ports of the layout, by name. */
  ports: Readonly<Record<string, number>>,
): readonly string[] {
  const services = servicesOf(compose);
  return [
    ...services.flatMap((service) => [
      ...imageProblems(service),
      ...secretProblems(service, compose),
      ...dependencyProblems(service, services),
      ...careProblems(service),
    ]),
    ...portProblems(services, ports),
    ...volumeProblems(services, compose),
    ...grafanaProblems(services),
  ];
}

/** A version to the last number; `latest`, `12` and `v3.12` move under one's feet. */
const PINNED = /^[a-z0-9./-]+:v?\d+\.\d+\.\d+(-[a-z0-9.]+)?$/;

function imageProblems({ name, image }: Service): readonly string[] {
  return PINNED.test(image) ? [] : [`${name}: the image ${image} is not pinned`];
}

function portProblems(
  services: readonly Service[],
  layout: Readonly<Record<string, number>>,
): readonly string[] {
  const published = services.flatMap((service) => service.ports);
  const wanted = Object.entries(layout);
  return [
    ...services.flatMap(({ name, ports }) =>
      ports.flatMap(({ address, host, container }) => [
        ...(address === '127.0.0.1' ? [] : [`${name}: port ${host} is published off loopback`]),
        ...(host === container ? [] : [`${name}: port ${container} is published as ${host}`]),
        ...(wanted.some(([, port]) => port === host)
          ? []
          : [`${name}: port ${host} is not in the layout`]),
      ]),
    ),
    ...wanted.flatMap(([key, port]) => {
      const times = published.filter(({ host }) => host === port).length;
      return times === 1 ? [] : [`port ${port} (${key}) is published ${times} times`];
    }),
  ];
}

/** Names under which something secret goes; with `__FILE` or `_FILE` at the end it is a path. */
const SECRET_NAME = /PASSWORD|PASSWD|SECRET|TOKEN|API_?KEY|CREDENTIAL/i;

function secretProblems({ name, environment, secrets }: Service, compose: unknown): string[] {
  const declared = Object.keys(mapping(at(compose, 'secrets')));
  return [
    ...Object.entries(environment)
      .filter(([key, value]) => SECRET_NAME.test(key) && !isHarmless(key, value))
      .map(([key]) => `${name}: ${key} holds its secret in the file`),
    ...secrets
      .filter((secret) => !declared.includes(secret))
      .map((secret) => `${name}: the secret ${secret} is not declared`),
  ];
}

/** A path, or a variable without a default value (`${X}`, `${X:?message}`). */
function isHarmless(key: string, value: string): boolean {
  return key.endsWith('_FILE') || /^\$\{\w+(:?\?[^}]*)?\}$/.test(value);
}

function dependencyProblems(service: Service, services: readonly Service[]): readonly string[] {
  return Object.entries(service.dependsOn).flatMap(([other, condition]) => {
    const found = services.find(({ name }) => name === other);
    if (found === undefined) return [`${service.name}: depends on ${other}, which is no service`];
    return condition === 'service_healthy' && !found.hasHealthCheck
      ? [`${service.name}: waits for ${other} to be healthy, which has no health check`]
      : [];
  });
}

function careProblems({ name, raw, hasHealthCheck }: Service): readonly string[] {
  const wanted = [
    ['restart', raw['restart'] !== undefined],
    ['cap_drop', raw['cap_drop'] !== undefined],
    ['security_opt', raw['security_opt'] !== undefined],
    ['healthcheck', hasHealthCheck],
  ] as const;
  return wanted.flatMap(([key, has]) => (has ? [] : [`${name}: has no ${key}`]));
}

function volumeProblems(services: readonly Service[], compose: unknown): readonly string[] {
  const declared = Object.keys(mapping(at(compose, 'volumes')));
  const mounts = services.flatMap((service) => service.mounts);
  const used = mounts.filter(({ kind }) => kind === 'volume').map(({ source }) => source);
  return [
    ...used.filter((v) => !declared.includes(v)).map((v) => `the volume ${v} is not declared`),
    ...declared.filter((v) => !used.includes(v)).map((v) => `the volume ${v} is not used`),
    ...mounts.filter(({ kind }) => kind === 'file').flatMap(fileProblems),
  ];
}

/** What commands make and git does not know. */
const MADE_HERE = /^(\.\.\/dist|\.\/secrets)(\/|$)/;

function fileProblems({ source, readOnly, isMade, isLabelled }: Mount): readonly string[] {
  return [
    ...(readOnly ? [] : [`${source} is mounted writable`]),
    ...(isMade && MADE_HERE.test(source)
      ? [`Docker would make ${source} where it is missing`]
      : []),
    ...(isMade && !isLabelled ? [`${source} has no label for SELinux`] : []),
    // Compose's requireMountAPI(): without create_host_path it uses Docker's Mount API, which knows no labels.
    ...(!isMade && isLabelled ? [`the label of ${source} does nothing`] : []),
  ];
}

function grafanaProblems(services: readonly Service[]): readonly string[] {
  const environment = services.find(({ name }) => name === 'grafana')?.environment;
  if (environment === undefined) return ['there is no grafana'];
  return [
    ...(environment['GF_AUTH_ANONYMOUS_ENABLED'] === 'false'
      ? []
      : ['grafana: anonymous access is not off']),
    ...(environment['GF_USERS_ALLOW_SIGN_UP'] === 'false'
      ? []
      : ['grafana: signing up is not off']),
    ...(Object.keys(environment).some((key) => key.startsWith('GF_SECURITY_ADMIN_PASSWORD'))
      ? []
      : ['grafana: the administrator’s password is the default one']),
  ];
}
