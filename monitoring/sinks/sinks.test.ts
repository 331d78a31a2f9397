import { connect } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { lineOf } from './message-line';
import { createMessageStore } from './message-store';
import type { Received, ReceivedPost } from './received';
import { type Sinks, startSinks } from './sinks';

const post = (size: number): ReceivedPost => ({
  kind: 'webhook',
  at: 0,
  size,
  path: `/${size}`,
  status: 200,
  body: {},
});

describe('the message store', () => {
  it('keeps the newest messages within both limits', () => {
    const store = createMessageStore({ messages: 3, bytes: 10 });
    const sizes = () => store.list().map((message) => message.size);
    for (const size of [1, 2, 3, 4]) store.add(post(size));
    expect(sizes()).toEqual([2, 3, 4]);
    store.add(post(6));
    expect(sizes()).toEqual([4, 6]);
    store.add(post(11));
    expect(sizes()).toEqual([]);
    store.add(post(1));
    store.clear();
    expect(sizes()).toEqual([]);
  });
});

describe('lineOf', () => {
  it('says what came, without what a terminal obeys', () => {
    const line = lineOf({
      kind: 'slack',
      at: Date.UTC(2026, 0, 1, 12),
      size: 1,
      path: '/services/x',
      status: 200,
      body: { channel: '#a', attachments: [{ title: 'red \u001b[31m\nline\u202e' }] },
    });
    expect(line).toBe('12:00:00  slack      200  #a  red  [31m line ');
  });

  it('names the path of a body it does not know', () => {
    for (const kind of ['slack', 'pagerduty', 'webhook'] as const) {
      expect(lineOf({ ...post(1), kind, body: 'text', path: '/somewhere' })).toContain(
        '/somewhere',
      );
    }
  });
});

describe('the sinks', () => {
  let sinks: Sinks | undefined;
  afterEach(() => sinks?.close());

  it('keep what comes by SMTP, however it is cut into packets', async () => {
    const told: Received[] = [];
    sinks = await startSinks({
      smtpPort: 0,
      httpPort: 0,
      now: () => 7,
      onReceived: (one) => told.push(one),
    });
    const replies = await speak(sinks.smtpPort, [
      'EHLO me\r',
      '\nMAIL FROM:<a@x>\r\nRCPT TO:<b@x>\r\nDA',
      'TA\r\nSubject: hi\r\n\r\nte',
      'xt\r\n.\r\nQUIT\r\n',
    ]);
    expect(replies).toMatch(/^220 [\s\S]*354 [\s\S]*250 kept\r\n221 bye\r\n$/);
    expect(sinks.received()).toMatchObject([
      { kind: 'mail', at: 7, from: 'a@x', to: ['b@x'], mail: { subject: 'hi' } },
    ]);
    expect(told).toEqual(sinks.received());
  });

  it('keep what is posted, answer as the real ones, and show it', async () => {
    sinks = await startSinks({ smtpPort: 0, httpPort: 0 });
    const url = `http://127.0.0.1:${sinks.httpPort}`;
    const send = (path: string, body: string) => fetch(url + path, { method: 'POST', body });
    const slack = await send('/services/a/b', '{"text":"x"}');
    expect([slack.status, await slack.text()]).toEqual([200, 'ok']);
    expect((await send('/v2/enqueue', 'no json')).status).toBe(400);
    expect((await send('/any?q=1', '{"a":1}')).status).toBe(200);
    expect((await send('/any', 'x'.repeat(5 * 1024 * 1024))).status).toBe(413);
    const kept: unknown = await (await fetch(`${url}/messages`)).json();
    expect(kept).toMatchObject([
      { kind: 'slack', path: '/services/a/b', status: 200, body: { text: 'x' } },
      { kind: 'pagerduty', status: 400, body: 'no json' },
      { kind: 'webhook', path: '/any', status: 200, body: { a: 1 } },
    ]);
    expect((await fetch(`${url}/healthz`)).status).toBe(200);
    expect((await fetch(`${url}/other`)).status).toBe(404);
    expect((await fetch(`${url}/messages`, { method: 'DELETE' })).status).toBe(200);
    expect(sinks.received()).toEqual([]);
  });

  it('give the other port back where one is taken', async () => {
    sinks = await startSinks({ smtpPort: 0, httpPort: 0 });
    const { httpPort } = sinks;
    await expect(startSinks({ smtpPort: 0, httpPort })).rejects.toThrow('EADDRINUSE');
  });
});

/** Sends each piece after an answer or a moment, so that they come as packets of their own. */
function speak(port: number, pieces: readonly string[]): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1').setEncoding('utf8').setNoDelay();
    let said = '';
    const next = (index: number) => {
      const piece = pieces[index];
      if (piece === undefined) return;
      socket.write(piece);
      setTimeout(() => next(index + 1), 10);
    };
    socket.once('data', () => next(0));
    socket.on('data', (text) => {
      said += String(text);
    });
    socket.on('end', () => resolve(said));
    socket.on('error', reject);
  });
}
