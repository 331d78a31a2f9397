import { describe, expect, test } from 'vitest';
import { draftOf, type EndpointDraft, type SettingsDraft, settingsInput } from './draft';
import {
  checkDraft,
  checkEndpoint,
  type FieldFault,
  fieldProblems,
  NUMBER_LIMITS,
  urlFault,
} from './draft-check';
import { typedKey } from './draft-secrets';
import {
  addAlertmanager,
  addEnvironment,
  addHeader,
  updateEndpoint,
  updateEnvironment,
} from './edit';
import { defaultSettings, parseSettings, type Settings, suggestedEnvironment } from './settings';

const current: Settings = {
  ...defaultSettings(),
  environments: [suggestedEnvironment('prod', 'prod')],
};
const NOTHING = { typed: {}, stored: [] };

function problemsOf(draft: SettingsDraft, secrets = NOTHING): Record<string, FieldFault> {
  const checked = checkDraft(draft, current, secrets);
  if (checked.ok) return {};
  return Object.fromEntries(checked.error.map(({ field, fault }) => [field, fault]));
}

function prometheusOf(draft: SettingsDraft): EndpointDraft {
  const endpoint = draft.environments[0]?.prometheus;
  if (!endpoint) throw new Error('no environment');
  return endpoint;
}

const withPrometheus = (change: Partial<EndpointDraft>, draft = draftOf(current)) =>
  updateEndpoint(draft, prometheusOf(draft).key, (endpoint) => ({ ...endpoint, ...change }));
const environmentKey = (draft: SettingsDraft) => draft.environments[0]?.key ?? '';

test('good settings pass', () => {
  expect(checkDraft(draftOf(current), current, NOTHING)).toEqual({ ok: true, value: current });
});

test.each([
  ['', 'empty'],
  ['localhost:9090', 'no-scheme'],
  ['metrics.example/prometheus', 'no-scheme'],
  ['ftp://x', 'scheme'],
  ['http://', 'unreadable'],
  ['http://a b', 'unreadable'],
  ['http://me:pw@x', 'credentials'],
  ['http://x/?a=1', 'query'],
  ['http://x/#/alerts', 'query'],
])('the URL %j is refused as %s', (url, fault) => {
  expect(urlFault(url)).toBe(fault);
  expect(problemsOf(withPrometheus({ url }))).toEqual({
    'environments[0].prometheus.url': { kind: 'url', fault },
  });
});

describe('problems stand at the field that has to change', () => {
  test('names and ids', () => {
    const draft = draftOf(current);
    const key = environmentKey(draft);
    expect(problemsOf(updateEnvironment(draft, key, { name: ' ' }))).toEqual({
      'environments[0].name': { kind: 'name-empty' },
    });
    expect(problemsOf(updateEnvironment(draft, key, { name: 'x'.repeat(61) }))).toEqual({
      'environments[0].name': { kind: 'too-long' },
    });
    expect(problemsOf(updateEnvironment(draft, key, { id: 'a b' }))).toEqual({
      'environments[0].id': { kind: 'id-format' },
    });
    const second = addEnvironment(draft, 'x');
    expect(problemsOf(updateEnvironment(second.draft, second.key, { id: 'prod' }))).toEqual({
      'environments[1].id': { kind: 'id-taken' },
    });
  });

  test('a second Alertmanager without URL', () => {
    const draft = draftOf(current);
    expect(problemsOf(addAlertmanager(draft, environmentKey(draft)))).toEqual({
      'environments[0].alertmanagers[1].url': { kind: 'url', fault: 'empty' },
    });
  });

  test('headers', () => {
    const draft = draftOf(current);
    const key = prometheusOf(draft).key;
    const named = (name: string, value = '') =>
      updateEndpoint(addHeader(draft, key, name), key, (endpoint) => ({
        ...endpoint,
        headers: endpoint.headers.map((header) => ({ ...header, value })),
      }));
    const field = 'environments[0].prometheus.headers[0]';
    expect(problemsOf(named(''))).toEqual({ [`${field}.name`]: { kind: 'header-name' } });
    expect(problemsOf(named('Cookie'))).toEqual({ [`${field}.name`]: { kind: 'header-own' } });
    expect(problemsOf(named('X-A', 'a\nb'))).toEqual({
      [`${field}.value`]: { kind: 'header-value' },
    });
  });

  test('a client certificate without its key, and a key without its certificate', () => {
    const field = 'environments[0].prometheus.tls';
    expect(problemsOf(withPrometheus({ certFile: '/c' }))).toEqual({
      [`${field}.keyFile`]: { kind: 'cert-pair' },
    });
    expect(problemsOf(withPrometheus({ keyFile: '/k' }))).toEqual({
      [`${field}.certFile`]: { kind: 'cert-pair' },
    });
  });

  test('numbers and thresholds', () => {
    const draft = draftOf(current);
    expect(problemsOf(withPrometheus({ timeoutSeconds: 'soon' }))).toEqual({
      'environments[0].prometheus.timeoutMs': { kind: 'number', min: 0.5, max: 120 },
    });
    const polling = { ...draft.polling, alertsSeconds: '0' };
    expect(problemsOf({ ...draft, polling })).toEqual({
      'polling.alertsSeconds': { kind: 'number', min: 1, max: 3600 },
    });
    expect(problemsOf({ ...draft, kvWarnGib: '-1' })).toEqual({
      'thresholds.kvWarnBytes': { kind: 'positive' },
    });
    expect(problemsOf({ ...draft, kvWarnGib: '8' })).toEqual({
      'thresholds.kvWarnBytes': { kind: 'threshold-order' },
    });
  });

  test('several at once, one a field', () => {
    const draft = withPrometheus({ url: '', timeoutSeconds: '' });
    expect(Object.keys(problemsOf({ ...draft, kvCriticalGib: 'x' }))).toEqual([
      'environments[0].prometheus.url',
      'environments[0].prometheus.timeoutMs',
      'thresholds.kvCriticalBytes',
    ]);
  });

  test("what is unknown here keeps the schema's words", () => {
    expect(fieldProblems([{ field: 'x.y', message: 'is odd' }], {})).toEqual([
      { field: 'x.y', fault: { kind: 'other', message: 'is odd' } },
    ]);
  });
});

