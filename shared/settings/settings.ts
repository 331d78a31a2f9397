import * as v from 'valibot';
import { RANGE_KEYS } from '../domain/metrics';
import { err, ok, type Result } from '../result';

/** Where a secret is: in the OS keychain under an id, or in a file somebody else manages. Never in this file itself. */
const secretRef = v.union(
  [
    v.strictObject({ secret: v.pipe(v.string(), v.regex(/^[\w.:-]{1,120}$/)) }),
    v.strictObject({ file: v.pipe(v.string(), v.minLength(1), v.maxLength(4096)) }),
  ],
  'must be {"secret": "id"} (kept in the keychain) or {"file": "/path"}; a secret itself is never written here',
);

const auth = v.variant(
  'kind',
  [
    v.strictObject({ kind: v.literal('none') }),
    v.strictObject({
      kind: v.literal('basic'),
      username: v.pipe(v.string(), v.maxLength(256)),
      password: secretRef,
    }),
    v.strictObject({ kind: v.literal('bearer'), token: secretRef }),
  ],
  'must have "kind": "none", "basic" or "bearer"',
);

const HEADER_NAME = /^[!#$%&'*+.^_`|~0-9A-Za-z-]{1,120}$/;
/** Set by the console itself, or a way to smuggle a second secret into a plain file. */
const OWN_HEADERS =
  /^(authorization|proxy-authorization|cookie|host|content-length|connection|transfer-encoding)$/i;

const header = v.strictObject({
  name: v.pipe(
    v.string(),
    v.regex(HEADER_NAME, 'is no HTTP header name'),
    v.check((name) => !OWN_HEADERS.test(name), 'may not be set here; use "auth" for credentials'),
  ),
  value: v.pipe(
    v.string(),
    v.maxLength(2048),
    v.check((value) => isHeaderValue(value), 'must be one line of text'),
  ),
});

function isHeaderValue(value: string): boolean {
  for (const char of value) {
    const code = char.codePointAt(0) ?? 0;
    if ((code < 0x20 && code !== 0x09) || code === 0x7f || code > 0xff) return false;
  }
  return true;
}

const path = v.pipe(v.string(), v.minLength(1), v.maxLength(4096));

const baseUrl = v.pipe(
  v.string('must be a URL such as http://localhost:9090'),
  v.trim(),
  v.check(isBaseUrl, 'must be an http or https URL without user, query or fragment'),
);

/** A path prefix such as `/prometheus` is kept; credentials, query and fragment have no place in a base URL. */
export function isBaseUrl(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const url = new URL(text);
  return (
    (url.protocol === 'http:' || url.protocol === 'https:') &&
    url.username === '' &&
    url.password === '' &&
    url.search === '' &&
    url.hash === ''
  );
}

const tls = v.strictObject({
  /** PEM file with the certificate authorities to trust in place of the built-in ones. */
  caFile: v.optional(path),
  /** PEM files of a client certificate and its key; both or none. */
  certFile: v.optional(path),
  keyFile: v.optional(path),
  /** Accept any certificate. Shown as a warning wherever the source is shown. */
  skipVerify: v.optional(v.boolean(), false),
});

const endpoint = v.strictObject({
  name: v.optional(v.pipe(v.string(), v.maxLength(60)), ''),
  url: baseUrl,
  auth: v.optional(auth, { kind: 'none' }),
  headers: v.optional(v.pipe(v.array(header), v.maxLength(20)), []),
  tls: v.pipe(
    v.optional(tls, {}),
    v.check(
      (value) => (value.certFile === undefined) === (value.keyFile === undefined),
      'a client certificate needs both certFile and keyFile',
    ),
  ),
  timeoutMs: v.optional(
    v.pipe(v.number(), v.integer(), v.minValue(500), v.maxValue(120_000)),
    10_000,
  ),
});

const environment = v.strictObject({
  id: v.pipe(
    v.string(),
    v.regex(
      /^[a-z0-9][a-z0-9._-]{0,39}$/i,
      'must be 1 to 40 letters, digits, dots, dashes or underscores',
    ),
  ),
  name: v.pipe(v.string(), v.trim(), v.minLength(1, 'must not be empty'), v.maxLength(60)),
  prometheus: endpoint,
  alertmanagers: v.pipe(
    v.array(endpoint),
    v.minLength(1, 'must name at least one Alertmanager'),
    v.maxLength(9, 'at most 9 peers'),
  ),
  tempo: v.optional(endpoint),
  /** `resource.service.name` of the traces to search. */
  traceService: v.optional(v.pipe(v.string(), v.maxLength(200)), 'transformers'),
});

const GIB = 1024 ** 3;

const seconds = (fallback: number, min: number) =>
  v.optional(v.pipe(v.number(), v.minValue(min), v.maxValue(3600)), fallback);

const settingsSchema = v.strictObject({
  version: v.literal(1, 'must be 1: this is the only version this program knows'),
  environments: v.pipe(
    v.array(environment),
    v.maxLength(20),
    v.check(
      (list) => new Set(list.map((item) => item.id)).size === list.length,
      'two environments have the same id',
    ),
  ),
  selected: v.optional(v.string(), ''),
  language: v.optional(v.picklist(['system', 'en', 'zh']), 'system'),
  theme: v.optional(v.picklist(['system', 'dark', 'light']), 'system'),
  polling: v.optional(
    v.strictObject({
      alertsSeconds: seconds(10, 1),
      panelsSeconds: seconds(5, 1),
      rangesSeconds: seconds(30, 5),
      tracesSeconds: seconds(30, 5),
    }),
    {},
  ),
  range: v.optional(v.picklist(RANGE_KEYS), '1h'),
  thresholds: v.pipe(
    v.optional(
      v.strictObject({
        kvWarnBytes: v.optional(v.pipe(v.number(), v.gtValue(0)), 5 * GIB),
        kvCriticalBytes: v.optional(v.pipe(v.number(), v.gtValue(0)), 8 * GIB),
      }),
      {},
    ),
    v.check((t) => t.kvWarnBytes < t.kvCriticalBytes, 'kvWarnBytes must be below kvCriticalBytes'),
  ),
  popups: v.optional(
    v.strictObject({
      enabled: v.optional(v.boolean(), true),
      /** Severities that pop up. */
      severities: v.optional(v.array(v.picklist(['critical', 'warning', 'info', 'none'])), [
        'critical',
        'warning',
        'info',
        'none',
      ]),
      /** A popup says when an environment could not be watched for so long; `null`: never. */
      lostAfterMinutes: v.optional(
        v.nullable(v.pipe(v.number(), v.minValue(1), v.maxValue(1440))),
        2,
      ),
    }),
    {},
  ),
  /** Remembered from the last silence. */
  author: v.optional(v.pipe(v.string(), v.maxLength(200)), ''),
  startAtLogin: v.optional(v.boolean(), false),
});

export type Settings = v.InferOutput<typeof settingsSchema>;
export type EnvironmentSettings = Settings['environments'][number];
export type EndpointSettings = EnvironmentSettings['prometheus'];
export type SecretRef = v.InferOutput<typeof secretRef>;

/** One field that is wrong: `environments[0].prometheus.url` and what it must be. */
export interface SettingsProblem {
  readonly field: string;
  readonly message: string;
}

/** Reads settings of the current version; everything left out gets its default. */
export function parseSettings(input: unknown): Result<Settings, readonly SettingsProblem[]> {
  const parsed = v.safeParse(settingsSchema, input);
  return parsed.success ? ok(parsed.output) : err(parsed.issues.flatMap(problemsOf));
}

/** The same check for one endpoint, for "Test connection" before anything is saved. */
export function parseEndpoint(
  input: unknown,
): Result<EndpointSettings, readonly SettingsProblem[]> {
  const parsed = v.safeParse(endpoint, input);
  return parsed.success ? ok(parsed.output) : err(parsed.issues.flatMap(problemsOf));
}

export function defaultSettings(): Settings {
  return v.parse(settingsSchema, { version: 1, environments: [] });
}

/** What "Connect your servers" starts from: the default ports of the three servers on this machine. */
export function suggestedEnvironment(id: string, name: string): EnvironmentSettings {
  return v.parse(environment, {
    id,
    name,
    prometheus: { url: 'http://localhost:9090' },
    alertmanagers: [{ url: 'http://localhost:9093' }],
    tempo: { url: 'http://localhost:3200' },
  });
}

function problemsOf(issue: v.BaseIssue<unknown>): SettingsProblem[] {
  return [{ field: fieldPath(issue), message: messageOf(issue) }];
}

function messageOf(issue: v.BaseIssue<unknown>): string {
  if (issue.type === 'strict_object' && issue.expected === 'never') return 'is not a known setting';
  if (issue.received === 'undefined') return 'is missing';
  return issue.message;
}

function fieldPath(issue: v.BaseIssue<unknown>): string {
  let text = '';
  for (const item of issue.path ?? []) {
    const key = String(item.key);
    text += typeof item.key === 'number' ? `[${key}]` : text === '' ? key : `.${key}`;
  }
  return text === '' ? '(the whole file)' : text;
}
