import type { Severity } from './alerts';

/**
 * - `alert`: one new firing episode
 * - `baseline`: the one summary of what already fired when watching began
 * - `storm`: six or more new episodes at once, named by the worst
 * - `resumed`: what began to fire while popups were paused and still does
 * - `lost`: alerts of an environment cannot be watched; `regained`: they can again. Tell of no alert
 */
export type PopupKind = 'alert' | 'baseline' | 'storm' | 'resumed' | 'lost' | 'regained';

export interface Popup {
  readonly id: string;
  readonly env: string;
  readonly kind: PopupKind;
  readonly severity: Severity;
  readonly title: string;
  readonly body: string;
  /** Ids of the alerts it tells of, worst first. */
  readonly alerts: readonly string[];
  /** Why it is shown, one line in English for logs and the engine's output. */
  readonly reason: string;
  /** It stays until dismissed. */
  readonly sticky: boolean;
  readonly at: number;
}
