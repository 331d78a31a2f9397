import { posix } from 'node:path';
import { parse, stringify } from 'yaml';
import { PAGERDUTY_PATH, SLACK_PATH } from '../sinks/http-answers';
import { millisecondsOf } from './durations';

export type Language = 'en' | 'zh';

/** Where a local Alertmanager finds what the shipped configuration names. */
export interface LocalEndpoints {
  /** `127.0.0.1:1025` */
  readonly smtp: string;
  /** `http://127.0.0.1:8025` */
  readonly http: string;
  /** The folder that holds the shipped alertmanager.yml and templates/; empty: the one of the new configuration. */
  readonly shippedFolder: string;
  /** Absolute: Alertmanager would look for it in the directory it was started in. */
  readonly secretsFolder: string;
  /** Template files read after the shipped ones: what they define again counts. */
  readonly templates?: readonly string[];
  readonly language?: Language;
  /** Divides group_wait, group_interval and repeat_interval; 1 if left out. */
  readonly speed?: number;
}

const SHIPPED_SECRETS = '/etc/alertmanager/secrets/';
const TIMINGS = ['group_wait', 'group_interval', 'repeat_interval'];

/** The shipped configuration with every endpoint replaced by a local sink: routes, receivers and texts stay as shipped. */
export function localConfig(shipped: string, to: LocalEndpoints): string {
  const parsed: unknown = parse(shipped);
  return stringify(mapped('', parsed, to), { lineWidth: 0 });
}

/**
 * The secrets by file name; the Slack one is an address, since that is where Slack's secret is. They end as an editor
 * leaves them, in a line break, but for the password: Alertmanager 0.25 would take the break for a part of it.
 */
export function localSecrets(to: Pick<LocalEndpoints, 'http'>): Readonly<Record<string, string>> {
  return {
    'smtp-password': 'not-a-secret',
    'slack-url': `${to.http}${SLACK_PATH}local/sink\n`,
    'pagerduty-routing-key': 'local-routing-key-of-the-sink-00\n',
  };
}

/** A template file that gives the messages' links the console's name of this environment. */
export function siteTemplate(environment: string): string {
  if (!/^[\w.:-]{1,100}$/.test(environment)) throw new Error(`not an id: ${environment}`);
  return `{{ define "batchwatch.environment" }}${environment}{{ end }}\n`;
}

function mapped(key: string, value: unknown, to: LocalEndpoints): unknown {
  if (key === 'templates') return templates(value, to);
  if (Array.isArray(value)) return value.map((item) => mapped(key, item, to));
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(
      Object.entries(value).map(([name, inner]) => [name, mapped(name, inner, to)]),
    );
  }
  if (key === 'smtp_require_tls') return false;
  return typeof value === 'string' ? mappedText(key, value, to) : value;
}

function mappedText(key: string, value: string, to: LocalEndpoints): string {
  if (key === 'smtp_smarthost') return to.smtp;
  if (key === 'pagerduty_url') return `${to.http}${PAGERDUTY_PATH}`;
  // A webhook keeps its host as a path, so that the sink can tell one from the other.
  if (key === 'url') return `${to.http}/${value.replace(/^https?:\/\//, '')}`;
  if (key.endsWith('_file') && value.startsWith(SHIPPED_SECRETS)) {
    return posix.join(to.secretsFolder, value.slice(SHIPPED_SECRETS.length));
  }
  return TIMINGS.includes(key) ? faster(value, to.speed ?? 1) : value;
}

function templates(shipped: unknown, to: LocalEndpoints): readonly string[] {
  const own = Array.isArray(shipped) ? shipped.map(String) : [];
  const chosen = own.map((file) =>
    to.language === undefined
      ? file
      : file.replace(/language\/(en|zh)\.tmpl$/, `language/${to.language}.tmpl`),
  );
  return [...chosen.map((file) => posix.join(to.shippedFolder, file)), ...(to.templates ?? [])];
}

/** Alertmanager refuses an interval of 0, and a wait of 0 stays one. */
function faster(duration: string, speed: number): string {
  const milliseconds = millisecondsOf(duration);
  if (milliseconds === undefined) throw new Error(`not a duration: ${duration}`);
  return milliseconds === 0 || speed === 1
    ? duration
    : `${Math.max(1, Math.round(milliseconds / speed))}ms`;
}
