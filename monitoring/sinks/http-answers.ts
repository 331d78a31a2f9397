import * as v from 'valibot';

/** Who a path of the HTTP sink stands in for. */
export type PostKind = 'slack' | 'pagerduty' | 'webhook';

export const SLACK_PATH = '/services/';
export const PAGERDUTY_PATH = '/v2/enqueue';

export interface Answer {
  readonly status: number;
  readonly type: 'text/html' | 'application/json';
  readonly body: string;
}

export function kindOfPath(path: string): PostKind {
  if (path.startsWith(SLACK_PATH)) return 'slack';
  return path === PAGERDUTY_PATH ? 'pagerduty' : 'webhook';
}

/**
 * What the real service answers, so that Alertmanager takes a message for sent only where the service would have taken it.
 * Sources: Slack's "Sending messages using incoming webhooks", PagerDuty's "Events API v2 overview".
 */
export function answerTo(kind: PostKind, body: unknown, fallbackKey: string): Answer {
  switch (kind) {
    case 'slack':
      return answerOfSlack(body);
    case 'pagerduty':
      return answerOfPagerDuty(body, fallbackKey);
    case 'webhook':
      return { status: 200, type: 'application/json', body: '{}' };
  }
}

function answerOfSlack(body: unknown): Answer {
  const say = (status: number, text: string): Answer => ({ status, type: 'text/html', body: text });
  const message = v.safeParse(v.record(v.string(), v.unknown()), body);
  if (!message.success) return say(400, 'invalid_payload');
  const { text, attachments, blocks } = message.output;
  const said = [text, attachments, blocks].some((part) =>
    typeof part === 'string' || Array.isArray(part) ? part.length > 0 : false,
  );
  return said ? say(200, 'ok') : say(400, 'no_text');
}

const filled = v.pipe(v.string(), v.minLength(1));

/** The required fields; a trigger also needs a payload, the others the key of what they speak of. */
const pagerDutyEvent = v.variant('event_action', [
  v.object({
    event_action: v.literal('trigger'),
    routing_key: filled,
    dedup_key: v.optional(v.pipe(v.string(), v.maxLength(255))),
    payload: v.object({
      summary: v.pipe(filled, v.maxLength(1024)),
      source: filled,
      severity: v.picklist(['critical', 'error', 'warning', 'info']),
    }),
    links: v.optional(v.array(v.object({ href: filled }))),
  }),
  v.object({
    event_action: v.picklist(['acknowledge', 'resolve']),
    routing_key: filled,
    dedup_key: v.pipe(filled, v.maxLength(255)),
  }),
]);

function answerOfPagerDuty(body: unknown, fallbackKey: string): Answer {
  const event = v.safeParse(pagerDutyEvent, body);
  const say = (status: number, answer: object): Answer => ({
    status,
    type: 'application/json',
    body: JSON.stringify(answer),
  });
  if (!event.success) {
    const errors = event.issues.map(
      (issue) => `${v.getDotPath(issue) ?? 'event'}: ${issue.message}`,
    );
    return say(400, { status: 'invalid event', message: 'Event object is invalid', errors });
  }
  const key = event.output.dedup_key ?? fallbackKey;
  return say(202, { status: 'success', message: 'Event processed', dedup_key: key });
}
