import { describe, expect, it } from 'vitest';
import { answerTo, kindOfPath } from './http-answers';

const event = {
  routing_key: 'r',
  event_action: 'trigger',
  dedup_key: 'd',
  payload: { summary: 's', source: 'a', severity: 'critical' },
};

describe('kindOfPath', () => {
  it.each([
    ['/services/T0/B0/x', 'slack'],
    ['/v2/enqueue', 'pagerduty'],
    ['/v2/enqueue/x', 'webhook'],
    ['/', 'webhook'],
  ])('%s is %s', (path, kind) => expect(kindOfPath(path)).toBe(kind));
});

describe('the answer to PagerDuty events', () => {
  it('accepts a trigger and a resolve, and names the key', () => {
    const answer = answerTo('pagerduty', event, 'new');
    expect(answer.status).toBe(202);
    expect(JSON.parse(answer.body)).toEqual({
      status: 'success',
      message: 'Event processed',
      dedup_key: 'd',
    });
    const resolve = { routing_key: 'r', event_action: 'resolve', dedup_key: 'd' };
    expect(answerTo('pagerduty', resolve, 'new').status).toBe(202);
    const { dedup_key: _key, ...fresh } = event;
    expect(answerTo('pagerduty', fresh, 'new').body).toContain('"dedup_key":"new"');
  });

  it.each([
    ['no routing key', { ...event, routing_key: '' }],
    ['no payload', { routing_key: 'r', event_action: 'trigger' }],
    ['another severity', { ...event, payload: { ...event.payload, severity: 'page' } }],
    ['a link to nowhere', { ...event, links: [{ href: '' }] }],
    ['a long key', { ...event, dedup_key: 'd'.repeat(256) }],
    ['a resolve of nothing', { routing_key: 'r', event_action: 'resolve' }],
    ['another action', { ...event, event_action: 'shout' }],
    ['no event', 'text'],
  ])('refuses %s', (_what, body) => {
    const answer = answerTo('pagerduty', body, 'new');
    expect(answer.status).toBe(400);
    expect(JSON.parse(answer.body)).toMatchObject({ status: 'invalid event' });
  });
});

describe('the answer to Slack messages', () => {
  it.each([
    [{ text: 'x' }, 200, 'ok'],
    [{ channel: '#a', attachments: [{ text: 'x' }] }, 200, 'ok'],
    [{ text: '', attachments: [] }, 400, 'no_text'],
    ['text', 400, 'invalid_payload'],
  ])('to %j is %i %s', (body, status, text) =>
    expect(answerTo('slack', body, 'new')).toMatchObject({ status, body: text }),
  );
});
