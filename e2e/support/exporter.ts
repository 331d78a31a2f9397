import { createServer } from 'node:http';

/** A target to scrape whose metrics a test writes. */
export interface Exporter {
  readonly url: string;
  /** Prometheus' text format; a last newline is added where it lacks. */
  set(metrics: string): void;
  close(): Promise<void>;
}

export async function startExporter(metrics = ''): Promise<Exporter> {
  let text = metrics;
  const server = createServer((_request, response) => {
    response.setHeader('content-type', 'text/plain; version=0.0.4; charset=utf-8');
    response.end(text === '' || text.endsWith('\n') ? text : `${text}\n`);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the exporter has no port');
  return {
    url: `http://127.0.0.1:${address.port}`,
    set: (changed) => {
      text = changed;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
