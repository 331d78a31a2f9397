import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { badInput } from '../../e2e/fixtures/bad-input/bad-input';
import { recorded } from '../../e2e/fixtures/recorded/recorded';
import {
  decodeAlerts,
  decodeAmError,
  decodeAmStatus,
  decodeSilenceId,
  decodeSilences,
} from './alertmanager';

function read<T>(result: { ok: true; value: T } | { ok: false; error: unknown }): T {
  if (!result.ok) throw new Error(`not decoded: ${JSON.stringify(result.error)}`);
  return result.value;
}

const silence = (over: Record<string, unknown> = {}) => ({
  id: '8e3c2618-03b2-458d-93a4-21b8c98493a8',
  status: { state: 'active' },
  updatedAt: '2026-11-22T15:59:22.012Z',
  comment: 'draining',
  createdBy: 'ops@example.org',
  startsAt: '2026-11-22T15:59:22.012Z',
  endsAt: '2026-11-22T16:59:22.009Z',
  matchers: [{ name: 'alertname', value: 'A', isRegex: false, isEqual: true }],
  ...over,
});

describe('decodeAlerts', () => {
  it('reads the recorded alerts', () => {
    const { items, dropped } = read(decodeAlerts(recorded('alertmanager-alerts').body));
    expect(dropped).toBe(0);
    expect(items).toHaveLength(4);
    expect(items[1]).toEqual({
      fingerprint: 'a42cdacdd96c3e2e',
      labels: {
        alertname: 'HighRequestLatency',
        cluster: 'gpu-a',
        instance: 'gpu-a-0:8000',
        job: 'transformers',
        service: 'transformers',
        severity: 'warning',
      },
      annotations: {
        description: '95%分位数请求延迟达到60000ms，超过5秒阈值',
        summary: '95%请求延迟过高',
      },
      startsAt: Date.UTC(2026, 10, 22, 15, 56, 26, 996),
      endsAt: Date.UTC(2026, 10, 22, 16, 2, 36, 996),
      updatedAt: Date.UTC(2026, 10, 22, 15, 58, 36, 999),
      generatorUrl: expect.stringContaining('http://prometheus:9090/graph?'),
      receivers: ['slack-notifications'],
      state: 'suppressed',
      silencedBy: ['8e3c2618-03b2-458d-93a4-21b8c98493a8'],
      inhibitedBy: [],
      mutedBy: [],
    });
  });

  it('keeps the sound items of a list with broken ones and says which was the first', () => {
    const decoded = read(decodeAlerts(JSON.parse(badInput('alerts-mixed.json'))));
    expect(decoded.items.map((item) => item.fingerprint)).toEqual([
      '60999041b8afbc1f',
      '00000000000000ff',
    ]);
    expect(decoded.dropped).toBe(14);
    expect(decoded.firstProblem).toEqual({
      path: '1.fingerprint',
      message: 'no fingerprint (hex digits)',
    });
  });

  it('reads what 0.25 sends: no mutedBy', () => {
    const alert = {
      fingerprint: 'ff',
      labels: {},
      annotations: {},
      startsAt: '2026-11-22T15:56:26Z',
      endsAt: '2026-11-22T15:56:26.123456789+08:00',
      updatedAt: '0001-01-01T00:00:00Z',
      receivers: [{ name: 'default' }],
      status: { state: 'unprocessed', silencedBy: null, inhibitedBy: [] },
    };
    const [item] = read(decodeAlerts([alert])).items;
    expect(item).toMatchObject({ state: 'unprocessed', silencedBy: [], mutedBy: [] });
    expect(item?.endsAt).toBe(Date.UTC(2026, 10, 22, 7, 56, 26, 123));
    expect(item).not.toHaveProperty('generatorUrl');
  });

  it('keeps labels that are named like parts of JavaScript objects', () => {
    const [item] = read(decodeAlerts(JSON.parse(badInput('alerts-special-names.json')))).items;
    expect(Object.entries(item?.labels ?? {})).toEqual([
      ['alertname', 'A'],
      ['__proto__', 'p'],
      ['constructor', 'c'],
      ['toString', 't'],
      ['hasOwnProperty', 'h'],
    ]);
    expect(Object.keys(item?.annotations ?? {})).toEqual(['__proto__']);
    expect(Object.getPrototypeOf(item?.labels)).toBe(Object.prototype);
  });

  it.each([
    [null, 'null'],
    [{}, 'an object'],
    ['[]', 'a string'],
    [undefined, 'nothing'],
    [{ status: 'success', data: [] }, 'an object'],
  ])('calls %j a wrong shape', (json, kind) => {
    expect(decodeAlerts(json)).toEqual({
      ok: false,
      error: {
        kind: 'wrong-shape',
        path: '',
        message: `expected a list of alerts, found ${kind}`,
      },
    });
  });

  it('names the place and the types, and never repeats a value', () => {
    const decoded = read(
      decodeAlerts([
        { ...JSON.parse(badInput('alerts-special-names.json'))[0], receivers: [{ name: 42 }] },
        { fingerprint: 'hunter2' },
      ]),
    );
    expect(decoded.firstProblem).toEqual({
      path: '0.receivers.0.name',
      message: 'expected a string, found a number',
    });
    expect(JSON.stringify(decoded)).not.toContain('hunter2');
  });
});

