import { createServer, type Server, type Socket } from 'node:net';
import { advance, NEW_SESSION, type SmtpMessage, type SmtpOptions } from './smtp-session';

/** RFC 5321 asks for 1000; a mail program that writes HTML in one line must still be heard. */
const MAX_LINE_BYTES = 1024 * 1024;
const IDLE_MS = 60_000;
const MAX_CONNECTIONS = 50;

export interface SmtpServer {
  readonly server: Server;
  /** Ends the connections too. */
  close(): Promise<void>;
}

/** Not yet listening. */
export function createSmtpServer(
  options: SmtpOptions,
  onMessage: (message: SmtpMessage) => void,
): SmtpServer {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    serve(socket, options, onMessage);
  });
  server.maxConnections = MAX_CONNECTIONS;
  return {
    server,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  };
}

function serve(
  socket: Socket,
  options: SmtpOptions,
  onMessage: (message: SmtpMessage) => void,
): void {
  let session = NEW_SESSION;
  let rest = '';
  const say = (lines: readonly string[]) => {
    if (lines.length > 0 && socket.writable) socket.write(`${lines.join('\r\n')}\r\n`);
  };
  socket.setEncoding('latin1');
  socket.setTimeout(IDLE_MS, () => socket.destroy());
  // A client that goes away in the middle is its own affair.
  socket.on('error', () => socket.destroy());
  socket.on('data', (chunk) => {
    const lines = `${rest}${chunk.toString()}`.split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) {
      const step = advance(session, line.replace(/\r$/, ''), options);
      session = step.session;
      if (step.message !== undefined) onMessage(step.message);
      say(step.reply);
      if (step.close === true) {
        socket.end();
        return;
      }
    }
    if (rest.length > MAX_LINE_BYTES) socket.destroy();
  });
  say(['220 sink ESMTP']);
}
