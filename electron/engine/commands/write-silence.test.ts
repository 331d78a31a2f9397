import { expect, it } from 'vitest';
import { writeSilence } from './write-silence';

it('tells in every language that there is no Alertmanager to write to', async () => {
  const draft = {
    matchers: [{ name: 'alertname', value: 'HighTTFT', isRegex: false, isEqual: true }],
    startsAt: null,
    endsAt: 3_600_000,
    createdBy: 'on-call',
    comment: 'driver update',
  };
  expect(await writeSilence([], draft, 0)).toEqual({
    kind: 'refused',
    source: '',
    message: 'no Alertmanager is configured',
    reason: { code: 'no-alertmanager' },
  });
});
