import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { promisify } from 'node:util';
import type { Language } from '../../../monitoring/alertmanager/local-config';
import { writeLocalAlertmanager } from '../../../monitoring/alertmanager/write-local';
import type { Received, ReceivedMail, ReceivedPost } from '../../../monitoring/sinks/received';
import { type Sinks, startSinks } from '../../../monitoring/sinks/sinks';
import type { SmtpOptions } from '../../../monitoring/sinks/smtp-session';
import { pollUntil } from '../../support/poll-until';
import { startAlertmanager } from '../../support/real-servers';
import { findServer, type ServerVersion } from '../../support/server-binaries';
import { tempFolder } from '../../support/temp-folder';

export const SHIPPED_FOLDER = resolve(import.meta.dirname, '../../../monitoring/alertmanager');
const WAIT_MS = 30_000;

export interface PostedAlert {
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations?: Readonly<Record<string, string>>;
  readonly endsAt?: string;
}

export interface Delivery {
  readonly alertmanagerUrl: string;
  post(...alerts: readonly PostedAlert[]): Promise<void>;
  /** The same alerts, ended now. */
  resolve(...alerts: readonly PostedAlert[]): Promise<void>;
  received(): readonly Received[];
  mails(subject: string): readonly ReceivedMail[];
  posts(kind: ReceivedPost['kind'], text: string): readonly ReceivedPost[];
  /** The first mail whose subject contains the text. */
  mail(subject: string): Promise<ReceivedMail>;
  /** The first post whose body contains the text. */
  posted(kind: ReceivedPost['kind'], text: string): Promise<ReceivedPost>;
  fingerprintOf(alertname: string): Promise<string>;
  dispose(): Promise<void>;
}

export interface DeliveryOptions {
  readonly version: ServerVersion;
  readonly language?: Language;
  readonly environment?: string;
  readonly auth?: SmtpOptions['auth'];
  /** An operator's change to the configuration. */
  readonly edit?: (config: string) => string;
}

/** The shipped configuration in a real Alertmanager, 150 times as fast: waits of 0.2 s, intervals of 2 s. */
export async function startDelivery(options: DeliveryOptions): Promise<Delivery> {
  const { version, auth, edit = (config: string) => config, ...local } = options;
  const sinks = await startSinks({
    smtpPort: 0,
    httpPort: 0,
    ...(auth === undefined ? {} : { smtp: { auth } }),
  });
  const folder = tempFolder('delivery');
  const configFile = writeLocalAlertmanager({
    ...local,
    ...endpointsOf(sinks),
    folder: folder.path,
    shippedFolder: SHIPPED_FOLDER,
    speed: 150,
  });
  const config = edit(readFileSync(configFile, 'utf8'));
  const alertmanager = await startAlertmanager({ version, config });
  const post = async (alerts: readonly PostedAlert[]) => {
    const answer = await fetch(`${alertmanager.url}/api/v2/alerts`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(alerts),
    });
    if (!answer.ok) throw new Error(`${answer.status}: ${await answer.text()}`);
  };
  const mails = (subject: string) =>
    sinks
      .received()
      .filter((one) => one.kind === 'mail')
      .filter((one) => one.mail.subject.includes(subject));
  const posts = (kind: ReceivedPost['kind'], text: string) =>
    sinks
      .received()
      .filter((one) => one.kind !== 'mail')
      .filter((one) => one.kind === kind && JSON.stringify(one).includes(text));
  const arrived = async <T>(what: string, ask: () => T | undefined): Promise<T> => {
    try {
      return await pollUntil(what, async () => ask(), WAIT_MS);
    } catch (error) {
      throw new Error(`${String(error)}\n${alertmanager.log()}`);
    }
  };
  return {
    alertmanagerUrl: alertmanager.url,
    post: (...alerts) => post(alerts),
    resolve: (...alerts) => {
      const endsAt = new Date().toISOString();
      return post(alerts.map((alert) => ({ ...alert, endsAt })));
    },
    received: sinks.received,
    mails,
    posts,
    mail: (subject) => arrived(`a mail "${subject}"`, () => mails(subject)[0]),
    posted: (kind, text) => arrived(`a ${kind} message with "${text}"`, () => posts(kind, text)[0]),
    fingerprintOf: async (alertname) => {
      const filter = encodeURIComponent(`alertname="${alertname}"`);
      const answer = await fetch(`${alertmanager.url}/api/v2/alerts?filter=${filter}`);
      return /"fingerprint":"([0-9a-f]+)"/.exec(await answer.text())?.[1] ?? 'no such alert';
    },
    dispose: async () => {
      await alertmanager.dispose();
      await sinks.close();
      folder.remove();
    },
  };
}

function endpointsOf(sinks: Sinks): { readonly smtp: string; readonly http: string } {
  return {
    smtp: `127.0.0.1:${sinks.smtpPort}`,
    http: `http://127.0.0.1:${sinks.httpPort}`,
  };
}

const run = promisify(execFile);

/** amtool's output, from beside the Alertmanager of that version; throws with all it said when it fails. */
export async function amtool(version: ServerVersion, args: readonly string[]): Promise<string> {
  const alertmanager = findServer('alertmanager', version);
  if (alertmanager === undefined) throw new Error('use describeWithServers');
  try {
    return (await run(join(dirname(alertmanager), 'amtool'), [...args])).stdout;
  } catch (error) {
    const stdout = error instanceof Error && 'stdout' in error ? String(error.stdout) : '';
    throw new Error(`${String(error)}\n${stdout}`);
  }
}