describe('secrets', () => {
  const field = 'environments[0].prometheus.auth.password';
  const basic = withPrometheus({ authKind: 'basic', username: 'ops' });

  test('must be typed or stored', () => {
    expect(problemsOf(basic)).toEqual({ [field]: { kind: 'secret-empty' } });
    const password = { source: 'keychain', id: 'prod.prometheus.password', file: '' } as const;
    const withId = withPrometheus({ password }, basic);
    const typed = { [typedKey(prometheusOf(basic), 'password')]: 'hunter2' };
    expect(checkDraft(withId, current, { typed, stored: [] })).toMatchObject({ ok: true });
    expect(checkDraft(withId, current, { typed: {}, stored: [password.id] })).toMatchObject({
      ok: true,
    });
    expect(checkDraft(withId, current, NOTHING)).toMatchObject({ ok: false });
  });

  test('stored for one server must be typed again for another', () => {
    const password = { source: 'keychain', id: 'prod.prometheus.password', file: '' } as const;
    const draft = withPrometheus({ password }, basic);
    const saved = parseSettings(settingsInput(draft, current));
    if (!saved.ok) throw new Error(JSON.stringify(saved.error));
    const stored = [password.id];
    const moved = withPrometheus({ url: 'https://elsewhere:9090' }, draft);
    const typed = { [typedKey(prometheusOf(moved), 'password')]: 'hunter2' };
    const checked = checkDraft(moved, saved.value, { typed: {}, stored });
    expect(checked).toMatchObject({
      ok: false,
      error: [{ field, fault: { kind: 'secret-elsewhere', origin: 'http://localhost:9090' } }],
    });
    expect(checkDraft(moved, saved.value, { typed, stored })).toMatchObject({ ok: true });
    const deeper = withPrometheus({ url: 'http://localhost:9090/prometheus' }, draft);
    expect(checkDraft(deeper, saved.value, { typed: {}, stored })).toMatchObject({ ok: true });
  });

  test('lost from the keychain do not stop another change', () => {
    const password = { source: 'keychain', id: 'prod.prometheus.password', file: '' } as const;
    const draft = withPrometheus({ password }, basic);
    const saved = parseSettings(settingsInput(draft, current));
    if (!saved.ok) throw new Error(JSON.stringify(saved.error));
    expect(checkDraft({ ...draft, theme: 'light' }, saved.value, NOTHING)).toMatchObject({
      ok: true,
    });
  });

  test('from a file need a path', () => {
    const password = { source: 'file', id: '', file: ' ' } as const;
    expect(problemsOf(withPrometheus({ password }, basic))).toEqual({
      [field]: { kind: 'file-empty' },
    });
  });

  test('of a Tempo that is switched off do not matter', () => {
    const draft = draftOf(current);
    const key = environmentKey(draft);
    const tempo = draft.environments[0]?.tempo;
    if (!tempo) throw new Error('no tempo');
    const off = updateEnvironment(
      updateEndpoint(draft, tempo.key, (item) => ({ ...item, authKind: 'bearer', url: '' })),
      key,
      { hasTempo: false },
    );
    expect(problemsOf(off)).toEqual({});
  });
});

test('one server is checked under its name in the whole form', () => {
  const endpoint = { ...prometheusOf(draftOf(current)), url: 'x', timeoutSeconds: '0' };
  const checked = checkEndpoint(endpoint, 'environments[3].tempo', current, NOTHING);
  expect(checked.ok ? [] : checked.error.map((problem) => problem.field)).toEqual([
    'environments[3].tempo.url',
    'environments[3].tempo.timeoutMs',
  ]);
});

test('the limits shown are the limits of the schema', () => {
  const accepts = (name: string, value: number) => {
    const [environment] = current.environments;
    const input =
      name === 'timeoutMs'
        ? {
            ...current,
            environments: [
              { ...environment, prometheus: { url: 'http://p', timeoutMs: value * 1000 } },
            ],
          }
        : name === 'lostAfterMinutes'
          ? { ...current, popups: { lostAfterMinutes: value } }
          : { ...current, polling: { [name]: value } };
    return parseSettings(input).ok;
  };
  for (const [name, { min, max }] of Object.entries(NUMBER_LIMITS)) {
    expect([name, accepts(name, min), accepts(name, max)]).toEqual([name, true, true]);
    expect([name, accepts(name, min - 0.1), accepts(name, max + 1)]).toEqual([name, false, false]);
  }
});
