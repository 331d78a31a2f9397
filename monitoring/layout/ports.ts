/** The ports of the specification; every file and program of `monitoring/` uses these. Published on loopback only. */
export const PORTS = {
  prometheus: 9090,
  alertmanager: 9093,
  tempo: 3200,
  tempoGrpc: 9095,
  otlpGrpc: 4317,
  otlpHttp: 4318,
  jaegerThriftHttp: 14268,
  zipkin: 9411,
  memcached: 11211,
  grafana: 3000,
  /** Ours: the simulated service's scrape endpoint and control, and the sinks. */
  simulator: 9600,
  smtpSink: 1025,
  webhookSink: 8025,
} as const;
