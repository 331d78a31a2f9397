import {
  type ApiHandler,
  type ApiRequest,
  type ApiResponse,
  json,
  notFound,
  text,
} from '../http/api';
import { createEvaluator } from '../promql/evaluate';
import type { QueryFailure } from '../promql/failure';
import { formatValue } from '../promql/format-value';
import { METRIC_NAME, toRecord } from '../promql/labels';
import { durationMs } from '../promql/literals';
import { parseQuery } from '../promql/parse';
import type { QueryValue } from '../promql/values';
import type { SampleStore } from '../store/sample-store';
import type { RuleEngine } from './rule-engine';
import { alertsBody, rulesBody } from './rules-body';

export interface PrometheusState {
  readonly store: SampleStore;
  /** `null`: a server without rules. */
  readonly rules: RuleEngine | null;
}

/** Of the answers this server imitates. */
export const PROMETHEUS_VERSION = '3.5.3';
const MAX_POINTS = 11_000;

export function prometheusApi(state: PrometheusState, now: () => number): ApiHandler {
  const evaluator = createEvaluator(state.store);
  return (request) => {
    const { path } = request;
    if (request.method !== 'GET' && request.method !== 'POST')
      return text('Method Not Allowed\n', 405);
    switch (path) {
      case '/api/v1/query':
        return instant(request);
      case '/api/v1/query_range':
        return range(request);
      case '/api/v1/rules':
        return success(rulesBody(state.rules));
      case '/api/v1/alerts':
        return success(alertsBody(state.rules));
      case '/api/v1/status/buildinfo':
        return success({
          version: PROMETHEUS_VERSION,
          revision: 'demo',
          branch: 'demo',
          buildUser: 'batchwatch',
          buildDate: '20260101-00:00:00',
          goVersion: 'none',
        });
      case '/-/ready':
        return text('Prometheus Server is Ready.\n');
      case '/-/healthy':
        return text('Prometheus Server is Healthy.\n');
      case '/graph':
      case '/':
        return page(request.params.get('g0.expr'));
      default:
        return labelValues(path) ?? notFound();
    }
  };

  function instant({ params }: ApiRequest): ApiResponse {
    const at = timeOf(params.get('time'), now());
    if (at === null) return invalid('time', params.get('time'));
    const query = params.get('query') ?? '';
    const expr = parseQuery(query, 3);
    if (!expr.ok) return failure('query', expr.error);
    const result = evaluator.instant(expr.value, at);
    return result.ok ? success(resultBody(result.value)) : failure('query', result.error);
  }

  function range({ params }: ApiRequest): ApiResponse {
    const start = timeOf(params.get('start'), null);
    const end = timeOf(params.get('end'), null);
    const step = stepOf(params.get('step'));
    if (start === null) return invalid('start', params.get('start'));
    if (end === null) return invalid('end', params.get('end'));
    if (step === null) return invalid('step', params.get('step'));
    if (end < start) {
      return badData('invalid parameter "end": end timestamp must not be before start time');
    }
    if (step <= 0) {
      return badData(
        'invalid parameter "step": zero or negative query resolution step widths are not accepted. Try a positive integer',
      );
    }
    if ((end - start) / step > MAX_POINTS) {
      return badData(
        'exceeded maximum resolution of 11,000 points per timeseries. Try decreasing the query resolution (?step=XX)',
      );
    }
    const expr = parseQuery(params.get('query') ?? '', 3);
    if (!expr.ok) return failure('query', expr.error);
    const result = evaluator.range(expr.value, start, end, step);
    return result.ok ? success(resultBody(result.value)) : failure('query', result.error);
  }

  function labelValues(path: string): ApiResponse | undefined {
    const name = /^\/api\/v1\/label\/(.+)\/values$/.exec(path)?.[1];
    if (name === undefined) return undefined;
    const all = state.store.select([{ name: METRIC_NAME, op: '!=', value: '', matches: Boolean }]);
    const values = all
      .map((series) => toRecord(series.labels)[name])
      .filter((value) => value !== undefined);
    return success([...new Set(values)].sort());
  }
}

function success(data: unknown): ApiResponse {
  return json({ status: 'success', data });
}

function badData(error: string): ApiResponse {
  return json({ status: 'error', errorType: 'bad_data', error }, 400);
}

function invalid(parameter: string, value: string | null): ApiResponse {
  return badData(
    `invalid parameter "${parameter}": cannot parse ${JSON.stringify(value ?? '')} to a valid ${parameter === 'step' ? 'duration' : 'timestamp'}`,
  );
}

function failure(parameter: string, { kind, message }: QueryFailure): ApiResponse {
  if (kind === 'bad_data') return badData(`invalid parameter "${parameter}": ${message}`);
  return json({ status: 'error', errorType: kind, error: message }, 422);
}

/** Epoch seconds with a fraction, or RFC 3339; in ms. */
function timeOf(value: string | null, fallback: number | null): number | null {
  if (value === null || value === '') return fallback;
  if (/^-?\d+(\.\d*)?(e\d+)?$/i.test(value)) return Math.round(Number(value) * 1000);
  const parsed = /^\d{4}-\d\d-\d\dT/.test(value) ? Date.parse(value) : Number.NaN;
  return Number.isNaN(parsed) ? null : parsed;
}

function stepOf(value: string | null): number | null {
  if (value === null) return null;
  if (/^-?\d+(\.\d*)?$/.test(value)) return Math.round(Number(value) * 1000);
  return durationMs(value);
}

function resultBody(value: QueryValue): { readonly resultType: string; readonly result: unknown } {
  switch (value.type) {
    case 'scalar':
      return { resultType: 'scalar', result: [value.at / 1000, formatValue(value.value)] };
    case 'string':
      return { resultType: 'string', result: [value.at / 1000, value.value] };
    case 'vector':
      return {
        resultType: 'vector',
        result: value.samples.map((sample) => ({
          metric: toRecord(sample.labels),
          value: [value.at / 1000, formatValue(sample.value)],
        })),
      };
    case 'matrix':
      return {
        resultType: 'matrix',
        result: value.lines.map((line) => ({
          metric: toRecord(line.labels),
          values: line.points.map(([time, point]) => [time / 1000, formatValue(point)]),
        })),
      };
  }
}

/** What a generator link opens. */
function page(expr: string | null): ApiResponse {
  const shown = (expr ?? '').replace(/[&<>"]/g, (char) => `&#${char.charCodeAt(0)};`);
  return {
    status: 200,
    contentType: 'text/html; charset=utf-8',
    body: `<!doctype html><meta charset="utf-8"><title>Demo Prometheus</title><h1>Demo Prometheus</h1><p>Part of Batchwatch's demo environment: it has an API and no pages.</p><pre>${shown}</pre>`,
  };
}
