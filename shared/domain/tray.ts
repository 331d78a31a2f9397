import type { Severity } from './alerts';

/** `unknown`: some source is stale, unreachable, unauthorised, invalid or has not answered yet. Never a false green. */
export type TrayState = 'ok' | 'info' | 'warning' | 'critical' | 'unknown' | 'paused';

export interface TrayAlert {
  readonly env: string;
  readonly id: string;
  readonly name: string;
  readonly instance: string;
  readonly severity: Severity;
  readonly startsAt: number;
  /** A rule of Prometheus fires it and no Alertmanager has it. */
  readonly undelivered?: true;
}

/** Everything a native tray, badge or taskbar shows; rendering it twice changes nothing. */
export interface TrayModel {
  readonly state: TrayState;
  /** In Alertmanager. */
  readonly firing: number;
  readonly critical: number;
  readonly tooltip: string;
  /** Most urgent first, undelivered ones among them, at most ten. */
  readonly worst: readonly TrayAlert[];
  /** Popups are paused until then, epoch ms. */
  readonly pausedUntil?: number;
}
