import { parseArgs } from 'node:util';
import { PORTS } from '../layout/ports';
import { lineOf } from './message-line';
import { startSinks } from './sinks';

const USAGE = `sinks [--smtp PORT] [--http PORT] [--host ADDRESS]
Takes mail, Slack messages, PagerDuty events and webhooks, prints a line for each and sends none on.
Everything that arrived: curl http://127.0.0.1:${PORTS.webhookSink}/messages
`;

function portOf(text: string | undefined, standard: number): number {
  const port = text === undefined ? standard : Number(text);
  if (Number.isInteger(port) && port >= 0 && port <= 65_535) return port;
  throw new Error(`not a port: ${text}`);
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      smtp: { type: 'string' },
      http: { type: 'string' },
      host: { type: 'string', default: '127.0.0.1' },
      help: { type: 'boolean' },
    },
  });
  if (values.help === true) {
    process.stdout.write(USAGE);
    return;
  }
  const { host } = values;
  const sinks = await startSinks({
    host,
    smtpPort: portOf(values.smtp, PORTS.smtpSink),
    httpPort: portOf(values.http, PORTS.webhookSink),
    onReceived: (message) => process.stdout.write(`${lineOf(message)}\n`),
  });
  process.stdout.write(
    `SMTP on ${host}:${sinks.smtpPort}, webhooks, Slack and PagerDuty on http://${host}:${sinks.httpPort}\n`,
  );
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => void sinks.close());
  }
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n${USAGE}`);
  process.exitCode = 1;
});
