import type { FailureReason } from '../domain/failure-reason';
import { assertNever } from '../result';
import type { Messages } from './messages';

/** A failure or a refusal in one line: in the user's language what the console found, as they are the server's own words. */
export function failureWords(
  messages: Messages,
  { message, reason }: { readonly message: string; readonly reason?: FailureReason },
): string {
  return reason === undefined ? message : reasonWords(messages, reason);
}

export function reasonWords(messages: Messages, reason: FailureReason): string {
  const t = messages.source.reason;
  switch (reason.code) {
    case 'refused':
    case 'unknown-name':
    case 'name-lookup':
    case 'no-way':
    case 'not-taken':
    case 'closed':
    case 'cut-off':
    case 'not-http':
    case 'damaged':
    case 'failed': {
      const words = t.network[reason.code](reason.host);
      return reason.system === '' ? words : t.withCode(words, reason.system);
    }
    case 'self-signed':
    case 'private-authority':
    case 'unknown-authority':
    case 'expired':
    case 'not-yet-valid':
    case 'other-name':
      return t.withCode(t.certificate[reason.code], reason.system);
    case 'handshake':
      return t.withCode(t.handshake(reason.detail, t.hint[reason.hint]), reason.system);
    case 'no-connection':
    case 'no-answer':
    case 'no-end':
      return t.timeout[reason.code](reason.seconds);
    case 'too-large':
      return t.tooLarge(reason.mib);
    case 'interrupted':
    case 'no-alertmanager':
    case 'no-silence-id':
    case 'page-instead':
      return t.command[reason.code];
    default:
      return assertNever(reason);
  }
}
