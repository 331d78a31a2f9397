import { posix } from 'node:path';
import type { Service } from './compose-services';
import { everyText } from './values';

/** Ports that a service listens on without publishing them. */
export type ListeningPorts = Readonly<Record<string, readonly number[]>>;

export function listeningPorts(services: readonly Service[]): ListeningPorts {
  return Object.fromEntries(
    services.map(({ name, ports }) => [name, ports.map(({ container }) => container)]),
  );
}

/**
 * Addresses (`host:port`) in a file that no service answers. `self` is the service that reads the file, for `localhost`
 * and 127.0.0.1. Names with a dot are of the world outside, `0.0.0.0` is what a server listens on.
 */
export function addressProblems(
  file: string,
  content: unknown,
  listening: ListeningPorts,
  self: string,
): readonly string[] {
  return everyText(content).flatMap((text) =>
    [...text.matchAll(ADDRESS)].flatMap(([, host = '', port = '']) => {
      const service = host === 'localhost' || host === '127.0.0.1' ? self : host;
      if (service.includes('.')) return [];
      const ports = listening[service];
      if (ports === undefined) return [`${file}: ${host}:${port}: ${service} is no service`];
      return ports.includes(Number(port))
        ? []
        : [`${file}: ${host}:${port}: ${service} does not listen there`];
    }),
  );
}

/** A host, then a port of at least four digits (a version or a time has fewer). */
const ADDRESS = /(?<![\w.-])([a-z0-9][a-z0-9.-]*):(\d{4,5})(?!\w)/g;

/** Where a path inside a service's container is in the repository, relative to the compose file. */
export function hostPath(service: Service, path: string): string | undefined {
  const found = service.mounts.find(
    ({ kind, target }) => kind === 'file' && (path === target || path.startsWith(`${target}/`)),
  );
  return found && posix.join(found.source, path.slice(found.target.length));
}

/** Variables that a compose file reads from its environment. */
export function variablesOf(composeText: string): readonly string[] {
  const bare = composeText.replace(/^\s*#.*$/gm, '');
  return [...new Set([...bare.matchAll(/(?<!\$)\$\{(\w+)/g)].map(([, name = '']) => name))].sort();
}

/** Variables that an example environment sets, with their values. */
export function exampleVariables(text: string): Readonly<Record<string, string>> {
  return Object.fromEntries(
    [...text.matchAll(/^(\w+)=(.*)$/gm)].map(([, name = '', value = '']) => [name, value]),
  );
}
