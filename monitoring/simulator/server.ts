import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { Result } from '../../shared/result';
import { type ControlChange, type ControlState, parseChange } from './control';
import { CONTENT_TYPE, formatFor, renderMetrics } from './openmetrics';
import { SERVICE } from './otlp';
import type { ProcessExport } from './process-view';
import { readBody } from './read-body';
import { renderSpanMetrics, type SpanCount } from './span-metrics';

export interface SimulatorServer {
  readonly url: string;
  readonly port: number;
  stop(): Promise<void>;
}

/** What the server shows and does. */
export interface Served {
  metrics(): readonly ProcessExport[];
  spanMetrics(): readonly SpanCount[];
  state(): ControlState;
  control(change: ControlChange): ControlState;
}

/**
 * - `GET /metrics`: all processes, each with `job` and `instance`; scrape it with `honor_labels: true`
 * - `GET /metrics/INSTANCE`: one process without labels of its own; 503 while it is down
 * - `GET /span-metrics`: what Tempo's metrics generator would count
 * - `GET` and `POST /control`
 */
export async function startServer(
  served: Served,
  port: number,
  listen: string,
): Promise<SimulatorServer> {
  const server = createServer((request, response) => {
    answer(served, request, response).catch((error: unknown) => {
      reply(response, 500, { error: error instanceof Error ? error.message : String(error) });
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, listen, resolve);
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the simulator has no port');
  return {
    url: `http://127.0.0.1:${address.port}`,
    port: address.port,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function answer(
  served: Served,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { pathname } = new URL(request.url ?? '/', 'http://localhost');
  if (pathname === '/control') {
    const refusal = refusalOf(request);
    if (refusal !== null) return reply(response, refusal.status, { error: refusal.error });
    if (request.method === 'GET') return reply(response, 200, served.state());
    const body = await readBody(request);
    const change: Result<ControlChange, string> = body.ok ? parseChange(body.value) : body;
    return change.ok
      ? reply(response, 200, served.control(change.value))
      : reply(response, 400, { error: change.error });
  }
  if (request.method !== 'GET') return reply(response, 405, { error: 'GET only' });
  if (pathname === '/metrics') {
    const labels = ({ instance }: ProcessExport) => ({ job: SERVICE, instance });
    return metricsPage(served.metrics(), labels, request, response);
  }
  if (pathname.startsWith('/metrics/')) {
    const name = pathname.slice('/metrics/'.length);
    const found = served
      .metrics()
      .filter(({ instance }) => encodeURIComponent(instance) === name || instance === name);
    if (found.length === 0) return reply(response, 503, { error: 'no such process is running' });
    return metricsPage(found, () => ({}), request, response);
  }
  if (pathname === '/span-metrics') {
    response.setHeader('content-type', CONTENT_TYPE.prometheus);
    response.end(renderSpanMetrics(served.spanMetrics()));
    return;
  }
  return reply(response, 404, { error: 'there are /metrics, /span-metrics and /control' });
}

function metricsPage(
  processes: readonly ProcessExport[],
  labels: (process: ProcessExport) => Readonly<Record<string, string>>,
  request: IncomingMessage,
  response: ServerResponse,
): void {
  const format = formatFor(request.headers.accept);
  response.setHeader('content-type', CONTENT_TYPE[format]);
  response.end(renderMetrics(processes, format, labels));
}

const LOOPBACK_NAME = /^(localhost|127\.0\.0\.1|\[::1\])(:\d{1,5})?$/i;

/** Pages in a browser must not steer it: they cannot set Host, and have to ask before they send JSON. */
function refusalOf(request: IncomingMessage): { status: number; error: string } | null {
  const { host = '', origin } = request.headers;
  if (!LOOPBACK_NAME.test(host) || origin !== undefined) {
    return { status: 403, error: 'the control is for programs on this machine' };
  }
  if (request.method === 'GET') return null;
  if (request.method !== 'POST') return { status: 405, error: 'GET or POST' };
  const [type] = (request.headers['content-type'] ?? '').split(';');
  return type?.trim().toLowerCase() === 'application/json'
    ? null
    : { status: 415, error: 'send application/json' };
}

function reply(response: ServerResponse, status: number, body: unknown): void {
  response.statusCode = status;
  response.setHeader('content-type', 'application/json');
  response.end(`${JSON.stringify(body, null, 2)}\n`);
}
