import { describe, expect, it } from 'vitest';
import { createHistogram } from './histogram';
import { INSTRUMENTS, type InstrumentKey, prometheusName } from './instruments';

describe('instruments', () => {
  it('come out under the names measured for the default OTLP translation', () => {
    const keys = Object.keys(INSTRUMENTS) as InstrumentKey[];
    expect(keys.map(prometheusName).sort()).toEqual([
      'active_requests_count',
      'batch_fill_percentage_percent',
      'decode_prefill_ratio',
      'decode_tokens_processed_total',
      'kv_cache_free_memory_bytes',
      'kv_cache_memory_bytes',
      'prefill_tokens_processed_total',
      'request_latency_milliseconds',
      'ttft_milliseconds',
      'waiting_requests_count',
    ]);
  });
});

describe('histogram', () => {
  it('counts a value on a bound into that bucket and one over the last into the rest', () => {
    const histogram = createHistogram([10, 25]);
    for (const value of [10, 10.1, 25, 26]) histogram.observe(value);
    expect(histogram.read()).toEqual({ bounds: [10, 25], cumulative: [1, 3, 4], sum: 71.1 });
  });
});
