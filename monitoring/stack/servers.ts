import { accessSync, constants, statSync } from 'node:fs';
import { delimiter, join, resolve } from 'node:path';

/** The servers that can be started here; Grafana and Memcached are in the compose file only. */
export const SERVER_NAMES = ['prometheus', 'alertmanager', 'tempo'] as const;
export type ServerName = (typeof SERVER_NAMES)[number];

export function isServerName(text: string): text is ServerName {
  return SERVER_NAMES.some((name) => name === text);
}

interface ServerInfo {
  readonly title: string;
  /** Names on PATH; Debian's first where it has its own. */
  readonly commands: readonly string[];
  readonly option: string;
  readonly variable: string;
  readonly howToGet: string;
}

export const SERVERS: Readonly<Record<ServerName, ServerInfo>> = {
  prometheus: {
    title: 'Prometheus',
    commands: ['prometheus'],
    option: '--prometheus',
    variable: 'BATCHWATCH_PROMETHEUS',
    howToGet: 'Debian, Ubuntu: apt-get install prometheus; or give --prometheus PATH',
  },
  alertmanager: {
    title: 'Alertmanager',
    commands: ['prometheus-alertmanager', 'alertmanager'],
    option: '--alertmanager',
    variable: 'BATCHWATCH_ALERTMANAGER',
    howToGet:
      'Debian, Ubuntu: apt-get install prometheus-alertmanager; or give --alertmanager PATH',
  },
  tempo: {
    title: 'Tempo',
    commands: ['tempo'],
    option: '--tempo',
    variable: 'BATCHWATCH_TEMPO',
    // Not the compose file: its Tempo would want this stack's ports, and would write to a Prometheus of its own.
    howToGet: 'Version 3: https://github.com/grafana/tempo/releases; or give --tempo PATH',
  },
};

export type FoundServer =
  | { readonly kind: 'found'; readonly path: string }
  | { readonly kind: 'missing'; readonly why: string };

/** An option comes before the environment, and that before PATH; one that was given and is wrong is not passed over. */
export function findServer(
  name: ServerName,
  given: string | undefined,
  env: NodeJS.ProcessEnv,
): FoundServer {
  const { commands, option, variable, howToGet } = SERVERS[name];
  const fromEnv = env[variable];
  const chosen = given ?? (fromEnv === '' ? undefined : fromEnv);
  if (chosen !== undefined) {
    const path = resolve(chosen);
    return isExecutable(path)
      ? { kind: 'found', path }
      : {
          kind: 'missing',
          why: `${given === undefined ? `$${variable}` : option}: ${chosen} is no program`,
        };
  }
  const path = (env['PATH'] ?? '')
    .split(delimiter)
    .filter((folder) => folder !== '')
    .flatMap((folder) => commands.map((command) => join(folder, command)))
    .find(isExecutable);
  return path === undefined
    ? { kind: 'missing', why: `not installed. ${howToGet}` }
    : { kind: 'found', path };
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}
