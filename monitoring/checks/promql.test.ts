import { describe, expect, it } from 'vitest';
import { parseQuery } from '../../electron/demo/promql/parse';
import { queriesOf, withoutVariables } from './dashboard-problems';
import { knownSeries } from './known-metrics';
import { DASHBOARD, DATASOURCES, PROMETHEUS, shipped } from './shipped';
import { at, everyMapping, list, texts } from './values';

/** Names of the series that an expression asks for; throws where it does not parse. */
function namesIn(expr: string): readonly string[] {
  const parsed = parseQuery(expr, 3);
  if (!parsed.ok) throw new Error(`${expr}: ${JSON.stringify(parsed.error)}`);
  return everyMapping(parsed.value)
    .filter(({ kind }) => kind === 'selector')
    .flatMap(({ matchers }) => list(matchers))
    .filter((matcher) => at(matcher, 'name') === '__name__')
    .map((matcher) => String(at(matcher, 'value')));
}

const known = knownSeries();

describe('PromQL of the dashboard', () => {
  const queries = queriesOf(shipped(DASHBOARD));

  it.each(queries.map(({ where, expr }) => [where, expr] as const))('%s', (_where, expr) => {
    const names = namesIn(withoutVariables(expr));
    expect(names.length).toBeGreaterThan(0);
    expect(names.filter((name) => !known.has(name))).toEqual([]);
  });

  it('asks for every instrument', () => {
    const asked = new Set(queries.flatMap(({ expr }) => namesIn(withoutVariables(expr))));
    const missing = [...known].filter(
      (name) =>
        !asked.has(name) && !/^(up|ALERTS.*|target_info|traces_.*)$|_(sum|count)$/.test(name),
    );
    expect(missing).toEqual(['batch_fill_percentage_percent_bucket']);
  });
});

describe('PromQL of the links from traces to metrics', () => {
  const queries = everyMapping(shipped(DATASOURCES)).filter(({ query }) => query !== undefined);

  it.each(queries.map(({ name, query }) => [String(name), String(query)] as const))(
    '%s',
    (_name, query) => {
      const names = namesIn(query.replace('$$__tags', 'service="transformers"'));
      expect(names.filter((name) => !known.has(name))).toEqual([]);
      expect(names.length).toBeGreaterThan(0);
    },
  );
});

describe('PromQL of the rules that Prometheus loads', () => {
  const expressions = texts(at(shipped(PROMETHEUS), 'rule_files')).flatMap((file) =>
    everyMapping(shipped(`prometheus/${file}`))
      .filter(({ expr }) => expr !== undefined)
      .map((rule) => [String(rule['alert'] ?? rule['record']), String(rule['expr'])] as const),
  );

  it.each(expressions)('%s', (_alert, expr) => {
    expect(namesIn(expr).filter((name) => !known.has(name))).toEqual([]);
  });
});

describe('the check itself', () => {
  it.each([
    ['sum(error_count)', ['error_count']],
    ['a_b / on (job) rate({__name__="c_d"}[5m])', ['a_b', 'c_d']],
    ['vector(1)', []],
  ])('%s', (expr, names) => {
    expect(namesIn(expr)).toEqual(names);
  });

  it('does not pass what does not parse, nor the printed names', () => {
    expect(() => namesIn('sum(')).toThrow();
    expect(known.has('error_count')).toBe(false);
    expect(known.has('batch_fill_percentage_bucket')).toBe(false);
  });
});
