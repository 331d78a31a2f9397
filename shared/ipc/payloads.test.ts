import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import type { RequestName, Requests } from './api';
import { type Payload, payloadSchemas } from './payloads';

/** Fails the type check when the contract allows something that a schema's output cannot hold. */
const contractFits: { [N in RequestName]: (allowed: Requests[N]['payload']) => Payload<N> } = {
  'app.bootstrap': (p) => p,
  'engine.snapshot': (p) => p,
  'engine.refresh': (p) => p,
  'engine.restart': (p) => p,
  'engine.select': (p) => p,
  'engine.range': (p) => p,
  'silence.create': (p) => p,
  'silence.expire': (p) => p,
  'popups.pause': (p) => p,
  'settings.save': (p) => p,
  'secrets.put': (p) => p,
  'secrets.remove': (p) => p,
  'connection.test': (p) => p,
  'link.open': (p) => p,
  'file.pick': (p) => p,
};

const draft = {
  matchers: [{ name: 'alertname', value: 'KvCacheFull', isRegex: false, isEqual: true }],
  startsAt: null,
  endsAt: 1_800_000_000_000,
  createdBy: 'on call',
  comment: 'known',
};

const good: { [N in RequestName]: Requests[N]['payload'][] | unknown[] } = {
  'app.bootstrap': [null],
  'engine.snapshot': [null],
  'engine.refresh': [null],
  'engine.restart': [null],
  'engine.select': [{ env: 'prod' }],
  'engine.range': [{ range: '1h' }],
  'silence.create': [
    { env: 'prod', draft },
    { env: 'prod', draft: { ...draft, endsAt: Number.NaN, matchers: [] } },
  ],
  'silence.expire': [{ env: 'prod', id: '0b2c7b3e-4f0e-4f5e-8f65-2a3c2a7e0b11' }],
  'popups.pause': [{ until: null }, { until: 1_800_000_000_000 }],
  'settings.save': [{ settings: { version: 1, environments: [] } }],
  'secrets.put': [{ id: 'prod.prometheus', value: 's3cret' }],
  'secrets.remove': [{ id: 'prod.prometheus' }],
  'connection.test': [
    { source: 'tempo', endpoint: {} },
    { source: 'tempo', endpoint: {}, secret: 'x' },
  ],
  'link.open': [{ url: 'https://example.org' }],
  'file.pick': [{ purpose: 'ca' }],
};

const bad: { [N in RequestName]: unknown[] } = {
  'app.bootstrap': [undefined, {}, 0],
  'engine.snapshot': [{ all: true }],
  'engine.refresh': ['now'],
  'engine.restart': [undefined, 0, {}],
  'engine.select': [null, {}, { env: 1 }, { env: '' }, { env: 'a', more: 1 }],
  'engine.range': [{ range: '7d' }, { range: ['1h'] }],
  'silence.create': [
    { env: 'prod' },
    { env: 'prod', draft: { ...draft, matchers: 'all' } },
    { env: 'prod', draft: { ...draft, endsAt: '2027-01-01' } },
    { env: 'prod', draft: { ...draft, comment: 'x'.repeat(10_001) } },
    { env: 'prod', draft: { ...draft, id: 'overwrites another' } },
    { env: 'prod', draft: { ...draft, matchers: Array(201).fill(draft.matchers[0]) } },
  ],
  'silence.expire': [
    { env: 'prod', id: '../../api/v1/admin' },
    { env: 'prod', id: '' },
  ],
  'popups.pause': [{ until: Number.POSITIVE_INFINITY }, { until: 'tomorrow' }, {}],
  'settings.save': [null, { settings: {}, path: '/etc/passwd' }],
  'secrets.put': [
    { id: 'a b', value: 'x' },
    { id: 'a', value: '' },
    { id: 'a', value: 7 },
  ],
  'secrets.remove': [{ id: '__proto__\n' }],
  'connection.test': [
    { source: 'grafana', endpoint: {} },
    { source: 'tempo', endpoint: {}, secret: 1 },
  ],
  'link.open': [{ url: 1 }, { url: `https://a/${'x'.repeat(10_000)}` }],
  'file.pick': [{ purpose: 'anything' }, { purpose: 'ca', defaultPath: '/' }],
};

describe('payload schemas', () => {
  it('cover the contract', () => {
    expect(Object.keys(payloadSchemas).sort()).toEqual(Object.keys(contractFits).sort());
  });

  for (const name of Object.keys(payloadSchemas) as RequestName[]) {
    it(`${name} takes what the contract allows and nothing else`, () => {
      for (const payload of good[name]) {
        expect(v.safeParse(payloadSchemas[name], payload).success, JSON.stringify(payload)).toBe(
          true,
        );
      }
      for (const payload of bad[name]) {
        expect(v.safeParse(payloadSchemas[name], payload).success, JSON.stringify(payload)).toBe(
          false,
        );
      }
    });
  }
});
