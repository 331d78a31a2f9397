import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DEMO_RULES } from '../../electron/demo/prometheus/rules';
import type { Dialect } from '../../electron/demo/promql/ast';
import { createEvaluator } from '../../electron/demo/promql/evaluate';
import type { QueryFailure } from '../../electron/demo/promql/failure';
import { labelsOf } from '../../electron/demo/promql/labels';
import { parseQuery } from '../../electron/demo/promql/parse';
import type { QueryValue } from '../../electron/demo/promql/values';
import { RANGE_KEYS } from '../../shared/domain/metrics';
import {
  detectionQuery,
  detectTransformers,
  KV_TREND,
  kvTrendQuery,
  panelQueries,
  rangeGrid,
  rangeQueries,
} from '../../shared/domain/profiles/transformers';
import { err, type Result } from '../../shared/result';
import { FEATURE_QUERIES, REFUSED_QUERIES } from './support/promql-queries';
import {
  everySample,
  FIRST,
  inOrderOfTime,
  MINUTES,
  STRATEGIES,
  storeOf,
} from './support/promql-samples';
import { findPrometheus, type RealPrometheus, startPrometheus } from './support/promql-server';

/** What is compared: series by their labels' key, each with times in seconds. */
type Answer =
  | { readonly error: string }
  | { readonly type: string; readonly series: ReadonlyMap<string, ReadonlyMap<number, number>> };

const END = FIRST + MINUTES * 60_000;
/** On the grid of samples, between them, at the first ones, after the last ones, and when all are too old. */
const INSTANTS = [
  END - 600_000,
  END - 613_777,
  FIRST + 65_000,
  FIRST + 30_000,
  END + 200_000,
  END + 400_000,
];
const RANGES = [
  { start: END - 900_000, end: END, step: 5_000 },
  { start: FIRST - 60_000, end: END + 420_000, step: 61_000 },
];

const samples = everySample();
const store = storeOf(samples);
const { found, missing } = findPrometheus();

for (const reason of missing) {
  if (process.env['CI'] === 'true') {
    it(`PromQL against a real Prometheus: ${reason}`, () => expect.fail(reason));
  } else {
    process.stderr.write(`SKIPPED: PromQL against a real Prometheus: ${reason}\n`);
    it.skip(`PromQL against a real Prometheus: ${reason}`);
  }
}

