import { createServer } from 'node:net';

/** The port wanted if it is free on loopback, or any free one. */
export async function freePort(wanted: number): Promise<number> {
  return (await probe(wanted)) ?? (await probe(0)) ?? wanted;
}

/** A port that was free a moment ago: most servers cannot choose one themselves and say which. */
function probe(port: number): Promise<number | null> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(null));
    server.listen(port, '127.0.0.1', () => {
      const address = server.address();
      server.close(() =>
        resolve(address === null || typeof address === 'string' ? null : address.port),
      );
    });
  });
}
