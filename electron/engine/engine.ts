import type { Labels } from '../../shared/domain/alerts';
import type { PanelSnapshot, RangeKey } from '../../shared/domain/metrics';
import type { Popup } from '../../shared/domain/popups';
import type { SilenceDraft, SilenceOutcome } from '../../shared/domain/silences';
import type { EngineSnapshot, Patch } from '../../shared/domain/snapshot';
import type { Failure, SourceKind, SourceState } from '../../shared/domain/sources';
import type { TrayModel } from '../../shared/domain/tray';
import type { ConnectionReport, ExpireOutcome } from '../../shared/ipc/api';
import type {
  EndpointSettings,
  EnvironmentSettings,
  Settings,
} from '../../shared/settings/settings';
import type { ToldLedger } from './alerting/ledger';

/** An environment to watch; the demo environment is one whose servers happen to be ours. */
export interface WatchedEnvironment extends EnvironmentSettings {
  readonly demo: boolean;
}

/** Everything the engine is told from outside. Given whole at each change; unchanged environments go on undisturbed. */
export interface EngineConfig {
  readonly environments: readonly WatchedEnvironment[];
  readonly selected: string;
  readonly range: RangeKey;
  readonly polling: Settings['polling'];
  readonly popups: Settings['popups'];
  /** Of popups and tray texts. */
  readonly language: 'en' | 'zh';
  /** Secrets of `{"secret": id}` references, by id. Stay in this process: never in events, logs or error texts. */
  readonly secrets: Readonly<Record<string, string>>;
}

export type EngineEvent =
  | { readonly type: 'patch'; readonly patch: Patch }
  /** Environments were added, removed or changed: ask for a snapshot. */
  | { readonly type: 'reset' }
  | { readonly type: 'popup'; readonly popup: Popup }
  | { readonly type: 'tray'; readonly tray: TrayModel }
  /** A source's state changed. */
  | {
      readonly type: 'source';
      readonly env: string;
      readonly source: SourceKind;
      readonly name: string;
      readonly state: SourceState;
      readonly since: number;
      readonly reason?: string;
      readonly failure?: Failure;
    }
  | {
      readonly type: 'alert';
      readonly env: string;
      readonly id: string;
      readonly event: AlertEventName;
      readonly labels: Labels;
      readonly startsAt: number;
    }
  /** A panel poll ended; `value` is absent where nothing could be read. */
  | {
      readonly type: 'panels';
      readonly env: string;
      readonly profile: string | null;
      readonly value?: PanelSnapshot;
    }
  /** What was told changed: keep it, so that a restart does not tell it again. */
  | { readonly type: 'ledger'; readonly ledger: ToldLedger };

export type AlertEventName = 'pending' | 'fired' | 'suppressed' | 'unsuppressed' | 'resolved';

/** The watcher. Plain Node: the same object runs in a worker thread, in tests and in `npm run engine`. */
export interface Engine {
  configure(config: EngineConfig): Promise<void>;
  /** Panels and ranges are polled only while somebody can see them. */
  setVisible(visible: boolean): Promise<void>;
  /** The machine goes to sleep, and wakes: everything is polled at once then. */
  suspend(): Promise<void>;
  resume(): Promise<void>;
  refresh(): Promise<void>;
  /** Until then no popup is shown, epoch ms; `null` ends it. */
  pausePopups(until: number | null): Promise<void>;
  snapshot(): Promise<EngineSnapshot>;
  createSilence(env: string, draft: SilenceDraft): Promise<SilenceOutcome>;
  expireSilence(env: string, id: string): Promise<ExpireOutcome>;
  testConnection(
    source: SourceKind,
    endpoint: EndpointSettings,
    secret?: string,
  ): Promise<ConnectionReport>;
  /** Returns the unsubscribe. */
  subscribe(listener: (event: EngineEvent) => void): () => void;
  /** Ends all polling and aborts what is in flight. */
  stop(): Promise<void>;
}
