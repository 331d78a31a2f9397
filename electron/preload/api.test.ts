import { describe, expect, it } from 'vitest';
import { payloadSchemas } from '../../shared/ipc/payloads';
import { suggestedEnvironment } from '../../shared/settings/settings';
import { createApi, type Port } from './api';

type Listener = (event: unknown, payload: unknown) => void;

function setup(invoke: Port['invoke'] = async () => ({ ok: true, value: null })) {
  const asked: [string, unknown][] = [];
  const listeners = new Map<string, Set<Listener>>();
  const api = createApi({
    invoke: (channel, payload) => {
      asked.push([channel, payload]);
      return invoke(channel, payload);
    },
    on: (channel, listener) => {
      listeners.set(channel, (listeners.get(channel) ?? new Set()).add(listener));
    },
    removeListener: (channel, listener) => listeners.get(channel)?.delete(listener),
  });
  const tell = (channel: string, payload: unknown) => {
    for (const listener of listeners.get(channel) ?? []) listener({ sender: 'secret' }, payload);
  };
  return { api, asked, tell };
}

describe('window.batchwatch', () => {
  it('is frozen and holds verbs only', () => {
    const { api } = setup();
    expect(Object.isFrozen(api)).toBe(true);
    for (const [name, member] of Object.entries(api)) {
      expect(member, name).toBeTypeOf('function');
      expect(name).not.toMatch(/send|invoke|channel|ipc/i);
    }
  });

  it('has a verb for each request of the contract', async () => {
    const { api, asked } = setup();
    const { prometheus } = suggestedEnvironment('a', 'a');
    await api.bootstrap();
    await api.snapshot();
    await api.refresh();
    await api.selectEnvironment('a');
    await api.restartWatcher();
    await api.setRange('1h');
    await api.createSilence('a', {
      matchers: [],
      startsAt: null,
      endsAt: 1,
      createdBy: '',
      comment: '',
    });
    await api.expireSilence('a', 'b');
    await api.pausePopups(null);
    await api.putSecret('a', 'b');
    await api.removeSecret('a');
    await api.testConnection('tempo', prometheus);
    await api.openLink('https://example.org');
    await api.pickFile('ca');
    // Its argument is not looked at here.
    await (api.saveSettings as (settings: unknown) => Promise<unknown>)({});
    expect(asked.map(([channel]) => channel.replace('batchwatch:ask:', '')).sort()).toEqual(
      Object.keys(payloadSchemas).sort(),
    );
    expect(asked.find(([channel]) => channel.endsWith('connection.test'))?.[1]).toEqual({
      source: 'tempo',
      endpoint: prometheus,
    });
  });

  it('answers with a refusal where main does not', async () => {
    const { api } = setup(() => Promise.reject(new Error('Error invoking remote method: hunter2')));
    const answer = await api.refresh();
    expect(answer).toMatchObject({ ok: false, error: { kind: 'failed' } });
    expect(JSON.stringify(answer)).not.toContain('hunter2');
  });

  it('tells the payload without the event, until unsubscribed', () => {
    const { api, tell } = setup();
    const heard: unknown[][] = [];
    const stop = api.onNavigate((...args) => heard.push(args));
    tell('batchwatch:tell:app.navigate', { page: 'alerts' });
    stop();
    tell('batchwatch:tell:app.navigate', { page: 'settings' });
    expect(heard).toEqual([[{ page: 'alerts' }]]);
    const resets: unknown[][] = [];
    api.onReset((...args) => resets.push(args));
    tell('batchwatch:tell:engine.reset', null);
    expect(resets).toEqual([[]]);
    const states: unknown[][] = [];
    api.onWatching((...args) => states.push(args));
    tell('batchwatch:tell:engine.watching', { kind: 'gone', since: 1 });
    expect(states).toEqual([[{ kind: 'gone', since: 1 }]]);
  });
});
