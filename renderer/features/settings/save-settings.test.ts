import { describe, expect, test } from 'vitest';
import type { SecretStoreState } from '../../../shared/ipc/api';
import { err, ok } from '../../../shared/result';
import { draftOf, type SettingsDraft } from '../../../shared/settings/draft';
import { typedKey } from '../../../shared/settings/draft-secrets';
import { removeEnvironment, updateEndpoint } from '../../../shared/settings/edit';
import {
  defaultSettings,
  parseSettings,
  type Settings,
  suggestedEnvironment,
} from '../../../shared/settings/settings';
import { type SaveDoor, saveSettings } from './save-settings';

const plain: Settings = {
  ...defaultSettings(),
  environments: [suggestedEnvironment('prod', 'prod')],
};

const withPassword = valid({
  ...plain,
  environments: [
    {
      ...suggestedEnvironment('prod', 'prod'),
      prometheus: {
        url: 'http://p',
        auth: { kind: 'basic', username: 'ops', password: { secret: 'prod.prometheus.password' } },
      },
    },
  ],
});

function valid(input: unknown): Settings {
  const parsed = parseSettings(input);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.error));
  return parsed.value;
}

/** A main process that notes what it is asked, and refuses what it is told to refuse. */
function recordingDoor(refuse: { put?: string; save?: boolean; remove?: boolean } = {}) {
  const calls: string[] = [];
  const stored = new Set<string>();
  const state = (): SecretStoreState => ({
    available: true,
    reason: 'ok',
    backend: 'test',
    stored: [...stored],
  });
  const no = err({ kind: 'failed', message: 'no room' } as const);
  const door: SaveDoor = {
    async putSecret(id, value) {
      calls.push(`put ${id} ${value}`);
      if (refuse.put === id) return no;
      stored.add(id);
      return ok(state());
    },
    async removeSecret(id) {
      calls.push(`remove ${id}`);
      if (refuse.remove) return no;
      stored.delete(id);
      return ok(state());
    },
    async saveSettings(settings) {
      calls.push('save');
      return refuse.save ? no : ok(ok(settings));
    },
  };
  return { door, calls, stored };
}

function withBasic(draft: SettingsDraft) {
  const endpoint = draft.environments[0]?.prometheus;
  if (!endpoint) throw new Error('no environment');
  const changed = updateEndpoint(draft, endpoint.key, (item) => ({
    ...item,
    authKind: 'basic',
    username: 'ops',
  }));
  return { draft: changed, typed: { [typedKey(endpoint, 'password')]: 'hunter2' } };
}

const rest = { stored: [], storedBefore: new Set<string>(), onStored: () => {} };

describe('saving', () => {
  test('stores what was typed before the settings that refer to it, which do not contain it', async () => {
    const { door, calls } = recordingDoor();
    const put: string[] = [];
    const outcome = await saveSettings(door, {
      ...rest,
      ...withBasic(draftOf(plain)),
      settings: plain,
      onStored: (id) => put.push(id),
    });
    expect(calls).toEqual(['put prod.prometheus.password hunter2', 'save']);
    expect(put).toEqual(['prod.prometheus.password']);
    expect(outcome).toMatchObject({
      kind: 'saved',
      leftBehind: null,
      settings: {
        environments: [
          { prometheus: { auth: { password: { secret: 'prod.prometheus.password' } } } },
        ],
      },
    });
    expect(JSON.stringify(outcome)).not.toContain('hunter2');
  });

  test('asks main nothing while a field is wrong', async () => {
    const { door, calls } = recordingDoor();
    const { draft } = withBasic(draftOf(plain));
    const outcome = await saveSettings(door, { ...rest, draft, typed: {}, settings: plain });
    expect(calls).toEqual([]);
    expect(outcome).toEqual({
      kind: 'invalid',
      problems: [
        {
          field: 'environments[0].prometheus.auth.password',
          fault: { kind: 'secret-empty' },
        },
      ],
    });
  });

  test('stops at a secret the keychain refuses and names its field', async () => {
    const { door, calls } = recordingDoor({ put: 'prod.prometheus.password' });
    const outcome = await saveSettings(door, {
      ...rest,
      ...withBasic(draftOf(plain)),
      settings: plain,
    });
    expect(calls).not.toContain('save');
    expect(outcome).toEqual({
      kind: 'secret-refused',
      problems: [
        {
          field: 'environments[0].prometheus.auth.password',
          fault: { kind: 'secret-refused', message: 'no room' },
        },
      ],
    });
  });

  test("gives main's reason and its own problems with fields", async () => {
    const refused = recordingDoor({ save: true });
    expect(
      await saveSettings(refused.door, {
        ...rest,
        draft: draftOf(plain),
        typed: {},
        settings: plain,
      }),
    ).toEqual({ kind: 'refused', message: 'no room' });

    const problems = [{ field: 'environments[0].prometheus.url', message: 'is taken' }];
    const { door } = recordingDoor();
    const outcome = await saveSettings(
      { ...door, saveSettings: async () => ok(err(problems)) },
      { ...rest, draft: draftOf(plain), typed: {}, settings: plain },
    );
    expect(outcome).toMatchObject({
      kind: 'invalid',
      problems: [{ field: 'environments[0].prometheus.url' }],
    });
  });

  test('tells what stands at no field, such as a file that cannot be written', async () => {
    const problems = [{ field: '(the whole file)', message: 'the disk is full' }];
    const { door } = recordingDoor();
    const outcome = await saveSettings(
      { ...door, saveSettings: async () => ok(err(problems)) },
      { ...rest, draft: draftOf(plain), typed: {}, settings: plain },
    );
    expect(outcome).toEqual({ kind: 'refused', message: 'the disk is full' });
  });

  test('removes the secrets of an environment that is gone, after saving', async () => {
    const { door, calls } = recordingDoor();
    const draft = draftOf(withPassword);
    const outcome = await saveSettings(door, {
      ...rest,
      draft: removeEnvironment(draft, draft.environments[0]?.key ?? ''),
      typed: {},
      settings: withPassword,
      stored: ['prod.prometheus.password', 'someone.elses'],
    });
    expect(outcome.kind).toBe('saved');
    expect(calls).toEqual(['save', 'remove prod.prometheus.password']);
  });

  test('removes what an earlier attempt stored in vain, and reports what stays behind', async () => {
    const { door, calls } = recordingDoor({ remove: true });
    const outcome = await saveSettings(door, {
      ...rest,
      draft: draftOf(plain),
      typed: {},
      settings: plain,
      stored: ['lab.tempo.token'],
      storedBefore: new Set(['lab.tempo.token']),
    });
    expect(calls).toEqual(['save', 'remove lab.tempo.token']);
    expect(outcome).toMatchObject({
      kind: 'saved',
      leftBehind: { count: 1, message: 'no room' },
    });
  });

  test('keeps the secret of an environment whose id changed', async () => {
    const { door, calls } = recordingDoor();
    const draft = draftOf(withPassword);
    const outcome = await saveSettings(door, {
      ...rest,
      draft: {
        ...draft,
        environments: draft.environments.map((item) => ({ ...item, id: 'eu' })),
      },
      typed: {},
      settings: withPassword,
      stored: ['prod.prometheus.password'],
    });
    expect(outcome.kind).toBe('saved');
    expect(calls).toEqual(['save']);
  });
});
