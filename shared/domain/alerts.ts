export type Labels = Readonly<Record<string, string>>;

/** `none`: the rule set no severity, or one this console does not know. */
export type Severity = 'critical' | 'warning' | 'info' | 'none';

export type AlertState = 'firing' | 'pending' | 'suppressed';

/**
 * One alert as shown: from Alertmanager, merged over the HA peers by fingerprint, or a pending one from Prometheus' rules.
 * Label and annotation texts are hostile input: text only, never HTML, a path, a command or an unchecked link.
 */
export interface Alert {
  /** Alertmanager's fingerprint, or `pending:` + a hash of the labels. Unique within an environment. */
  readonly id: string;
  readonly name: string;
  readonly severity: Severity;
  readonly state: AlertState;
  readonly labels: Labels;
  readonly annotations: Labels;
  /** Epoch ms; for a pending alert Prometheus' `activeAt`. */
  readonly startsAt: number;
  readonly endsAt?: number;
  /** As the server sent it; check before opening. */
  readonly generatorUrl?: string;
  readonly receivers: readonly string[];
  readonly silencedBy: readonly string[];
  readonly inhibitedBy: readonly string[];
  /** Names of the mute time intervals (Alertmanager 0.28+). */
  readonly mutedBy: readonly string[];
  /** Ids of the sources that hold it. */
  readonly peers: readonly string[];
  /** Every source that holds it is failing: this is what it last said. */
  readonly stale: boolean;
  /** The rule's current value as Prometheus wrote it, where known. */
  readonly value?: string;
  /** The rule's `for`, seconds, for a pending alert. */
  readonly forSeconds?: number;
  /** Prometheus says it fires, and no Alertmanager has it (yet): shown as pending, but the tray is not green. */
  readonly firingInPrometheus?: true;
}
