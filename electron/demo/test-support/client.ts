import type { DemoServers } from '../start-demo';

export interface Answer {
  readonly status: number;
  readonly contentType: string | null;
  /** Parsed where it is JSON, else the text. */
  readonly body: unknown;
}

/** A plain client, so that these tests do not depend on the console's own. */
export async function ask(url: string, init: RequestInit = {}): Promise<Answer> {
  const response = await fetch(url, init);
  const text = await response.text();
  const contentType = response.headers.get('content-type');
  return {
    status: response.status,
    contentType,
    body: contentType?.startsWith('application/json') ? JSON.parse(text) : text,
  };
}

export function post(url: string, body: unknown): Promise<Answer> {
  return ask(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
}

export interface ListedAlert {
  readonly fingerprint: string;
  readonly startsAt: string;
  readonly endsAt: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations: Readonly<Record<string, string>>;
  readonly status: {
    readonly state: string;
    readonly silencedBy: readonly string[];
    readonly inhibitedBy: readonly string[];
  };
}

export async function alertsOf(demo: DemoServers): Promise<readonly ListedAlert[]> {
  const { body } = await ask(`${demo.urls.alertmanager}/api/v2/alerts`);
  return body as readonly ListedAlert[];
}
