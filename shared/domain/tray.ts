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
}

/** Everything a native tray, badge or taskbar shows; rendering it twice changes nothing. */
export interface TrayModel {
  readonly state: TrayState;
  readonly firing: number;
  readonly critical: number;
  readonly tooltip: string;
  /** Worst first, at most ten. */
  readonly worst: readonly TrayAlert[];
  /** Popups are paused until then, epoch ms. */
  readonly pausedUntil?: number;
}
