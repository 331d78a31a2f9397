import {
  INSTRUMENTS,
  type InstrumentKey,
  prometheusName,
} from '../../shared/simulation/instruments';

const HISTOGRAM_SUFFIXES = ['_bucket', '_sum', '_count'];

const SPAN_METRICS = [
  'traces_spanmetrics_calls_total',
  'traces_spanmetrics_size_total',
  ...HISTOGRAM_SUFFIXES.map((suffix) => `traces_spanmetrics_latency${suffix}`),
];

/** Prometheus makes these itself. */
const OWN = ['up', 'ALERTS', 'ALERTS_FOR_STATE', 'target_info'];

/** Series of transformers' ten instruments under the names of the default OTLP translation. */
export function instrumentSeries(): readonly string[] {
  return (Object.keys(INSTRUMENTS) as InstrumentKey[]).flatMap((key) =>
    INSTRUMENTS[key].type === 'histogram'
      ? HISTOGRAM_SUFFIXES.map((suffix) => prometheusName(key) + suffix)
      : [prometheusName(key)],
  );
}

/** Every name that a dashboard or a rule over transformers may ask for. */
export function knownSeries(): ReadonlySet<string> {
  return new Set([...instrumentSeries(), ...SPAN_METRICS, ...OWN]);
}
