import { describe, expect, test } from 'vitest';
import { draftOf, type SettingsDraft, settingsInput } from './draft';
import {
  addAlertmanager,
  addEnvironment,
  addHeader,
  duplicateEnvironment,
  environmentId,
  moveEnvironment,
  removeAlertmanager,
  removeEnvironment,
  renameEnvironment,
  updateEndpoint,
} from './edit';
import { defaultSettings, parseSettings, type Settings, suggestedEnvironment } from './settings';

const settings: Settings = {
  ...defaultSettings(),
  environments: [suggestedEnvironment('prod', 'prod'), suggestedEnvironment('lab', 'lab')],
};

function environment(draft: SettingsDraft, index: number) {
  const found = draft.environments[index];
  if (!found) throw new Error(`no environment ${index}`);
  return found;
}

const ids = (draft: SettingsDraft) => draft.environments.map((item) => item.id);

describe('environments', () => {
  test('a new one is ready to be saved with the default ports', () => {
    const { draft, key } = addEnvironment(draftOf(defaultSettings()), 'My servers');
    const parsed = parseSettings(settingsInput(draft, defaultSettings()));
    expect(parsed).toMatchObject({
      ok: true,
      value: {
        environments: [
          {
            id: 'my-servers',
            name: 'My servers',
            prometheus: { url: 'http://localhost:9090' },
            alertmanagers: [{ url: 'http://localhost:9093' }],
            tempo: { url: 'http://localhost:3200' },
          },
        ],
      },
    });
    expect(environment(draft, 0).key).toBe(key);
  });

  test('a copy has keys and an id of its own, and no secret of the keychain', () => {
    const original = updateEndpoint(
      draftOf(settings),
      environment(draftOf(settings), 0).prometheus.key,
      (endpoint) => ({
        ...endpoint,
        authKind: 'basic',
        username: 'ops',
        password: { source: 'keychain', id: 'prod.prometheus.password', file: '' },
        token: { source: 'file', id: '', file: '/run/token' },
      }),
    );
    const { draft } = duplicateEnvironment(original, environment(original, 0).key, 'prod copy');
    const copy = environment(draft, 2);
    expect(copy).toMatchObject({ id: 'prod-copy', name: 'prod copy' });
    expect(copy.prometheus).toMatchObject({ username: 'ops', password: { id: '' } });
    expect(copy.prometheus.token.file).toBe('/run/token');
    const keys = draft.environments.flatMap((item) => [item.key, item.prometheus.key]);
    expect(new Set(keys).size).toBe(6);
  });

  test('are moved within the list and not out of it', () => {
    const draft = draftOf(settings);
    const first = environment(draft, 0).key;
    expect(ids(moveEnvironment(draft, first, 1))).toEqual(['lab', 'prod']);
    expect(moveEnvironment(draft, first, -1)).toBe(draft);
    expect(ids(removeEnvironment(draft, first))).toEqual(['lab']);
  });

  test("only a new one's id follows its name", () => {
    const draft = draftOf(settings);
    expect(ids(renameEnvironment(draft, environment(draft, 0).key, 'GPU'))).toEqual([
      'prod',
      'lab',
    ]);
    const added = addEnvironment(draft, 'x');
    expect(ids(renameEnvironment(added.draft, added.key, 'GPU pool A'))[2]).toBe('gpu-pool-a');
    expect(ids(renameEnvironment(added.draft, added.key, 'prod'))[2]).toBe('prod-2');
  });
});

test.each([
  ['GPU pool A', 'gpu-pool-a'],
  ['生产', 'env'],
  ['__x__', 'x'],
  ['Müller', 'mu-ller'],
  ['a'.repeat(80), 'a'.repeat(36)],
])('the id of %j is %j', (name, id) => {
  expect(environmentId(name, [])).toBe(id);
});

describe('servers', () => {
  test('the last Alertmanager stays', () => {
    const draft = draftOf(settings);
    const { key, alertmanagers } = environment(draft, 0);
    const two = addAlertmanager(draft, key);
    expect(environment(two, 0).alertmanagers.map((peer) => peer.url)).toEqual([
      'http://localhost:9093',
      '',
    ]);
    const peer = alertmanagers[0]?.key ?? '';
    const one = removeAlertmanager(two, peer);
    expect(environment(one, 0).alertmanagers.map((item) => item.url)).toEqual(['']);
    const last = environment(one, 0).alertmanagers[0]?.key ?? '';
    expect(environment(removeAlertmanager(one, last), 0).alertmanagers).toHaveLength(1);
  });

  test('a change touches one server and leaves the other environments as they are', () => {
    const draft = draftOf(settings);
    const key = environment(draft, 0).tempo.key;
    const changed = updateEndpoint(draft, key, (endpoint) => ({ ...endpoint, url: 'http://t' }));
    expect(environment(changed, 0).tempo.url).toBe('http://t');
    expect(environment(changed, 0).prometheus).toBe(environment(draft, 0).prometheus);
    expect(environment(changed, 1)).toBe(environment(draft, 1));
  });

  test('headers get keys of their own', () => {
    const draft = draftOf(settings);
    const key = environment(draft, 1).prometheus.key;
    const two = addHeader(addHeader(draft, key, 'X-Scope-OrgID'), key);
    const keys = environment(two, 1).prometheus.headers.map((header) => header.key);
    expect(new Set(keys).size).toBe(2);
    expect(environment(two, 1).prometheus.headers[0]?.name).toBe('X-Scope-OrgID');
  });
});
