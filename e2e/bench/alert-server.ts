import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { alertBytes } from './alert-bytes';

export interface AlertServer {
  readonly url: string;
  /** How many times the alerts were asked for. */
  polls(): number;
  close(): Promise<void>;
}

/** Speaks just enough of the three APIs for an environment to be healthy, with `count` alerts that change a little. */
export async function startAlertServer(count: number): Promise<AlertServer> {
  const rounds = Array.from({ length: 4 }, (_, round) => alertBytes(count, round));
  let polls = 0;
  const bodies: Readonly<Record<string, () => Buffer | string>> = {
    '/api/v2/alerts': () => {
      polls += 1;
      return rounds[polls % rounds.length] ?? '[]';
    },
    '/api/v2/silences': () => '[]',
    '/api/v2/status': () =>
      '{"cluster":{"status":"disabled","peers":[]},"config":{"original":""},"uptime":"2026-11-22T15:56:36.373Z","versionInfo":{"version":"0.33.1"}}',
    '/api/v1/rules': () => '{"status":"success","data":{"groups":[]}}',
    '/api/v1/query': () => '{"status":"success","data":{"resultType":"vector","result":[]}}',
    '/api/v1/status/buildinfo': () => '{"status":"success","data":{"version":"3.5.3"}}',
  };
  const server = createServer((request, response) => {
    const path = new URL(request.url ?? '/', 'http://localhost').pathname;
    const body = bodies[path];
    response.writeHead(body === undefined ? 404 : 200, { 'content-type': 'application/json' });
    response.end(body === undefined ? '"not here"' : body());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    polls: () => polls,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}
