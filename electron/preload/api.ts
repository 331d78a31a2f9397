import type {
  Answer,
  BatchwatchApi,
  Pushes,
  PushName,
  RequestName,
  Requests,
} from '../../shared/ipc/api';
import { pushChannel, requestChannel } from '../../shared/ipc/channels';

type Listener = (event: unknown, payload: unknown) => void;

/** The part of `ipcRenderer` that stays behind the named verbs. */
export interface Port {
  invoke(channel: string, payload: unknown): Promise<unknown>;
  on(channel: string, listener: Listener): unknown;
  removeListener(channel: string, listener: Listener): unknown;
}

/** Verbs only: no channel name can be chosen and no event object gets through. Every answer is a Result. */
export function createApi(port: Port): BatchwatchApi {
  async function ask<N extends RequestName>(
    name: N,
    payload: Requests[N]['payload'],
  ): Promise<Answer<N>> {
    try {
      // Main answers each request by its own entry of the contract.
      return (await port.invoke(requestChannel(name), payload)) as Answer<N>;
    } catch {
      return { ok: false, error: { kind: 'failed', message: 'The program did not answer.' } };
    }
  }
  function hear<N extends PushName>(name: N, tell: (payload: Pushes[N]) => void): () => void {
    const channel = pushChannel(name);
    const listener: Listener = (_event, payload) => tell(payload as Pushes[N]);
    port.on(channel, listener);
    return () => void port.removeListener(channel, listener);
  }
  return Object.freeze<BatchwatchApi>({
    bootstrap: () => ask('app.bootstrap', null),
    snapshot: () => ask('engine.snapshot', null),
    refresh: () => ask('engine.refresh', null),
    selectEnvironment: (env) => ask('engine.select', { env }),
    restartWatcher: () => ask('engine.restart', null),
    setRange: (range) => ask('engine.range', { range }),
    createSilence: (env, draft) => ask('silence.create', { env, draft }),
    expireSilence: (env, id) => ask('silence.expire', { env, id }),
    pausePopups: (until) => ask('popups.pause', { until }),
    saveSettings: (settings) => ask('settings.save', { settings }),
    putSecret: (id, value) => ask('secrets.put', { id, value }),
    removeSecret: (id) => ask('secrets.remove', { id }),
    testConnection: (source, endpoint, secret) =>
      ask(
        'connection.test',
        secret === undefined ? { source, endpoint } : { source, endpoint, secret },
      ),
    openLink: (url) => ask('link.open', { url }),
    pickFile: (purpose) => ask('file.pick', { purpose }),
    onPatch: (listener) => hear('engine.patch', (patch) => listener(patch)),
    onReset: (listener) => hear('engine.reset', () => listener()),
    onWatching: (listener) => hear('engine.watching', (watching) => listener(watching)),
    onSettings: (listener) => hear('settings.changed', (settings) => listener(settings)),
    onNavigate: (listener) => hear('app.navigate', (route) => listener(route)),
  });
}
