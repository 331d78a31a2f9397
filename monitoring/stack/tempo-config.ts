import { parse, stringify } from 'yaml';

export interface LocalTempo {
  readonly folder: string;
  /** By shipped port: the one to take here. Ports that are not named stay. */
  readonly ports: ReadonlyMap<number, number>;
  /** Prometheus' base URL. */
  readonly prometheus: string;
}

/** The shipped Tempo configuration on loopback, with its data in `folder` and without Memcached, which it can do without. */
export function localTempoConfig(shippedText: string, local: LocalTempo): string {
  const shipped: unknown = parse(shippedText);
  if (typeof shipped !== 'object' || shipped === null) throw new Error('tempo.yaml is empty');
  const { cache: _, server, ...rest } = Object.fromEntries(Object.entries(shipped));
  const port = (number: unknown) => local.ports.get(Number(number)) ?? Number(number);
  const { http_listen_port, grpc_listen_port, ...others } = Object.fromEntries(
    Object.entries(typeof server === 'object' && server !== null ? server : {}),
  );
  return stringify(
    {
      ...Object.fromEntries(Object.entries(rest).map(([key, value]) => [key, moved(value, local)])),
      server: {
        ...others,
        http_listen_address: '127.0.0.1',
        http_listen_port: port(http_listen_port),
        grpc_listen_address: '127.0.0.1',
        grpc_listen_port: port(grpc_listen_port),
      },
    },
    { lineWidth: 0 },
  );
}

/** The ports that the shipped configuration listens on. */
export function tempoPorts(shippedText: string): readonly number[] {
  const found = shippedText.matchAll(/(?:listen_port: |0\.0\.0\.0:)(\d+)/g);
  return [...found].map(([, port]) => Number(port));
}

function moved(value: unknown, local: LocalTempo): unknown {
  if (Array.isArray(value)) return value.map((item) => moved(item, local));
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(
      Object.entries(value).map(([key, inner]) => [key, moved(inner, local)]),
    );
  }
  if (typeof value !== 'string') return value;
  const endpoint = /^0\.0\.0\.0:(\d+)$/.exec(value)?.[1];
  if (endpoint !== undefined) {
    return `127.0.0.1:${local.ports.get(Number(endpoint)) ?? endpoint}`;
  }
  return value
    .replace(/^\/var\/tempo(?=\/|$)/, local.folder)
    .replace(/^http:\/\/prometheus:9090/, local.prometheus);
}
