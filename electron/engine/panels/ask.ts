import { kvTrend } from '../../../shared/domain/kv-trend';
import type { KvTrend, RangeKey, Reading } from '../../../shared/domain/metrics';
import {
  boundsQuery,
  detectionQuery,
  detectTransformers,
  KV_TREND,
  kvTrendQuery,
  type PanelQueryKey,
  panelQueries,
  rangeGrid,
  rangeQueries,
  type TransformersProfile,
} from '../../../shared/domain/profiles/transformers';
import type { Failure } from '../../../shared/domain/sources';
import { err, ok, type Result } from '../../../shared/result';
import type { InstantSample, RangeSeries } from '../../../shared/wire/prometheus';
import type { Outcome } from '../sources/outcome';
import type { PrometheusSource } from '../sources/prometheus';
import { boundOf, instanceKey, type PanelResults } from './panel-snapshot';
import type { Grid, RangeAnswer, TopBounds } from './range-snapshot';

/** What the server holds of the profile, and the last finite bounds of its histograms. */
export interface Detected {
  readonly profile: TransformersProfile | null;
  readonly bounds: TopBounds;
}

export async function askProfile(
  source: PrometheusSource,
  signal: AbortSignal,
): Promise<Outcome<Detected>> {
  const found = await askVector(source, detectionQuery(), signal);
  if (!found.ok) return found;
  const profile = detectTransformers(
    found.value.value.map(({ labels, value }) => ({
      name: labels['__name__'] ?? '',
      job: labels['job'] ?? '',
      count: value,
    })),
  );
  const bounds: { ttft?: number; latency?: number } = {};
  for (const signalName of ['ttft', 'latency'] as const) {
    const query = profile === null ? undefined : boundsQuery(profile, signalName);
    if (query === undefined) continue;
    const answer = await askVector(source, query, signal);
    if (!answer.ok) return answer;
    const finite = answer.value.value
      .map(({ labels }) => boundOf(labels['le']))
      .filter((bound) => Number.isFinite(bound));
    if (finite.length > 0) bounds[signalName] = Math.max(...finite);
  }
  return ok({ ...found.value, value: { profile, bounds } });
}

/**
 * One panel poll, its queries one after the other. The first that fails ends it. Each is asked for the server's own now:
 * a time of ours would bring old numbers as new ones where our clock is slow, and none where it is fast.
 */
export async function askPanels(
  source: PrometheusSource,
  profile: TransformersProfile,
  signal: AbortSignal,
): Promise<Outcome<PanelResults>> {
  const results = new Map<PanelQueryKey, readonly InstantSample[]>();
  let latencyMs = 0;
  let bytes = 0;
  for (const [key, query] of panelQueries(profile)) {
    const answer = await askVector(source, query, signal);
    if (!answer.ok) return answer;
    results.set(key, answer.value.value);
    latencyMs = Math.max(latencyMs, answer.value.latencyMs);
    bytes += answer.value.bytes;
  }
  return ok({ value: results, latencyMs, bytes });
}

export interface RangeResults {
  readonly range: RangeKey;
  readonly grid: Grid;
  readonly answers: readonly RangeAnswer[];
  readonly trends: KvTrends;
}

/** The recent used bytes of each instance by its key: [seconds, bytes]. */
export type KvTrends = ReadonlyMap<string, readonly (readonly [number, number])[]>;

/**
 * One range poll. A query the server refuses is that chart's own failure, and the trends', which are then not known; a
 * server that cannot be reached or does not let us in ends the poll, since asking eleven times more helps nobody.
 * `nowMs`: by the server's clock.
 */
export async function askRanges(
  source: Pick<PrometheusSource, 'queryRange'>,
  profile: TransformersProfile,
  range: RangeKey,
  nowMs: number,
  signal: AbortSignal,
): Promise<Outcome<RangeResults>> {
  const grid = rangeGrid(range, nowMs);
  const answers: RangeAnswer[] = [];
  let latencyMs = 0;
  let bytes = 0;
  for (const query of rangeQueries(profile, grid.stepMs / 1000)) {
    const answer = await source.queryRange(
      query.query,
      grid.startMs,
      grid.endMs,
      grid.stepMs,
      signal,
    );
    if (!answer.ok && endsPoll(answer.error)) return answer;
    answers.push({ query, answer: answer.ok ? ok(answer.value.value) : answer });
    latencyMs = Math.max(latencyMs, answer.ok ? answer.value.latencyMs : 0);
    bytes += answer.ok ? answer.value.bytes : 0;
  }
  const asked = await askTrends(source, profile, nowMs, signal);
  if (!asked.ok && endsPoll(asked.error)) return asked;
  const trends: KvTrends = asked.ok ? asked.value : new Map();
  return ok({ value: { range, grid, answers, trends }, latencyMs, bytes });
}

async function askTrends(
  source: Pick<PrometheusSource, 'queryRange'>,
  profile: TransformersProfile,
  nowMs: number,
  signal: AbortSignal,
): Promise<Result<KvTrends, Failure>> {
  const { windowSeconds, stepSeconds } = KV_TREND;
  const answer = await source.queryRange(
    kvTrendQuery(profile),
    nowMs - windowSeconds * 1000,
    nowMs,
    stepSeconds * 1000,
    signal,
  );
  if (!answer.ok) return answer;
  return ok(
    new Map(answer.value.value.map((series) => [instanceKey(series.labels), seconds(series)])),
  );
}

function seconds({ points }: RangeSeries): readonly (readonly [number, number])[] {
  return points.map(([ms, value]) => [ms / 1000, value] as const);
}

export function trendOf(trends: KvTrends, key: string, used: Reading, free: Reading): KvTrend {
  const points = trends.get(key);
  if (points === undefined || used.kind !== 'value' || free.kind !== 'value') {
    return { kind: 'unknown' };
  }
  return kvTrend(points, used.value, free.value);
}

function endsPoll(failure: Failure): boolean {
  return (
    failure.kind !== 'api-error' && failure.kind !== 'wrong-shape' && failure.kind !== 'too-large'
  );
}

async function askVector(
  source: PrometheusSource,
  query: string,
  signal: AbortSignal,
): Promise<Outcome<readonly InstantSample[]>> {
  const answer = await source.query(query, null, signal);
  if (!answer.ok) return answer;
  const { value } = answer.value;
  if (value.kind !== 'vector') {
    return err({ kind: 'wrong-shape', message: `expected a vector, got a ${value.kind}` });
  }
  return ok({ ...answer.value, value: value.samples });
}
