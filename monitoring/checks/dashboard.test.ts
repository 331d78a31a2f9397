import { describe, expect, it } from 'vitest';
import { dashboardProblems, datasourceProblems, panelTitles } from './dashboard-problems';
import { DASHBOARD, DATASOURCES, shipped, shippedText } from './shipped';

const datasources = shipped(DATASOURCES);

describe('the dashboard', () => {
  it('has no fault', () => {
    expect(dashboardProblems(shipped(DASHBOARD), datasources)).toEqual([]);
  });

  it('has every panel that the specification names', () => {
    expect(panelTitles(shipped(DASHBOARD))).toEqual([
      'KV cache memory',
      'KV cache used',
      'KV cache memory over time',
      'Active requests',
      'Waiting requests',
      'Active and waiting requests',
      'Batch fill',
      'Decode to prefill ratio',
      'Tokens per second',
      'Time to first token, distribution',
      'Time to first token, percentiles',
      'Request latency, percentiles',
      'Request latency, distribution',
      'Failed requests',
      'Requests ended',
      'Slow traces',
    ]);
  });

  it.each<[string, string, string, string]>([
    [
      'a lost datasource',
      '"uid": "tempo"',
      '"uid": "jaeger"',
      'no tempo datasource has the uid jaeger',
    ],
    ['a lost variable', 'instance=~\\"$instance\\"', 'pod=~\\"$pod\\"', '$pod is no variable'],
    ['one id twice', '"id": 3,', '"id": 2,', 'two panels have the id 2'],
    ['a panel over another', '"x": 6,', '"x": 5,', 'lies over KV cache used'],
    ['a panel off the grid', '"x": 12,', '"x": 13,', 'wider than the grid'],
  ])('does not get away with %s', (_what, from, to, problem) => {
    const text = shippedText(DASHBOARD);
    expect(text).toContain(from);
    const broken: unknown = JSON.parse(text.replace(from, to));
    expect(dashboardProblems(broken, datasources).join('\n')).toContain(problem);
  });

  it('marks 5 and 8 GiB on the gauge', () => {
    expect(shippedText(DASHBOARD)).toMatch(
      /"value": 5368709120,\s+"color": "yellow"\s+\},\s+\{\s+"value": 8589934592,\s+"color": "red"/,
    );
  });
});

describe('the datasources', () => {
  it('refer to each other', () => {
    expect(datasourceProblems(datasources)).toEqual([]);
    const text = shippedText(DATASOURCES);
    for (const link of ['exemplarTraceIdDestinations', 'serviceMap', 'tracesToMetrics']) {
      expect(text).toContain(`${link}:`);
    }
  });

  it('do not get away with what is not there', () => {
    const broken = {
      datasources: [
        { name: 'A', uid: 'a', jsonData: { serviceMap: { datasourceUid: 'b' } } },
        { name: 'B', uid: 'a', secureJsonData: {} },
      ],
    };
    expect(datasourceProblems(broken)).toEqual([
      'A refers to b, which is no datasource',
      'two have the uid a',
      'B holds a secret',
    ]);
  });
});
