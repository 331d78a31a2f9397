import type { RangeKey } from '../../shared/domain/metrics';
import type { SilenceDraft } from '../../shared/domain/silences';
import type { SourceKind } from '../../shared/domain/sources';
import type { Answer, BatchwatchApi } from '../../shared/ipc/api';
import type { EndpointSettings, Settings } from '../../shared/settings/settings';
import type { AppState } from './store';

/** Everything a page may ask of main. Each answers with main's own result; a broken door is a refusal too. */
export interface Actions {
  /** Loads everything again after a failed start. */
  retry(): Promise<void>;
  /** Another watcher, where the last one is gone for good. */
  restartWatcher(): Promise<Answer<'engine.restart'>>;
  refresh(): Promise<Answer<'engine.refresh'>>;
  selectEnvironment(env: string): Promise<Answer<'engine.select'>>;
  setRange(range: RangeKey): Promise<Answer<'engine.range'>>;
  createSilence(env: string, draft: SilenceDraft): Promise<Answer<'silence.create'>>;
  expireSilence(env: string, id: string): Promise<Answer<'silence.expire'>>;
  /** Epoch ms; `null` ends the pause. */
  pausePopups(until: number | null): Promise<Answer<'popups.pause'>>;
  /** The stored settings take effect here at once. */
  saveSettings(settings: Settings): Promise<Answer<'settings.save'>>;
  putSecret(id: string, value: string): Promise<Answer<'secrets.put'>>;
  removeSecret(id: string): Promise<Answer<'secrets.remove'>>;
  testConnection(
    source: SourceKind,
    endpoint: EndpointSettings,
    secret?: string,
  ): Promise<Answer<'connection.test'>>;
  /** Main opens http and https only. */
  openLink(url: string): Promise<Answer<'link.open'>>;
  pickFile(purpose: 'ca' | 'cert' | 'key'): Promise<Answer<'file.pick'>>;
  /** The router went where main asked it to go. */
  routeTaken(): void;
}

export function createActions(
  bridge: BatchwatchApi,
  set: (part: Partial<AppState>) => void,
  load: () => Promise<void>,
): Actions {
  return {
    retry: load,
    restartWatcher: () => guarded(() => bridge.restartWatcher()),
    refresh: () => guarded(() => bridge.refresh()),
    selectEnvironment: (env) => guarded(() => bridge.selectEnvironment(env)),
    setRange: (range) => guarded(() => bridge.setRange(range)),
    createSilence: (env, draft) => guarded(() => bridge.createSilence(env, draft)),
    expireSilence: (env, id) => guarded(() => bridge.expireSilence(env, id)),
    pausePopups: (until) => guarded(() => bridge.pausePopups(until)),
    async saveSettings(settings) {
      const answer = await guarded(() => bridge.saveSettings(settings));
      if (answer.ok && answer.value.ok) set({ settings: answer.value.value });
      return answer;
    },
    async putSecret(id, value) {
      const answer = await guarded(() => bridge.putSecret(id, value));
      if (answer.ok) set({ secrets: answer.value });
      return answer;
    },
    async removeSecret(id) {
      const answer = await guarded(() => bridge.removeSecret(id));
      if (answer.ok) set({ secrets: answer.value });
      return answer;
    },
    testConnection: (source, endpoint, secret) =>
      guarded(() => bridge.testConnection(source, endpoint, secret)),
    openLink: (url) => guarded(() => bridge.openLink(url)),
    pickFile: (purpose) => guarded(() => bridge.pickFile(purpose)),
    routeTaken: () => set({ requestedRoute: null }),
  };
}

type AnyAnswer<T> = Promise<
  | { readonly ok: true; readonly value: T }
  | {
      readonly ok: false;
      readonly error: Extract<Answer<'engine.refresh'>, { ok: false }>['error'];
    }
>;

async function guarded<T>(ask: () => AnyAnswer<T>): AnyAnswer<T> {
  try {
    return await ask();
  } catch (error) {
    const message = error instanceof Error ? error.message : 'failed';
    return { ok: false, error: { kind: 'failed', message } };
  }
}
