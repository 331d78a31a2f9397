import type { RangeKey } from '../domain/metrics';
import type { OutcomeWords, SilenceDraft, SilenceOutcome } from '../domain/silences';
import type { EngineSnapshot, Patch } from '../domain/snapshot';
import type { Failure, SourceKind } from '../domain/sources';
import type { Watching } from '../domain/watching';
import type { Result } from '../result';
import type { EndpointSettings, Settings, SettingsProblem } from '../settings/settings';

/** Why main did not do what a page asked. Every refusal carries a reason that can be shown. */
export interface Refusal {
  readonly kind: 'bad-sender' | 'invalid-payload' | 'failed';
  readonly message: string;
}

/** What "Test connection" found. */
export type ConnectionReport =
  | {
      readonly kind: 'ok';
      readonly version: string;
      readonly latencyMs: number;
      readonly notes: readonly string[];
    }
  /** It answers, but as another server than the one expected here. */
  | { readonly kind: 'wrong-server'; readonly found: string; readonly latencyMs: number }
  | { readonly kind: 'failed'; readonly failure: Failure; readonly latencyMs: number };

export type ExpireOutcome =
  | { readonly kind: 'done' }
  /** No Alertmanager knows it (any more). */
  | { readonly kind: 'gone' }
  | ({ readonly kind: 'refused'; readonly source: string } & OutcomeWords)
  | ({ readonly kind: 'unknown'; readonly source: string } & OutcomeWords);

/** Where secrets can be kept. `plain`: only an unprotected store exists (`basic_text`), so secrets are refused. */
export interface SecretStoreState {
  readonly available: boolean;
  readonly reason: 'ok' | 'plain' | 'unavailable';
  /** The backend's name as the OS gives it, for the explanation. */
  readonly backend: string;
  /** Ids that hold a secret. Never the secrets. */
  readonly stored: readonly string[];
}

/** Which view of the window a popup, the tray or a link leads to. */
export type Route =
  | { readonly page: 'overview' | 'alerts' | 'silences' | 'traces' | 'settings' }
  | { readonly page: 'alert'; readonly env: string; readonly id: string }
  /** An alert by its fingerprint alone, in whichever environment has it: links of notifications know no more. */
  | { readonly page: 'fingerprint'; readonly id: string }
  | {
      readonly page: 'silence';
      readonly env: string;
      readonly alert: string;
      /** How long the prefilled silence lasts; the form's usual length where it is left out. */
      readonly durationMs?: number;
    };

/** What went wrong with a file at the start and where the broken file was kept. */
export interface FileProblem {
  readonly message: string;
  readonly keptAs?: string;
}

export interface AppInfo {
  readonly version: string;
  /** What shows the window. `chromium`: the stand-in over an installed browser. */
  readonly runtime: 'electron' | 'chromium';
  readonly platform: string;
  readonly locale: string;
  /** The embedded demo environment is running, because nothing is configured or it was asked for. */
  readonly demo: boolean;
  readonly settingsProblem?: FileProblem;
  /** The stored secrets: without them nothing that asks for credentials can be watched. */
  readonly secretsProblem?: FileProblem;
}

export interface Bootstrap {
  /** `NOTHING_SEEN` where there is no watcher to ask; `watching` says so then. */
  readonly snapshot: EngineSnapshot;
  readonly watching: Watching;
  readonly settings: Settings;
  readonly info: AppInfo;
  readonly secrets: SecretStoreState;
  /** Where to open: a popup may have started the program. */
  readonly route?: Route;
}

/** Requests a page may make: payload and answer. Each is answered with `Result<answer, Refusal>`. */
export interface Requests {
  'app.bootstrap': { payload: null; answer: Bootstrap };
  'engine.snapshot': { payload: null; answer: EngineSnapshot };
  /** Polls everything of the selected environment now. */
  'engine.refresh': { payload: null; answer: null };
  'engine.select': { payload: { env: string }; answer: null };
  /** Starts another watcher where the last one is gone for good; changes nothing elsewhere. */
  'engine.restart': { payload: null; answer: null };
  'engine.range': { payload: { range: RangeKey }; answer: null };
  'silence.create': { payload: { env: string; draft: SilenceDraft }; answer: SilenceOutcome };
  'silence.expire': { payload: { env: string; id: string }; answer: ExpireOutcome };
  /** `null` ends the pause. Epoch ms. */
  'popups.pause': { payload: { until: number | null }; answer: null };
  'settings.save': {
    payload: { settings: Settings };
    answer: Result<Settings, readonly SettingsProblem[]>;
  };
  'secrets.put': { payload: { id: string; value: string }; answer: SecretStoreState };
  'secrets.remove': { payload: { id: string }; answer: SecretStoreState };
  'connection.test': {
    /** `secret`: a secret typed but not yet stored; used for this one test. */
    payload: { source: SourceKind; endpoint: EndpointSettings; secret?: string };
    answer: ConnectionReport;
  };
  /** Opens an http or https link outside. */
  'link.open': { payload: { url: string }; answer: null };
  'file.pick': { payload: { purpose: 'ca' | 'cert' | 'key' }; answer: string | null };
}

/** What main tells a page. */
export interface Pushes {
  'engine.patch': Patch;
  /** The environments themselves changed: ask for a snapshot. */
  'engine.reset': null;
  /** The watcher itself died, hung or is there again; a reset follows the latter. */
  'engine.watching': Watching;
  'settings.changed': Settings;
  'app.navigate': Route;
}

export type RequestName = keyof Requests;
export type PushName = keyof Pushes;
export type Answer<N extends RequestName> = Result<Requests[N]['answer'], Refusal>;

/** `window.batchwatch`: named verbs only. Every `on…` returns its unsubscribe. */
export interface BatchwatchApi {
  bootstrap(): Promise<Answer<'app.bootstrap'>>;
  snapshot(): Promise<Answer<'engine.snapshot'>>;
  refresh(): Promise<Answer<'engine.refresh'>>;
  selectEnvironment(env: string): Promise<Answer<'engine.select'>>;
  restartWatcher(): Promise<Answer<'engine.restart'>>;
  setRange(range: RangeKey): Promise<Answer<'engine.range'>>;
  createSilence(env: string, draft: SilenceDraft): Promise<Answer<'silence.create'>>;
  expireSilence(env: string, id: string): Promise<Answer<'silence.expire'>>;
  pausePopups(until: number | null): Promise<Answer<'popups.pause'>>;
  saveSettings(settings: Settings): Promise<Answer<'settings.save'>>;
  putSecret(id: string, value: string): Promise<Answer<'secrets.put'>>;
  removeSecret(id: string): Promise<Answer<'secrets.remove'>>;
  testConnection(
    source: SourceKind,
    endpoint: EndpointSettings,
    secret?: string,
  ): Promise<Answer<'connection.test'>>;
  openLink(url: string): Promise<Answer<'link.open'>>;
  pickFile(purpose: 'ca' | 'cert' | 'key'): Promise<Answer<'file.pick'>>;
  onPatch(listener: (patch: Patch) => void): () => void;
  onReset(listener: () => void): () => void;
  onWatching(listener: (watching: Watching) => void): () => void;
  onSettings(listener: (settings: Settings) => void): () => void;
  onNavigate(listener: (route: Route) => void): () => void;
}
