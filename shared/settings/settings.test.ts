import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  defaultSettings,
  isBaseUrl,
  parseEndpoint,
  parseSettings,
  suggestedEnvironment,
} from './settings';

const minimal = {
  version: 1,
  environments: [
    {
      id: 'prod',
      name: 'prod',
      prometheus: { url: 'http://localhost:9090' },
      alertmanagers: [{ url: 'http://localhost:9093' }],
    },
  ],
};

const fields = (input: unknown): readonly string[] => {
  const parsed = parseSettings(input);
  return parsed.ok ? [] : parsed.error.map((problem) => problem.field);
};

/** The minimal settings with one field of their environment replaced. */
const withEnvironment = (change: object) => ({
  ...minimal,
  environments: [{ ...minimal.environments[0], ...change }],
});

describe('parseSettings', () => {
  it('fills everything left out', () => {
    const parsed = parseSettings(minimal);
    if (!parsed.ok) throw new Error('refused');
    expect(parsed.value.polling).toEqual({
      alertsSeconds: 10,
      panelsSeconds: 5,
      rangesSeconds: 30,
      tracesSeconds: 30,
    });
    expect(parsed.value.thresholds).toEqual({
      kvWarnBytes: 5 * 2 ** 30,
      kvCriticalBytes: 8 * 2 ** 30,
    });
    expect(parsed.value.environments[0]?.prometheus).toMatchObject({
      auth: { kind: 'none' },
      headers: [],
      tls: { skipVerify: false },
      timeoutMs: 10_000,
    });
  });

  it('takes its own output again unchanged, whatever was given', () => {
    fc.assert(
      fc.property(
        fc.record(
          {
            language: fc.constantFrom('system', 'en', 'zh'),
            theme: fc.constantFrom('system', 'dark', 'light'),
            range: fc.constantFrom('15m', '24h'),
            author: fc.string({ maxLength: 200 }),
            startAtLogin: fc.boolean(),
            popups: fc.record({ enabled: fc.boolean() }, { requiredKeys: [] }),
          },
          { requiredKeys: [] },
        ),
        (change) => {
          const once = parseSettings({ ...minimal, ...change });
          if (!once.ok) throw new Error(JSON.stringify(once.error));
          expect(parseSettings(JSON.parse(JSON.stringify(once.value)))).toEqual(once);
        },
      ),
    );
  });

  it('names the field that is wrong', () => {
    expect(fields({ ...minimal, version: 2 })).toEqual(['version']);
    expect(fields({ version: 1 })).toEqual(['environments']);
    expect(fields({ ...minimal, colour: 'red' })).toEqual(['colour']);
    expect(fields(withEnvironment({ prometheus: { url: 'localhost:9090' } }))).toEqual([
      'environments[0].prometheus.url',
    ]);
    expect(fields(withEnvironment({ alertmanagers: [] }))).toEqual([
      'environments[0].alertmanagers',
    ]);
    expect(fields(withEnvironment({ id: 'a b' }))).toEqual(['environments[0].id']);
    expect(fields(withEnvironment({ name: '  ' }))).toEqual(['environments[0].name']);
    expect(
      fields({ ...minimal, environments: [minimal.environments[0], minimal.environments[0]] }),
    ).toEqual(['environments']);
    expect(fields({ ...minimal, thresholds: { kvWarnBytes: 2, kvCriticalBytes: 1 } })).toEqual([
      'thresholds',
    ]);
    expect(fields([])).toEqual(['version', 'environments']);
    for (const input of [null, 'x', 7]) expect(fields(input)).toEqual(['(the whole file)']);
  });

  it('has no place for a secret in plain text, and does not repeat one it was given', () => {
    for (const auth of [
      { kind: 'bearer', token: 'hunter2' },
      { kind: 'basic', username: 'u', password: 'hunter2' },
      { kind: 'bearer', token: { secret: 'id', value: 'hunter2' } },
      { kind: 'bearer', token: { value: 'hunter2' } },
      { kind: 'digest', password: 'hunter2' },
      'hunter2',
    ]) {
      const parsed = parseSettings(withEnvironment({ prometheus: { url: 'http://a', auth } }));
      expect(parsed.ok, JSON.stringify(auth)).toBe(false);
      expect(JSON.stringify(parsed)).not.toContain('hunter2');
    }
  });

  it('refuses headers that carry credentials or break out of their line', () => {
    const header = (name: string, value: string) =>
      fields(withEnvironment({ prometheus: { url: 'http://a', headers: [{ name, value }] } }));
    expect(header('X-Scope-OrgID', 'tenant-1')).toEqual([]);
    expect(header('authorization', 'Bearer x')).toEqual([
      'environments[0].prometheus.headers[0].name',
    ]);
    expect(header('Cookie', 'a=b')).toEqual(['environments[0].prometheus.headers[0].name']);
    expect(header('X A', '1')).toEqual(['environments[0].prometheus.headers[0].name']);
    expect(header('X-A', 'a\r\nHost: evil')).toEqual([
      'environments[0].prometheus.headers[0].value',
    ]);
  });

  it('wants both halves of a client certificate', () => {
    const endpoint = { url: 'https://a', tls: { certFile: '/c.pem' } };
    expect(fields(withEnvironment({ prometheus: endpoint }))).toEqual([
      'environments[0].prometheus.tls',
    ]);
    expect(parseEndpoint({ ...endpoint, tls: { certFile: '/c.pem', keyFile: '/k.pem' } }).ok).toBe(
      true,
    );
  });
});

describe('isBaseUrl', () => {
  it('keeps a path prefix and refuses everything that is no plain base', () => {
    for (const url of ['http://a', 'https://a:1/prometheus', 'http://[::1]:9090/', 'HTTP://A/x']) {
      expect(isBaseUrl(url), url).toBe(true);
    }
    for (const url of [
      '',
      'a',
      'file:///etc/passwd',
      'ftp://a',
      'javascript:alert(1)',
      'http://user@a',
      'http://user:pw@a',
      'http://a/?q=1',
      'http://a/#x',
      'http://',
    ]) {
      expect(isBaseUrl(url), url).toBe(false);
    }
  });
});

describe('defaults', () => {
  it('are valid settings without environments', () => {
    expect(parseSettings(defaultSettings())).toEqual({ ok: true, value: defaultSettings() });
    expect(defaultSettings().environments).toEqual([]);
  });

  it('suggest the three servers on this machine', () => {
    const suggested = suggestedEnvironment('local', 'This machine');
    expect(suggested.prometheus.url).toBe('http://localhost:9090');
    expect(suggested.alertmanagers.map((endpoint) => endpoint.url)).toEqual([
      'http://localhost:9093',
    ]);
    expect(suggested.tempo?.url).toBe('http://localhost:3200');
    expect(parseSettings({ ...defaultSettings(), environments: [suggested] }).ok).toBe(true);
  });
});
