import type { Failure } from '../domain/sources';
import type { TraceSummary } from '../domain/traces';
import type { Result } from '../result';

export interface TraceRows {
  readonly traces: readonly TraceSummary[];
  readonly dropped: number;
}

export declare function decodeSearch(json: unknown): Result<TraceRows, Failure>;
export declare function decodeTempoBuildInfo(
  json: unknown,
): Result<{ readonly version: string }, Failure>;
