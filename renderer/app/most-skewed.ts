import type { SourceStatus } from '../../shared/domain/sources';

export type SkewedSource = SourceStatus & { readonly clockSkewMs: number };

export function isSkewed(source: SourceStatus): source is SkewedSource {
  return source.clockSkewMs !== undefined;
}

/** The source whose clock differs most from ours, either way; undefined where none is worth telling. */
export function mostSkewed(sources: readonly SourceStatus[]): SkewedSource | undefined {
  return sources
    .filter(isSkewed)
    .reduce<SkewedSource | undefined>(
      (most, next) =>
        most === undefined || Math.abs(next.clockSkewMs) > Math.abs(most.clockSkewMs) ? next : most,
      undefined,
    );
}