describe.each(found)('PromQL against $label', ({ path }) => {
  let server: RealPrometheus;
  let dialect: Dialect;

  beforeAll(async () => {
    server = await startPrometheus(path);
    dialect = Number(server.version.split('.')[0]) >= 3 ? 3 : 2;
    for (const slice of inOrderOfTime(samples)) await server.write(slice);
  });

  afterAll(() => server.stop());

  const evaluate = (
    query: string,
    run: (
      evaluator: ReturnType<typeof createEvaluator>,
      expr: ParsedExpr,
    ) => Result<QueryValue, QueryFailure>,
  ): Answer => {
    const expr = parseQuery(query, dialect);
    const result = expr.ok ? run(createEvaluator(store, { dialect }), expr.value) : err(expr.error);
    return result.ok ? ofValue(result.value) : { error: result.error.kind };
  };

  const differences = async (queries: readonly string[]): Promise<string[]> => {
    const list: string[] = [];
    for (const query of queries) {
      for (const at of INSTANTS) {
        const mine = evaluate(query, (evaluator, expr) => evaluator.instant(expr, at));
        const theirs = ofJson(
          await server.get('/api/v1/query', { query, time: String(at / 1000) }),
        );
        const difference = compare(mine, theirs);
        if (difference) list.push(`${query} at ${(at - FIRST) / 1000} s: ${difference}`);
      }
      for (const range of RANGES) list.push(...(await rangeDifference(query, range)));
    }
    return list;
  };

  const rangeDifference = async (
    query: string,
    { start, end, step }: { readonly start: number; readonly end: number; readonly step: number },
  ): Promise<string[]> => {
    const mine = evaluate(query, (evaluator, expr) => evaluator.range(expr, start, end, step));
    const theirs = ofJson(
      await server.get('/api/v1/query_range', {
        query,
        start: String(start / 1000),
        end: String(end / 1000),
        step: String(step / 1000),
      }),
    );
    const difference = compare(mine, theirs);
    return difference ? [`${query} by ${step / 1000} s: ${difference}`] : [];
  };

  it('holds the samples', async () => {
    const answer = ofJson(
      await server.get('/api/v1/query', {
        query: 'count({__name__!=""})',
        time: String((END - 2_000) / 1000),
      }),
    );
    if ('error' in answer) throw new Error(answer.error);
    expect([...(answer.series.get('')?.values() ?? [])][0]).toBeGreaterThan(600);
  });

  it('detects the profile alike', async () => {
    expect(await differences([detectionQuery()])).toEqual([]);
  });

  it.each(STRATEGIES)(
    'answers every query the console sends for job $job alike',
    async ({ job, name, bareHistograms }) => {
      const profile = detectedFor(job);
      expect(profile.names.decode).toBe(name('decodeTokens'));
      expect(profile.forms.ttft).toBe(bareHistograms ? 'native' : 'classic');
      const panels = panelQueries(profile).map(([, query]) => query);
      expect(panels.length).toBeGreaterThan(5);
      expect(await differences([...panels, kvTrendQuery(profile)])).toEqual([]);

      const list: string[] = [];
      for (const key of RANGE_KEYS) {
        const { startMs, endMs, stepMs } = rangeGrid(key, END + 3_000);
        const grid = { start: startMs, end: endMs, step: stepMs };
        for (const { query } of rangeQueries(profile, stepMs / 1000))
          list.push(...(await rangeDifference(query, grid)));
      }
      const trend = {
        start: END - KV_TREND.windowSeconds * 1000,
        end: END,
        step: KV_TREND.stepSeconds * 1000,
      };
      list.push(...(await rangeDifference(kvTrendQuery(profile), trend)));
      expect(list).toEqual([]);
    },
  );

  it('answers for all jobs together alike', async () => {
    const profile = { ...detectedFor('transformers'), jobs: STRATEGIES.map(({ job }) => job) };
    const queries = [...panelQueries(profile).map(([, query]) => query), kvTrendQuery(profile)];
    expect(await differences(queries)).toEqual([]);
  });

  it("evaluates the demo's own alert rules alike, and each gives something at some time", async () => {
    const rules = DEMO_RULES.flatMap((group) => group.rules);
    expect(await differences(rules.map((rule) => rule.expr))).toEqual([]);
    const quiet = rules.filter(({ expr }) => {
      const answer = evaluate(expr, (evaluator, parsed) =>
        evaluator.range(parsed, FIRST, END, 10_000),
      );
      return 'error' in answer || answer.series.size === 0;
    });
    expect(quiet.map((rule) => rule.name)).toEqual([]);
  });

  it('evaluates every supported feature alike', async () => {
    expect(await differences(FEATURE_QUERIES)).toEqual([]);
  });

  it('refuses what Prometheus refuses, for the same kind of reason', async () => {
    const list: string[] = [];
    for (const query of REFUSED_QUERIES) {
      const at = END - 600_000;
      const mine = evaluate(query, (evaluator, expr) => evaluator.instant(expr, at));
      const theirs = ofJson(await server.get('/api/v1/query', { query, time: String(at / 1000) }));
      const difference = compare(mine, theirs);
      if (difference) list.push(`${query}: ${difference}`);
      if (!('error' in theirs)) list.push(`${query}: Prometheus takes it`);
    }
    expect(list).toEqual([]);
  });
});

type ParsedExpr = Extract<ReturnType<typeof parseQuery>, { ok: true }>['value'];

