import type { DurationHistogram } from './profile';

/** Template text of the place: the job where series have no instance, as over OTLP without service.instance.id. */
export const WHERE = '{{ or $labels.instance $labels.job }}';

export const PERCENT = '{{ $value | humanizePercentage }}';

/**
 * Template text of a quantile with its unit. One that falls into the last bucket equals the last finite bound, and all that
 * is known is that it is no less.
 */
export function duration({ unit, topBound }: DurationHistogram): string {
  const value = unit === 'ms' ? '{{ printf "%.0f" $value }} ms' : '{{ printf "%.3g" $value }} s';
  return `{{ if ge $value ${topBound}.0 }}≥ {{ end }}${value}`;
}

/** A limit as it is written: 5000 ms, 2.5 s. */
export function limitText(value: number, { unit }: Pick<DurationHistogram, 'unit'>): string {
  return `${value} ${unit}`;
}

export function percentText(share: number): string {
  return `${Math.round(share * 1000) / 10}%`;
}

export function gibText(bytes: number): string {
  return `${Math.round((bytes / 1024 ** 3) * 100) / 100} GiB`;
}
