import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  draftOf,
  numberFrom,
  rebaseDraft,
  type SettingsDraft,
  sameDraft,
  settingsInput,
} from './draft';
import { defaultSettings, parseSettings, type Settings, suggestedEnvironment } from './settings';

const GIB = 1024 ** 3;

const endpoint = fc.record({
  name: fc.constantFrom('', 'am-a'),
  url: fc.constantFrom('http://localhost:9090', 'https://metrics.example/prometheus'),
  auth: fc.oneof(
    fc.constant({ kind: 'none' }),
    fc.record({
      kind: fc.constant('basic'),
      username: fc.string({ maxLength: 20 }),
      password: fc.oneof(
        fc.constant({ secret: 'prod.prometheus.password' }),
        fc.constant({ file: '/run/secrets/p' }),
      ),
    }),
    fc.record({ kind: fc.constant('bearer'), token: fc.constant({ secret: 'prod.tempo.token' }) }),
  ),
  headers: fc.array(
    fc.record({
      name: fc.constantFrom('X-Scope-OrgID', 'X-A'),
      value: fc.constantFrom('', 'team'),
    }),
    { maxLength: 3 },
  ),
  tls: fc.constantFrom(
    { skipVerify: false },
    { caFile: '/ca.pem', skipVerify: true },
    { certFile: '/c.pem', keyFile: '/k.pem', skipVerify: false },
  ),
  timeoutMs: fc.integer({ min: 500, max: 120_000 }),
});

const settingsArbitrary = fc
  .record({
    environments: fc.uniqueArray(
      fc.record(
        {
          id: fc.constantFrom('prod', 'staging', 'lab'),
          name: fc.constantFrom('prod', '生产'),
          prometheus: endpoint,
          alertmanagers: fc.array(endpoint, { minLength: 1, maxLength: 3 }),
          tempo: endpoint,
          traceService: fc.constantFrom('transformers', 'api'),
        },
        { requiredKeys: ['id', 'name', 'prometheus', 'alertmanagers'] },
      ),
      { selector: (item) => item.id },
    ),
    language: fc.constantFrom('system', 'en', 'zh'),
    range: fc.constantFrom('15m', '24h'),
    polling: fc.record({ alertsSeconds: fc.double({ min: 1, max: 3600, noNaN: true }) }),
    thresholds: fc
      .tuple(fc.integer({ min: 1, max: 64 * GIB }), fc.integer({ min: 1, max: 64 * GIB }))
      .map(([a, b]) => ({ kvWarnBytes: a, kvCriticalBytes: a + b })),
    popups: fc.record({
      lostAfterMinutes: fc.option(fc.double({ min: 1, max: 1440, noNaN: true })),
    }),
    author: fc.constantFrom('', 'on-call'),
  })
  .map((value) => valid({ version: 1, ...value }));

function valid(input: unknown): Settings {
  const parsed = parseSettings(input);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.error));
  return parsed.value;
}

describe('a draft', () => {
  test('saved unchanged gives the same settings, bytes and milliseconds to the last digit', () => {
    fc.assert(
      fc.property(settingsArbitrary, (settings) => {
        expect(valid(settingsInput(draftOf(settings), settings))).toEqual(settings);
      }),
    );
  });

  test('keeps its keys over saving and gives new parts keys of their own', () => {
    const one = { ...defaultSettings(), environments: [suggestedEnvironment('prod', 'prod')] };
    const draft = draftOf(one);
    const two = { ...one, environments: [suggestedEnvironment('lab', 'lab'), ...one.environments] };
    const after = draftOf(two, draft);
    expect(after.environments[1]).toEqual(draft.environments[0]);
    const keys = after.environments.flatMap((item) => [
      item.key,
      item.prometheus.key,
      item.tempo.key,
      ...item.alertmanagers.map((peer) => peer.key),
    ]);
    expect(new Set(keys).size).toBe(8);
  });

  test('forgets the selected environment with the environment', () => {
    const settings = { ...defaultSettings(), selected: 'prod' };
    expect(settingsInput(draftOf(settings), settings)).toMatchObject({ selected: '' });
  });

  test('keeps typed minutes that do not apply, so that they are there when they do', () => {
    const typed = { ...draftOf(defaultSettings()), lostTold: false, lostAfterMinutes: '7' };
    const saved = valid(settingsInput(typed, defaultSettings()));
    expect(saved.popups.lostAfterMinutes).toBeNull();
    expect(draftOf(saved, typed)).toMatchObject({ lostTold: false, lostAfterMinutes: '7' });
    expect(draftOf(saved)).toMatchObject({ lostTold: false, lostAfterMinutes: '2' });
  });

  test('counts an equal number written otherwise as unchanged', () => {
    const draft = draftOf(defaultSettings());
    expect(sameDraft(draft, { ...draft, kvWarnGib: '5.0' })).toBe(true);
    expect(sameDraft(draft, { ...draft, kvWarnGib: '5.1' })).toBe(false);
    expect(sameDraft(draft, { ...draft, kvWarnGib: '' })).toBe(false);
  });
});

test.each([
  ['5', 5],
  [' 2,5 ', 2.5],
  ['.5', 0.5],
  ['-1', -1],
])('%j means %d', (text, number) => {
  expect(numberFrom(text)).toBe(number);
});

test.each(['', ' ', '5 s', 'e3', '0x10', 'Infinity', '1.2.3'])('%j is no number', (text) => {
  expect(numberFrom(text)).toBeNaN();
});

describe('settings that change elsewhere', () => {
  const from = { ...defaultSettings(), environments: [suggestedEnvironment('prod', 'prod')] };
  const to: Settings = { ...from, author: 'on-call', theme: 'light', language: 'zh' };

  test('are followed where nothing was edited', () => {
    expect(sameDraft(rebaseDraft(draftOf(from), from, to), draftOf(to))).toBe(true);
  });

  test('leave what was edited here', () => {
    const edited: SettingsDraft = { ...draftOf(from), theme: 'dark', kvWarnGib: '' };
    const rebased = rebaseDraft(edited, from, to);
    expect(rebased).toMatchObject({
      theme: 'dark',
      kvWarnGib: '',
      author: 'on-call',
      language: 'zh',
    });
  });

  test('keep an edited environment and its keys', () => {
    const draft = draftOf(from);
    const edited = {
      ...draft,
      environments: draft.environments.map((item) => ({ ...item, name: 'production' })),
    };
    expect(rebaseDraft(edited, from, to).environments).toEqual(edited.environments);
  });
});