describe('decodeSilences', () => {
  it.each([
    ['alertmanager-silences', ['active', 'active', 'pending']],
    ['alertmanager-silences-after-expire', ['active', 'active', 'expired', 'expired']],
  ])('reads %s', (name, states) => {
    const { items, dropped } = read(decodeSilences(recorded(name).body));
    expect(dropped).toBe(0);
    expect(items.map((item) => item.state)).toEqual(states);
  });

  it('reads every field', () => {
    const { items } = read(decodeSilences(recorded('alertmanager-silences').body));
    expect(items[1]).toEqual({
      id: '8e3c2618-03b2-458d-93a4-21b8c98493a8',
      state: 'active',
      matchers: [
        { name: 'alertname', value: 'HighRequestLatency', isRegex: false, isEqual: true },
        { name: 'instance', value: 'gpu-a-0.*', isRegex: true, isEqual: true },
      ],
      startsAt: Date.UTC(2026, 10, 22, 15, 59, 22, 12),
      endsAt: Date.UTC(2026, 10, 22, 16, 59, 22, 9),
      updatedAt: Date.UTC(2026, 10, 22, 15, 59, 22, 12),
      createdBy: 'ops@example.org',
      comment: 'draining gpu-a-0',
    });
  });

  it('takes a matcher without isEqual for a positive one', () => {
    const { items } = read(
      decodeSilences([silence({ matchers: [{ name: 'a', value: 'b', isRegex: true }] })]),
    );
    expect(items[0]?.matchers).toEqual([{ name: 'a', value: 'b', isRegex: true, isEqual: true }]);
  });

  it('drops a silence whose id could leave its place in a URL', () => {
    const { items, dropped } = read(
      decodeSilences([silence({ id: '../status' }), silence({ id: '' }), silence()]),
    );
    expect([items.length, dropped]).toEqual([1, 2]);
  });

  it('keeps all live silences and the 500 expired ones that ended last', () => {
    const ended = (index: number) => new Date(Date.UTC(2026, 0, 1) + index * 1000).toISOString();
    const list = Array.from({ length: 2000 }, (_, index) =>
      silence({ id: `old-${index}`, status: { state: 'expired' }, endsAt: ended(index) }),
    );
    list.push(silence({ id: 'live' }), silence({ id: 'next', status: { state: 'pending' } }));
    const decoded = read(decodeSilences(list));
    expect(decoded.items).toHaveLength(502);
    expect(decoded.omitted).toBe(1500);
    expect(decoded.dropped).toBe(0);
    expect(decoded.items[0]?.id).toBe('old-1500');
    expect(decoded.items.slice(-2).map((item) => item.id)).toEqual(['live', 'next']);
  });

  it('leaves out what ended more than a day before now', () => {
    const now = Date.UTC(2026, 10, 22, 16, 0, 0);
    const ended = (hours: number) => new Date(now - hours * 3_600_000).toISOString();
    const old = (id: string, hours: number) =>
      silence({ id, status: { state: 'expired' }, endsAt: ended(hours) });
    const decoded = read(decodeSilences([old('yesterday', 23), old('before', 25)], now));
    expect(decoded.items.map((item) => item.id)).toEqual(['yesterday']);
    expect(decoded.omitted).toBe(1);
  });
});

