import { expect, test } from 'vitest';
import { isDetail, placeOf } from './places';

test.each([
  ['environments[0].prometheus.url', { section: 'environments', environment: 0 }],
  ['environments[12].id', { section: 'environments', environment: 12 }],
  ['polling.alertsSeconds', { section: 'watching' }],
  ['thresholds.kvWarnBytes', { section: 'watching' }],
  ['popups.severities', { section: 'popups' }],
  ['theme', { section: 'appearance' }],
  ['author', { section: 'general' }],
  ['(the whole file)', { section: 'general' }],
])('%s is edited in %o', (field, place) => {
  expect(placeOf(field)).toEqual(place);
});

test.each([
  ['environments[0].prometheus.url', false],
  ['environments[0].name', false],
  ['environments[0].traceService', false],
  ['environments[0].prometheus.name', true],
  ['environments[0].alertmanagers[1].name', true],
  ['environments[0].alertmanagers[1].auth.password', true],
  ['environments[0].tempo.timeoutMs', true],
  ['environments[0].tempo.tls.keyFile', true],
  ['environments[0].tempo.headers[2].value', true],
])('%s is folded away: %s', (field, folded) => {
  expect(isDetail(field)).toBe(folded);
});
