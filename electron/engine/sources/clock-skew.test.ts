import { describe, expect, it } from 'vitest';
import { cleanUpAfterEach, clientFor, never } from '../../../e2e/fixtures/loopback-client';
import { answerJson } from '../../../e2e/fixtures/scripted-server';
import { clockSkewMs } from './clock-skew';
import { createPrometheusSource } from './prometheus';

cleanUpAfterEach();

const HOUR = 3_600_000;
const NOON = Date.UTC(2026, 10, 22, 12);
const DATE = new Date(NOON).toUTCString();

describe('the skew of a server’s clock', () => {
  it('is nothing while the times can agree', () => {
    expect(clockSkewMs(DATE, NOON - 50, NOON)).toBe(0);
    expect(clockSkewMs(DATE, NOON + 999, NOON + 1200)).toBe(0);
    expect(clockSkewMs(DATE, NOON - 9000, NOON + 9000)).toBe(0);
  });

  it('is the least they allow where they cannot', () => {
    expect(clockSkewMs(DATE, NOON - HOUR - 40, NOON - HOUR)).toBe(HOUR);
    expect(clockSkewMs(DATE, NOON + HOUR + 999, NOON + HOUR + 1200)).toBe(-HOUR);
    expect(clockSkewMs(DATE, NOON + HOUR, NOON - 5000)).toBe(0);
  });

  it('is not known without a date', () => {
    expect(clockSkewMs(undefined, 0, 1)).toBeUndefined();
    expect(clockSkewMs('soon', 0, 1)).toBeUndefined();
  });

  it.each([HOUR, -HOUR, 0])('comes with each answer (%i ms)', async (ahead) => {
    const { client } = await clientFor((_, response) => {
      response.setHeader('date', new Date(Date.now() + ahead).toUTCString());
      answerJson(response, { status: 'success', data: { groups: [] } });
    });
    const answer = await createPrometheusSource(client).rules(never());
    if (!answer.ok) throw new Error(answer.error.message);
    expect(Math.round((answer.value.skewMs ?? Number.NaN) / HOUR)).toBe(ahead / HOUR);
  });
});
