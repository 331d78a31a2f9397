import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { type Answer, answerTo, kindOfPath } from './http-answers';
import type { MessageStore } from './message-store';
import type { Received, ReceivedPost } from './received';

/** PagerDuty takes 512 KB, Slack less; Alertmanager's webhook of a large group may be some MB. */
const MAX_BODY_BYTES = 4 * 1024 * 1024;

/**
 * POST anything: kept and answered as the service it stands in for. GET /messages: what arrived, oldest first, as JSON;
 * DELETE /messages forgets it. GET /healthz.
 */
export function createHttpSink(
  store: MessageStore,
  now: () => number,
  onReceived: (message: Received) => void,
): Server {
  return createServer((request, response) => {
    const path = (request.url ?? '/').split('?')[0] ?? '/';
    void handle(request, path).then(
      (answer) => send(response, answer),
      () => response.destroy(),
    );
  });

  async function handle(request: IncomingMessage, path: string): Promise<Answer> {
    switch (request.method) {
      case 'GET':
        if (path === '/messages') return json(200, store.list());
        if (path === '/healthz') return json(200, { status: 'ok' });
        return json(404, { error: 'GET /messages or /healthz' });
      case 'DELETE':
        if (path !== '/messages') return json(404, { error: 'DELETE /messages' });
        store.clear();
        return json(200, {});
      case 'POST': {
        const text = await readBody(request);
        if (text === undefined) return json(413, { error: 'too big' });
        const kind = kindOfPath(path);
        const body = parsed(text);
        const answer = answerTo(kind, body, randomUUID());
        const { status } = answer;
        const size = Buffer.byteLength(text);
        const message: ReceivedPost = { kind, at: now(), size, path, status, body };
        store.add(message);
        onReceived(message);
        return answer;
      }
      default:
        return json(405, { error: 'GET, POST or DELETE' });
    }
  }
}

/** Read to the end even when it is too big: a sender that is cut off would report the connection, not the size. */
async function readBody(request: IncomingMessage): Promise<string | undefined> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    const bytes = Buffer.from(chunk);
    size += bytes.length;
    if (size <= MAX_BODY_BYTES) chunks.push(bytes);
  }
  return size > MAX_BODY_BYTES ? undefined : Buffer.concat(chunks).toString('utf8');
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

function json(status: number, body: unknown): Answer {
  return { status, type: 'application/json', body: JSON.stringify(body) };
}

function send(response: ServerResponse, answer: Answer): void {
  response.writeHead(answer.status, { 'content-type': `${answer.type}; charset=utf-8` });
  response.end(answer.body);
}
