import {
  type ApiHandler,
  type ApiRequest,
  type ApiResponse,
  empty,
  json,
  notFound,
  text,
} from '../http/api';
import type { AlertTable, HeldAlert } from './alert-table';
import { inhibitedBy } from './inhibition';
import { type MatcherTest, parseFilter } from './matcher';
import { type Silences, type SilenceWrite, type StoredSilence, silenceState } from './silences';

export interface AlertmanagerState {
  readonly alerts: AlertTable;
  readonly silences: Silences;
  /** Epoch ms. */
  readonly startedAt: number;
}

export const ALERTMANAGER_VERSION = '0.33.1';

const CONFIG = `route:
  receiver: email-notifications
  group_by: [alertname, service]
  routes:
  - receiver: pagerduty-notifications
    matchers: ['severity="critical"']
  - receiver: slack-notifications
    matchers: ['severity=~"warning|info"']
inhibit_rules:
- source_matchers: ['severity="critical"']
  target_matchers: ['severity="warning"']
  equal: [service, instance]
receivers:
- name: email-notifications
- name: slack-notifications
- name: pagerduty-notifications
`;
const RECEIVERS = ['email-notifications', 'slack-notifications', 'pagerduty-notifications'];
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

export function alertmanagerApi(state: AlertmanagerState, now: () => number): ApiHandler {
  return (request) => {
    const { method, path } = request;
    if (path.startsWith('/api/v1/')) return GONE;
    if (path === '/api/v2/silences' && method === 'POST') return create(request);
    const silence = /^\/api\/v2\/silence\/([^/]+)$/.exec(path)?.[1];
    if (silence !== undefined) return one(method, silence);
    if (method !== 'GET')
      return json({ code: 405, message: `method ${method} is not allowed` }, 405);
    switch (path) {
      case '/api/v2/status':
        return json(statusBody(state.startedAt));
      case '/api/v2/alerts':
        return alerts(request);
      case '/api/v2/silences':
        return silences(request);
      case '/api/v2/receivers':
        return json(RECEIVERS.map((name) => ({ labels: { name }, name })));
      case '/-/ready':
      case '/-/healthy':
        return text('OK');
      default:
        return notFound();
    }
  };

  function alerts({ params }: ApiRequest): ApiResponse {
    const filters = filtersOf(params);
    if ('problem' in filters) return json(filters.problem, 400);
    const at = now();
    const all = state.alerts.firing(at);
    const wanted = (name: string) => params.get(name) !== 'false';
    const bodies = all
      .filter((alert) => filters.tests.every((test) => test(alert.labels)))
      .map((alert) =>
        alertBody(alert, state.silences.muting(alert.labels, at), inhibitedBy(alert, all)),
      )
      .filter(({ status }) => wanted('silenced') || status.silencedBy.length === 0)
      .filter(({ status }) => wanted('inhibited') || status.inhibitedBy.length === 0)
      .filter(({ status }) => wanted('active') || status.state !== 'active');
    return json(bodies);
  }

  function silences({ params }: ApiRequest): ApiResponse {
    const filters = filtersOf(params);
    if ('problem' in filters) return json(filters.problem, 400);
    const at = now();
    const bodies = [...state.silences.list()]
      .filter((silence) => filters.tests.every((test) => test(labelsOfMatchers(silence))))
      .sort(bySilenceOrder(at))
      .map((silence) => silenceBody(silence, at))
      .filter(({ status }) => params.get('expired') !== 'false' || status.state !== 'expired');
    return json(bodies);
  }

  function create({ body }: ApiRequest): ApiResponse {
    const parsed = parsedJson(body);
    if (parsed === undefined) {
      return json(
        { code: 400, message: 'parsing silence body from "" failed, because invalid character' },
        400,
      );
    }
    return written(state.silences.create(parsed, now()), (id) => json({ silenceID: id }));
  }

  function one(method: string, id: string): ApiResponse {
    if (!UUID.test(id)) {
      return json(
        { code: 601, message: `silenceID in path must be of type uuid: ${JSON.stringify(id)}` },
        422,
      );
    }
    if (method === 'DELETE') return written(state.silences.expire(id, now()), () => empty(200));
    const found = state.silences.find(id);
    return found ? json(silenceBody(found, now())) : empty(404);
  }
}

