import * as v from 'valibot';
import type { Received, ReceivedPost } from './received';

const slack = v.object({
  channel: v.optional(v.string(), ''),
  attachments: v.array(v.object({ title: v.optional(v.string(), '') })),
});
const pagerDuty = v.object({
  event_action: v.string(),
  payload: v.optional(v.object({ summary: v.optional(v.string(), '') }), {}),
});
const webhook = v.object({ status: v.string(), groupLabels: v.record(v.string(), v.string()) });

const MAX_LENGTH = 300;

/** One line for a terminal: time (UTC), channel, to whom, what. */
export function lineOf(message: Received): string {
  const time = new Date(message.at).toISOString().slice(11, 19);
  const what =
    message.kind === 'mail'
      ? `${message.to.join(', ')}  ${message.mail.subject}`
      : `${message.status}  ${postLine(message)}`;
  return printable(`${time}  ${message.kind.padEnd(9)}  ${what}`).slice(0, MAX_LENGTH);
}

function postLine(message: ReceivedPost): string {
  switch (message.kind) {
    case 'slack': {
      const read = v.safeParse(slack, message.body);
      const titles = read.success ? read.output.attachments.map(({ title }) => title) : [];
      return read.success ? `${read.output.channel}  ${titles.join('; ')}` : message.path;
    }
    case 'pagerduty': {
      const read = v.safeParse(pagerDuty, message.body);
      if (!read.success) return message.path;
      return `${read.output.event_action}  ${read.output.payload.summary ?? ''}`;
    }
    case 'webhook': {
      const read = v.safeParse(webhook, message.body);
      if (!read.success) return message.path;
      const labels = Object.values(read.output.groupLabels).join(' ');
      return `${message.path}  ${read.output.status}  ${labels}`;
    }
  }
}

/** Text of labels may hold what a terminal obeys. */
function printable(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, ' ');
}
