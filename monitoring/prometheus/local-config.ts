import { parse, stringify } from 'yaml';

/** How the stack without Docker differs from the shipped `prometheus.yml`, which speaks of compose's services. */
export interface LocalPrometheus {
  /** By job name: where each job is scraped, `host:port`. A job that is not named here is left out. */
  readonly targets: Readonly<Record<string, readonly string[]>>;
  /** Jobs that the shipped file does not need, such as the span metrics where no Tempo makes them. */
  readonly moreJobs?: readonly LocalJob[];
  /** `host:port` of each Alertmanager to tell. */
  readonly alertmanagers: readonly string[];
  /** In place of the shipped list, which is relative to the shipped file; absolute paths. */
  readonly ruleFiles: readonly string[];
  /** Whether this Prometheus reads the `otlp` block: see `readsOtlpBlock`. */
  readonly otlp: boolean;
  /** For demonstrations and tests, where 15 s are long. */
  readonly scrapeInterval?: string;
  readonly evaluationInterval?: string;
}

export interface LocalJob {
  readonly name: string;
  /** `/metrics` if left out. */
  readonly path?: string;
  readonly targets: readonly string[];
}

/**
 * The text of a configuration that says what the shipped one says, with other addresses.
 *
 * Throws where the shipped text lacks what it is expected to have, or where a job of `targets` is not in it: a stack that
 * silently scrapes nothing looks healthy.
 */
export function localPrometheusConfig(shippedText: string, local: LocalPrometheus): string {
  const { otlp, ...shipped } = record(parse(shippedText), 'the configuration');
  const global = record(shipped['global'], 'global');
  const jobs = list(shipped['scrape_configs'], 'scrape_configs').map((job) =>
    record(job, 'a scrape job'),
  );
  const missing = Object.keys(local.targets).find((name) =>
    jobs.every((job) => job['job_name'] !== name),
  );
  if (missing !== undefined) throw new Error(`prometheus.yml has no job ${missing}`);
  return stringify({
    ...shipped,
    global: {
      ...global,
      ...(local.scrapeInterval === undefined
        ? {}
        : { scrape_interval: local.scrapeInterval, scrape_timeout: local.scrapeInterval }),
      ...(local.evaluationInterval === undefined
        ? {}
        : { evaluation_interval: local.evaluationInterval }),
    },
    rule_files: local.ruleFiles,
    alerting: { alertmanagers: [{ static_configs: [{ targets: local.alertmanagers }] }] },
    scrape_configs: [
      ...jobs.flatMap((job) => {
        const targets = local.targets[String(job['job_name'])];
        return targets === undefined ? [] : [{ ...job, static_configs: [{ targets }] }];
      }),
      ...(local.moreJobs ?? []).map(({ name, path, targets }) => ({
        job_name: name,
        honor_labels: true,
        ...(path === undefined ? {} : { metrics_path: path }),
        static_configs: [{ targets }],
      })),
    ],
    ...(local.otlp && otlp !== undefined ? { otlp } : {}),
  });
}

/**
 * Whether the Prometheus (or promtool) that printed this under `--version` reads the `otlp` block with its translation
 * strategy: from 3.0 on. 2.x refuses the whole file because of it. Reading the block is not having the receiver: Debian
 * builds 3.x without it.
 */
export function readsOtlpBlock(versionOutput: string): boolean {
  const major = /\bversion (\d+)\./.exec(versionOutput)?.[1];
  return major !== undefined && Number(major) >= 3;
}

function record(value: unknown, what: string): Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new Error(`prometheus.yml: ${what} is not a mapping`);
  }
  return Object.fromEntries(Object.entries(value));
}

function list(value: unknown, what: string): readonly unknown[] {
  if (!Array.isArray(value)) throw new Error(`prometheus.yml: ${what} is not a list`);
  return value;
}
