import type { FailureReason } from '../../../shared/domain/failure-reason';
import type { Failure, FailureKind } from '../../../shared/domain/sources';
import { reasonWords } from '../../../shared/i18n/failure-words';
import { messagesFor } from '../../../shared/i18n/messages';
import { MESSAGE_MAX, oneLine } from '../../../shared/wire/text';

/** A failure in the console's own words: English for logs and the command line, `reason` for whoever speaks another. */
export function ownFailure(kind: FailureKind, reason: FailureReason): Failure {
  return { kind, ...ownWords(reason) };
}

export function ownWords(reason: FailureReason): Required<Pick<Failure, 'message' | 'reason'>> {
  return { message: oneLine(reasonWords(messagesFor('en'), reason), MESSAGE_MAX), reason };
}