const GONE = json(
  {
    status: 'deprecated',
    error:
      'The Alertmanager v1 API was deprecated in version 0.16.0 and is removed as of version 0.27.0 - please use the equivalent route in the v2 API',
  },
  410,
);

function written(write: SilenceWrite, done: (id: string) => ApiResponse): ApiResponse {
  switch (write.kind) {
    case 'done':
      return done(write.id);
    case 'schema':
      return json({ code: write.code, message: write.message }, 422);
    case 'refused':
      return write.message === '' ? empty(write.status) : json(write.message, write.status);
  }
}

function filtersOf(
  params: URLSearchParams,
): { readonly tests: readonly MatcherTest[] } | { readonly problem: string } {
  const tests: MatcherTest[] = [];
  for (const text of params.getAll('filter')) {
    const filter = parseFilter(text);
    if (!filter.ok) return { problem: filter.error };
    tests.push(filter.value);
  }
  return { tests };
}

/** A silence is filtered by its own matchers' names and values. */
function labelsOfMatchers({ matchers }: StoredSilence): Record<string, string> {
  return Object.fromEntries(matchers.map(({ name, value }) => [name, value]));
}

function alertBody(
  alert: HeldAlert,
  silencedBy: readonly string[],
  inhibitedBy: readonly string[],
) {
  const isSuppressed = silencedBy.length + inhibitedBy.length > 0;
  return {
    annotations: alert.annotations,
    endsAt: iso(alert.endsAt),
    fingerprint: alert.fingerprint,
    receivers: [{ name: receiverOf(alert.labels['severity']) }],
    startsAt: iso(alert.startsAt),
    status: { inhibitedBy, mutedBy: [], silencedBy, state: isSuppressed ? 'suppressed' : 'active' },
    updatedAt: iso(alert.updatedAt),
    ...(alert.generatorURL === '' ? {} : { generatorURL: alert.generatorURL }),
    labels: alert.labels,
  };
}

function receiverOf(severity: string | undefined): string {
  if (severity === 'critical') return 'pagerduty-notifications';
  return severity === 'warning' || severity === 'info'
    ? 'slack-notifications'
    : 'email-notifications';
}

function silenceBody(silence: StoredSilence, at: number) {
  return {
    id: silence.id,
    status: { state: silenceState(silence, at) },
    updatedAt: iso(silence.updatedAt),
    comment: silence.comment,
    createdBy: silence.createdBy,
    endsAt: iso(silence.endsAt),
    matchers: silence.matchers,
    startsAt: iso(silence.startsAt),
  };
}

/** Active ones first, those that end soonest on top; then pending by start; then expired, the latest on top. */
function bySilenceOrder(at: number): (a: StoredSilence, b: StoredSilence) => number {
  const order = { active: 0, pending: 1, expired: 2 } as const;
  return (a, b) => {
    const [one, other] = [silenceState(a, at), silenceState(b, at)];
    if (one !== other) return order[one] - order[other];
    if (one === 'pending') return a.startsAt - b.startsAt;
    return one === 'active' ? a.endsAt - b.endsAt : b.endsAt - a.endsAt;
  };
}

function statusBody(startedAt: number): unknown {
  return {
    cluster: { peers: [], status: 'disabled' },
    config: { original: CONFIG },
    uptime: iso(startedAt),
    versionInfo: {
      branch: 'demo',
      buildDate: '20260101-00:00:00',
      buildUser: 'batchwatch',
      goVersion: 'none',
      revision: 'demo',
      version: ALERTMANAGER_VERSION,
    },
  };
}

function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function iso(time: number): string {
  return new Date(time).toISOString();
}
