import { afterEach, describe, expect, it } from 'vitest';
import { createExporter } from './exporter';
import { send } from './sender';
import { type Receiver, startReceiver } from './test-support/receiver';

const open: Receiver[] = [];
afterEach(async () => {
  for (const receiver of open.splice(0)) await receiver.close();
});

async function receiver(...parameters: Parameters<typeof startReceiver>): Promise<Receiver> {
  const started = await startReceiver(...parameters);
  open.push(started);
  return started;
}

const signal = new AbortController().signal;

describe('sending', () => {
  it('sends JSON once where it is taken', async () => {
    const { url, bodies, contentTypes } = await receiver();
    expect(await send({ a: 1 }, { url, signal })).toEqual({ kind: 'sent', attempts: 1 });
    expect(bodies).toEqual([{ a: 1 }]);
    expect(contentTypes).toEqual(['application/json']);
  });

  it('tries again after a 503, a few times at most', async () => {
    const once = await receiver([503]);
    expect(await send({}, { url: once.url, backoffMs: 1, signal })).toEqual({
      kind: 'sent',
      attempts: 2,
    });
    const always = await receiver([503, 503, 503, 503]);
    expect(await send({}, { url: always.url, backoffMs: 1, signal })).toEqual({
      kind: 'gave-up',
      attempts: 3,
      message: 'HTTP 503 {}',
    });
    expect(always.bodies).toHaveLength(3);
  });

  it('does not repeat what was refused', async () => {
    const { url, bodies } = await receiver([400]);
    expect(await send({}, { url, backoffMs: 1, signal })).toMatchObject({
      kind: 'refused',
      status: 400,
    });
    expect(bodies).toHaveLength(1);
  });

  it('gives up where nobody listens, and waits no longer than it may for Retry-After', async () => {
    const gone = await startReceiver();
    await gone.close();
    expect(await send({}, { url: gone.url, backoffMs: 1, signal })).toMatchObject({
      kind: 'gave-up',
    });
    const patient = await receiver([429], { 'retry-after': '3600' });
    expect(await send({}, { url: patient.url, timeoutMs: 50, backoffMs: 1, signal })).toEqual({
      kind: 'sent',
      attempts: 2,
    });
  });

  it('ends when it is stopped', async () => {
    const { url } = await receiver([503]);
    const stopping = new AbortController();
    const sending = send(
      {},
      { url, backoffMs: 60_000, timeoutMs: 60_000, signal: stopping.signal },
    );
    setTimeout(() => stopping.abort(), 50);
    expect(await sending).toEqual({ kind: 'stopped' });
  });
});

describe('exporter', () => {
  it('says once that exports fail and once that they work again, and counts', async () => {
    const { url, bodies } = await receiver([400, 400]);
    const said: string[] = [];
    const exporter = createExporter(() => ({}), { url, say: (line) => said.push(line) });
    for (let count = 1; count <= 3; count++) {
      exporter.exportNow();
      while (exporter.state.sent + exporter.state.failed < count) {
        await new Promise((resolve) => setTimeout(resolve, 5));
      }
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
    expect(bodies).toHaveLength(3);
    expect(said.map((line) => line.replace(url, 'URL'))).toEqual([
      'exports to URL fail: HTTP 400 {}',
      'exports to URL work again',
    ]);
    expect(exporter.state).toEqual({ url, sent: 1, failed: 2, skipped: 0 });
    await exporter.stop();
  });

  it('never has two under way, and asks for nothing meanwhile', async () => {
    const { url, bodies } = await receiver();
    let taken = 0;
    const exporter = createExporter(() => ({ taken: ++taken }), { url, say: () => {} });
    exporter.exportNow();
    exporter.exportNow();
    expect(taken).toBe(1);
    expect(exporter.state.skipped).toBe(1);
    while (bodies.length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
    await exporter.stop();
    exporter.exportNow();
    expect(taken).toBe(1);
  });
});