describe('the smaller answers', () => {
  it.each([
    'alertmanager-silence-create',
    'alertmanager-silence-create-pending',
    'alertmanager-silence-edit',
    'alertmanager-silence-error-no-comment',
  ])('%s gives the id', (name) => {
    expect(read(decodeSilenceId(recorded(name).body))).toMatch(/^[0-9a-f-]{36}$/);
  });

  it('an id that is none is a wrong shape with its path', () => {
    expect(decodeSilenceId({ silenceID: 'a/b' })).toEqual({
      ok: false,
      error: { kind: 'wrong-shape', path: 'silenceID', message: 'no silence id' },
    });
    expect(decodeSilenceId('').ok).toBe(false);
  });

  it('reads the status of a server alone, of a cluster, and of 0.25 without peers', () => {
    expect(read(decodeAmStatus(recorded('alertmanager-status').body))).toEqual({
      version: '0.33.1',
      clusterStatus: 'disabled',
      peers: 0,
    });
    const cluster = { status: 'ready', peers: [{ name: 'a', address: 'b' }, {}] };
    expect(read(decodeAmStatus({ versionInfo: { version: '0.25.0' }, cluster }))).toEqual({
      version: '0.25.0',
      clusterStatus: 'ready',
      peers: 2,
    });
    expect(
      read(decodeAmStatus({ versionInfo: { version: '0.25.0' }, cluster: { status: 'disabled' } }))
        .peers,
    ).toBe(0);
    expect(decodeAmStatus({ versionInfo: {} })).toMatchObject({
      error: { kind: 'wrong-shape', path: 'versionInfo.version' },
    });
  });

  it.each([
    [
      'alertmanager-silence-error-bad-regex',
      'invalid silence: invalid label matcher 0 in set 0: invalid regular expression "(": error parsing regexp: missing closing ): `(`',
    ],
    [
      'alertmanager-silence-error-ends-in-past',
      "Failed to create silence: end time can't be in the past",
    ],
    [
      'alertmanager-silence-error-matches-empty',
      'invalid silence: matcher set 0: at least one matcher must not match the empty string',
    ],
    ['alertmanager-silence-error-no-matchers', 'matchers in body should have at least 1 items'],
    ['alertmanager-alerts-error-filter', 'error parsing regexp: missing closing ): `^(?:()$`'],
    ['alertmanager-silence-expire-unknown', ''],
  ])('%s is told in the server’s words', (name, words) => {
    expect(decodeAmError(recorded(name).body)).toBe(words);
  });

  it('finds the words of the removed v1 API too', () => {
    expect(decodeAmError(recorded('alertmanager-v1-gone').body)).toContain(
      'please use the equivalent',
    );
  });
});

describe('whatever JSON comes in', () => {
  it('nothing throws, and what is counted is all there was', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (json) => {
        for (const decode of [decodeAlerts, decodeSilences]) {
          const result = decode(json);
          expect(result.ok).toBe(Array.isArray(json));
          if (result.ok && Array.isArray(json)) {
            const { items, dropped, omitted = 0 } = result.value;
            expect(items.length + dropped + omitted).toBe(json.length);
          }
        }
        decodeSilenceId(json);
        decodeAmStatus(json);
        expect(decodeAmError(json).length).toBeLessThanOrEqual(300);
      }),
    );
  });

  it('one broken item anywhere takes away that item alone', () => {
    const good = recorded('alertmanager-alerts').body;
    if (!Array.isArray(good)) throw new Error('the recording is a list');
    const before = read(decodeAlerts(good)).items;
    fc.assert(
      fc.property(fc.jsonValue(), fc.nat({ max: good.length }), (junk, at) => {
        const result = read(decodeAlerts([...good.slice(0, at), junk, ...good.slice(at)]));
        expect(result.items).toEqual(before);
        expect(result.dropped).toBe(1);
        expect(result.firstProblem?.path).toMatch(new RegExp(`^${at}(\\.|$)`));
      }),
    );
  });
});