function detectedFor(job: string) {
  const expr = parseQuery(detectionQuery(), 3);
  if (!expr.ok) throw new Error(expr.error.message);
  const answer = createEvaluator(store).instant(expr.value, END - 2_000);
  if (!answer.ok || answer.value.type !== 'vector') throw new Error('detection failed');
  const rows = answer.value.samples.map(({ labels, value }) => {
    const record = Object.fromEntries(labels.pairs);
    return { name: record['__name__'] ?? '', job: record['job'] ?? '', count: value };
  });
  const profile = detectTransformers(rows.filter((row) => row.job === job));
  if (!profile) throw new Error(`no profile for ${job}`);
  return profile;
}

function ofValue(value: QueryValue): Answer {
  switch (value.type) {
    case 'scalar':
      return { type: 'scalar', series: new Map([['', new Map([[value.at / 1000, value.value]])]]) };
    case 'string':
      return { type: 'string', series: new Map() };
    case 'vector':
      return {
        type: 'vector',
        series: new Map(
          value.samples.map((sample) => [
            sample.labels.key,
            new Map([[value.at / 1000, sample.value]]),
          ]),
        ),
      };
    case 'matrix':
      return {
        type: 'matrix',
        series: new Map(
          value.lines.map((line) => [
            line.labels.key,
            new Map(line.points.map(([time, point]) => [time / 1000, point])),
          ]),
        ),
      };
  }
}

interface Body {
  readonly status: string;
  readonly errorType?: string;
  readonly data?: { readonly resultType: string; readonly result: unknown };
}

type Point = readonly [number, string];

function ofJson(json: unknown): Answer {
  const body = json as Body;
  if (!body.data) return { error: body.errorType ?? 'unknown' };
  const { resultType, result } = body.data;
  if (resultType === 'scalar') {
    const [time, value] = result as Point;
    return { type: 'scalar', series: new Map([['', new Map([[time, number(value)]])]]) };
  }
  const rows = result as { metric: Record<string, string>; value?: Point; values?: Point[] }[];
  return {
    type: resultType,
    series: new Map(
      rows.map(({ metric, value, values }) => [
        labelsOf(metric).key,
        new Map((values ?? (value ? [value] : [])).map(([time, text]) => [time, number(text)])),
      ]),
    ),
  };
}

function number(text: string): number {
  if (text.endsWith('Inf'))
    return text.startsWith('-') ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
  return Number(text);
}

/** The first difference in words; null where there is none. */
function compare(mine: Answer, theirs: Answer): string | null {
  if ('error' in mine || 'error' in theirs) {
    const [a, b] = [mine, theirs].map((answer) => ('error' in answer ? answer.error : 'a value'));
    return a === b ? null : `ours ${a}, theirs ${b}`;
  }
  if (mine.type !== theirs.type) return `ours ${mine.type}, theirs ${theirs.type}`;
  for (const key of new Set([...mine.series.keys(), ...theirs.series.keys()])) {
    const ours = mine.series.get(key);
    const other = theirs.series.get(key);
    const name = JSON.stringify(key.replaceAll('\u0001', '=').replaceAll('\u0002', ','));
    if (!ours || !other) return `only ${ours ? 'ours' : 'theirs'} has ${name}`;
    for (const time of new Set([...ours.keys(), ...other.keys()])) {
      const [a, b] = [ours.get(time), other.get(time)];
      const where = `${name} at ${time - FIRST / 1000} s`;
      if (a === undefined || b === undefined)
        return `${where}: ours ${a ?? 'absent'}, theirs ${b ?? 'absent'}`;
      if (!almostEqual(a, b)) return `${where}: ours ${a}, theirs ${b}`;
    }
  }
  return null;
}

function almostEqual(a: number, b: number): boolean {
  if (Object.is(a, b) || a === b) return true;
  return Math.abs(a - b) <= 1e-9 * Math.max(Math.abs(a), Math.abs(b));
}
