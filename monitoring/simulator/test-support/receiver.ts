import { createServer } from 'node:http';

/** An OTLP endpoint of a test: keeps what it was sent, and answers with the statuses given first, then 200. */
export interface Receiver {
  readonly url: string;
  readonly bodies: readonly unknown[];
  readonly contentTypes: readonly (string | undefined)[];
  close(): Promise<void>;
}

export async function startReceiver(
  statuses: readonly number[] = [],
  headers: Readonly<Record<string, string>> = {},
): Promise<Receiver> {
  const bodies: unknown[] = [];
  const contentTypes: (string | undefined)[] = [];
  const server = createServer((request, response) => {
    let text = '';
    request.setEncoding('utf8');
    request.on('data', (chunk: string) => {
      text += chunk;
    });
    request.on('end', () => {
      response.statusCode = statuses[bodies.length] ?? 200;
      bodies.push(JSON.parse(text));
      contentTypes.push(request.headers['content-type']);
      for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
      response.end('{}');
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return {
    url: `http://127.0.0.1:${address.port}/v1`,
    bodies,
    contentTypes,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
