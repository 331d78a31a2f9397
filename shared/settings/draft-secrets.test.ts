import { describe, expect, test } from 'vitest';
import { draftOf, type EndpointDraft, endpointsOf, type SettingsDraft } from './draft';
import { abandonedSecrets, assignSecretIds, secretsToStore, typedKey } from './draft-secrets';
import { addAlertmanager, removeAlertmanager, updateEndpoint, updateEnvironment } from './edit';
import { referredSecrets } from './secret-origins';
import {
  defaultSettings,
  type EnvironmentSettings,
  parseSettings,
  type Settings,
  suggestedEnvironment,
} from './settings';

const basic = (endpoint: EndpointDraft): EndpointDraft => ({
  ...endpoint,
  authKind: 'basic',
  username: 'ops',
});

function start(): SettingsDraft {
  const environments: EnvironmentSettings[] = [suggestedEnvironment('prod', 'prod')];
  let draft = draftOf({ ...defaultSettings(), environments });
  const environment = draft.environments[0];
  if (!environment) throw new Error('no environment');
  draft = addAlertmanager(draft, environment.key);
  for (const { endpoint } of endpoints(draft)) draft = updateEndpoint(draft, endpoint.key, basic);
  return draft;
}

const endpoints = (draft: SettingsDraft) => draft.environments.flatMap(endpointsOf);
const passwordIds = (draft: SettingsDraft) =>
  endpoints(draft).map(({ endpoint }) => endpoint.password.id);
const typeAll = (draft: SettingsDraft) =>
  Object.fromEntries(
    endpoints(draft).map(({ endpoint }, index) => [typedKey(endpoint, 'password'), `pw${index}`]),
  );

describe('ids of secrets', () => {
  test('say where they belong and are unique', () => {
    const draft = start();
    expect(passwordIds(assignSecretIds(draft, typeAll(draft)))).toEqual([
      'prod.prometheus.password',
      'prod.alertmanager.password',
      'prod.alertmanager-2.password',
      'prod.tempo.password',
    ]);
  });

  test('are not made up where nothing was typed', () => {
    expect(passwordIds(assignSecretIds(start(), {}))).toEqual(['', '', '', '']);
  });

  test('are not taken over by the peer that moves up, nor given twice', () => {
    const draft = start();
    const assigned = assignSecretIds(draft, typeAll(draft));
    const first = endpoints(assigned)[1]?.endpoint.key ?? '';
    let next = removeAlertmanager(assigned, first);
    next = addAlertmanager(next, next.environments[0]?.key ?? '');
    const added = endpoints(next)[2]?.endpoint;
    if (!added) throw new Error('no peer');
    next = updateEndpoint(next, added.key, basic);
    next = assignSecretIds(next, { [typedKey(added, 'password')]: 'new' });
    expect(passwordIds(next).slice(1, 3)).toEqual([
      'prod.alertmanager-2.password',
      'prod.alertmanager.password',
    ]);
  });

  test('outlive a changed environment id until the secret is typed anew', () => {
    const draft = start();
    const assigned = assignSecretIds(draft, typeAll(draft));
    const renamed = updateEnvironment(assigned, assigned.environments[0]?.key ?? '', { id: 'eu' });
    expect(passwordIds(assignSecretIds(renamed, {}))).toEqual(passwordIds(assigned));
    expect(passwordIds(assignSecretIds(renamed, typeAll(renamed)))[0]).toBe(
      'eu.prometheus.password',
    );
  });
});

describe('what is stored', () => {
  test('is what was typed for a server in use, and nothing from files', () => {
    const draft = start();
    const typed = typeAll(draft);
    let assigned = assignSecretIds(draft, typed);
    const [prometheus, first] = endpoints(assigned);
    if (!prometheus || !first) throw new Error('no endpoints');
    assigned = updateEndpoint(assigned, prometheus.endpoint.key, (endpoint) => ({
      ...endpoint,
      password: { source: 'file', id: endpoint.password.id, file: '/run/p' },
    }));
    assigned = updateEndpoint(assigned, first.endpoint.key, (endpoint) => ({
      ...endpoint,
      authKind: 'none',
    }));
    assigned = updateEnvironment(assigned, assigned.environments[0]?.key ?? '', {
      hasTempo: false,
    });
    expect(secretsToStore(assigned, typed).map(({ id, value }) => [id, value])).toEqual([
      ['prod.alertmanager-2.password', 'pw2'],
    ]);
  });
});

test('only secrets this page knows and nothing refers to are given up', () => {
  const environment = {
    ...suggestedEnvironment('prod', 'prod'),
    prometheus: {
      url: 'http://p',
      auth: { kind: 'basic', username: 'ops', password: { secret: 'prod.prometheus.password' } },
    },
    tempo: { url: 'http://t', auth: { kind: 'bearer', token: { file: '/run/t' } } },
  };
  const parsed = parseSettings({ version: 1, environments: [environment] });
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.error));
  const settings: Settings = parsed.value;
  expect([...referredSecrets(settings)]).toEqual(['prod.prometheus.password']);
  expect(
    abandonedSecrets(
      ['prod.prometheus.password', 'old.tempo.token', 'never.stored', 'old.tempo.token'],
      settings,
      ['prod.prometheus.password', 'old.tempo.token', 'somebody.elses'],
    ),
  ).toEqual(['old.tempo.token']);
});
