/** What an Alertmanager with `count` alerts answers to `GET /api/v2/alerts`; `round` changes one alert in a hundred. */
export function alertBytes(count: number, round: number): Buffer {
  const at = (ms: number) => new Date(1_795_000_000_000 + ms).toISOString();
  const alerts = Array.from({ length: count }, (_, index) => {
    const changed = index % 100 === round % 100;
    return {
      annotations: {
        summary: `KV cache of gpu-${index} is nearly full`,
        description: `KV cache usage is ${changed ? round : 91} % of the capacity, above the threshold`,
        runbook_url: 'https://runbooks.example.org/high-memory-usage',
      },
      endsAt: at(240_000 + round * 10_000),
      fingerprint: index.toString(16).padStart(16, '0'),
      receivers: [{ name: 'pagerduty-notifications' }, { name: 'slack-notifications' }],
      startsAt: at(index),
      status: { inhibitedBy: [], mutedBy: [], silencedBy: [], state: 'active' },
      updatedAt: at(round * 10_000),
      generatorURL:
        'http://prometheus:9090/graph?g0.expr=kv_cache_memory_bytes+%3E+8589934592&g0.tab=1',
      labels: {
        alertname: index % 3 === 0 ? 'HighMemoryUsage' : 'HighRequestLatency',
        cluster: 'gpu-a',
        instance: `gpu-${index}:8000`,
        job: 'transformers',
        service: 'transformers',
        severity: index % 3 === 0 ? 'critical' : 'warning',
      },
    };
  });
  return Buffer.from(JSON.stringify(alerts));
}
