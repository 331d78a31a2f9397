import type { Labels } from '../domain/alerts';
import type { Failure } from '../domain/sources';
import type { Result } from '../result';
import type { ItemProblem } from './decoded';

export interface InstantSample {
  readonly labels: Labels;
  /** May be NaN or ±Infinity: Prometheus sends them. */
  readonly value: number;
  /** Epoch ms. */
  readonly at: number;
}

export type InstantResult =
  | {
      readonly kind: 'vector';
      readonly samples: readonly InstantSample[];
      readonly dropped: number;
    }
  | { readonly kind: 'scalar'; readonly value: number; readonly at: number };

export interface RangeSeries {
  readonly labels: Labels;
  readonly points: readonly (readonly [ms: number, value: number])[];
  /** Samples of this series that are no plain number (native histograms). Absent where there are none. */
  readonly dropped?: number;
}

export interface RuleAlert {
  readonly labels: Labels;
  readonly annotations: Labels;
  readonly state: 'pending' | 'firing';
  /** Epoch ms. */
  readonly activeAt: number;
  readonly value: string;
  readonly forSeconds: number;
  readonly rule: string;
}

export interface RuleAlerts {
  readonly alerts: readonly RuleAlert[];
  readonly alertingRules: number;
  readonly dropped: number;
  readonly firstProblem?: ItemProblem;
}

export declare function decodeInstant(json: unknown): Result<InstantResult, Failure>;
export declare function decodeRange(json: unknown): Result<readonly RangeSeries[], Failure>;
export declare function decodeRules(json: unknown): Result<RuleAlerts, Failure>;
export declare function decodeBuildInfo(
  json: unknown,
): Result<{ readonly version: string }, Failure>;
