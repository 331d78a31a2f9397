import type { Labels } from '../domain/alerts';
import type { Silence } from '../domain/silences';
import type { Failure } from '../domain/sources';
import type { Result } from '../result';
import type { Decoded } from './decoded';

export type { Decoded } from './decoded';

/** One alert as one Alertmanager tells it. Times are epoch ms. */
export interface AmAlert {
  readonly fingerprint: string;
  readonly labels: Labels;
  readonly annotations: Labels;
  readonly startsAt: number;
  readonly endsAt: number;
  readonly updatedAt: number;
  readonly generatorUrl?: string;
  readonly receivers: readonly string[];
  readonly state: 'active' | 'suppressed' | 'unprocessed';
  readonly silencedBy: readonly string[];
  readonly inhibitedBy: readonly string[];
  readonly mutedBy: readonly string[];
}

export type AmSilence = Omit<Silence, 'peers'>;

export interface AmStatus {
  readonly version: string;
  readonly clusterStatus: string;
  readonly peers: number;
}

export declare function decodeAlerts(json: unknown): Result<Decoded<AmAlert>, Failure>;
export declare function decodeSilences(
  json: unknown,
  nowMs?: number,
): Result<Decoded<AmSilence>, Failure>;
export declare function decodeSilenceId(json: unknown): Result<string, Failure>;
export declare function decodeAmStatus(json: unknown): Result<AmStatus, Failure>;
export declare function decodeAmError(body: unknown): string;
