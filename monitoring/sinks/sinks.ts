import type { Server } from 'node:net';
import { createHttpSink } from './http-server';
import { createMessageStore, STORE_LIMITS, type StoreLimits } from './message-store';
import { parseMail } from './mime';
import type { Received, ReceivedMail } from './received';
import { createSmtpServer } from './smtp-server';
import { SMTP_OPTIONS, type SmtpMessage, type SmtpOptions } from './smtp-session';

export interface SinkOptions {
  /** 0 for any free one. */
  readonly smtpPort: number;
  readonly httpPort: number;
  /** Loopback if left out: the sink lets everybody read what it holds. */
  readonly host?: string;
  readonly smtp?: Partial<SmtpOptions>;
  readonly limits?: StoreLimits;
  readonly now?: () => number;
  readonly onReceived?: (message: Received) => void;
}

export interface Sinks {
  /** The ports really taken. */
  readonly smtpPort: number;
  readonly httpPort: number;
  /** Oldest first; the oldest are dropped beyond the limits. */
  received(): readonly Received[];
  clear(): void;
  close(): Promise<void>;
}

/** Takes every mail, Slack message, PagerDuty event and webhook, and sends none on. */
export async function startSinks(options: SinkOptions): Promise<Sinks> {
  const host = options.host ?? '127.0.0.1';
  const now = options.now ?? Date.now;
  const store = createMessageStore(options.limits ?? STORE_LIMITS);
  const tell = options.onReceived ?? (() => undefined);
  const smtp = createSmtpServer({ ...SMTP_OPTIONS, ...options.smtp }, (message) => {
    const received = receivedMail(message, now());
    store.add(received);
    tell(received);
  });
  const http = createHttpSink(store, now, tell);
  const closeHttp = () =>
    new Promise<void>((resolve) => {
      http.close(() => resolve());
      http.closeAllConnections();
    });
  const smtpPort = await listen(smtp.server, options.smtpPort, host);
  try {
    const httpPort = await listen(http, options.httpPort, host);
    return {
      smtpPort,
      httpPort,
      received: () => store.list(),
      clear: () => store.clear(),
      close: async () => {
        await Promise.all([smtp.close(), closeHttp()]);
      },
    };
  } catch (error) {
    await smtp.close();
    throw error;
  }
}

function receivedMail(message: SmtpMessage, at: number): ReceivedMail {
  const { data, ...envelope } = message;
  return { kind: 'mail', at, size: data.length, ...envelope, mail: parseMail(data) };
}

function listen(server: Server, port: number, host: string): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      const address = server.address();
      if (address === null || typeof address === 'string') reject(new Error('no port'));
      else resolve(address.port);
    });
  });
}
