import type { Matcher } from '../../../shared/domain/silences';
import type { AmAlert, AmSilence, AmStatus, Decoded } from '../../../shared/wire/alertmanager';
import type { HttpClient } from './http';
import type { Outcome, WriteOutcome } from './outcome';

/** The body of `POST /api/v2/silences`. Times are ISO 8601. */
export interface SilencePost {
  readonly matchers: readonly Matcher[];
  readonly startsAt: string;
  readonly endsAt: string;
  readonly createdBy: string;
  readonly comment: string;
}

export interface AlertmanagerSource {
  status(signal: AbortSignal): Promise<Outcome<AmStatus>>;
  alerts(signal: AbortSignal): Promise<Outcome<Decoded<AmAlert>>>;
  silences(signal: AbortSignal): Promise<Outcome<Decoded<AmSilence>>>;
  createSilence(
    body: SilencePost,
    signal: AbortSignal,
  ): Promise<WriteOutcome<{ readonly id: string }>>;
  expireSilence(id: string, signal: AbortSignal): Promise<WriteOutcome<null>>;
}

export declare function createAlertmanagerSource(http: HttpClient): AlertmanagerSource;
