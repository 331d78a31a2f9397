import { validateDraft } from '../../../shared/domain/silence-check';
import type { OutcomeWords, SilenceDraft, SilenceOutcome } from '../../../shared/domain/silences';
import type { Failure } from '../../../shared/domain/sources';
import type { ExpireOutcome } from '../../../shared/ipc/api';
import { assertNever } from '../../../shared/result';
import type { AlertmanagerSource } from '../sources/alertmanager';
import type { WriteOutcome } from '../sources/outcome';
import { ownFailure, ownWords } from '../sources/own-failure';
import type { SourceWatch } from '../watch/source-watch';

type Peer = SourceWatch<AlertmanagerSource>;

/**
 * "Now" is written a little in the past: Alertmanager moves a past start to its own now, while a start that its clock
 * has not reached yet would leave the silence pending.
 */
const NOW_MARGIN_MS = 30_000;

/** Writes to one peer, the healthiest first; the next is tried only when it is certain that nothing was written. */
export async function writeSilence(
  peers: readonly Peer[],
  draft: SilenceDraft,
  now: number,
): Promise<SilenceOutcome> {
  const problems = validateDraft(draft, now);
  if (problems.length > 0) return { kind: 'rejected', problems };
  const body = {
    matchers: draft.matchers,
    startsAt: new Date(draft.startsAt ?? now - NOW_MARGIN_MS).toISOString(),
    endsAt: new Date(draft.endsAt).toISOString(),
    createdBy: draft.createdBy.trim(),
    comment: draft.comment.trim(),
  };
  let last: SilenceOutcome | undefined;
  for (const peer of healthiestFirst(peers)) {
    const outcome = await write(peer, (source, signal) => source.createSilence(body, signal));
    const source = peer.endpoint.name;
    switch (outcome.kind) {
      case 'done':
        return { kind: 'done', id: outcome.value.id, source };
      case 'unknown':
        return { kind: 'unknown', source, ...wordsOf(outcome.failure) };
      case 'refused':
        if (outcome.status < 500) return { kind: 'refused', source, message: outcome.message };
        last = { kind: 'refused', source, message: outcome.message };
        break;
      case 'not-sent':
        last = { kind: 'refused', source, ...wordsOf(outcome.failure) };
        break;
      default:
        assertNever(outcome);
    }
  }
  return last ?? { kind: 'refused', source: '', ...ownWords({ code: 'no-alertmanager' }) };
}

/** Expires on the first peer that knows it; `gone` when none does. */
export async function expireSilence(peers: readonly Peer[], id: string): Promise<ExpireOutcome> {
  let last: ExpireOutcome = { kind: 'gone' };
  for (const peer of healthiestFirst(peers)) {
    const outcome = await write(peer, (source, signal) => source.expireSilence(id, signal));
    const source = peer.endpoint.name;
    switch (outcome.kind) {
      case 'done':
        return { kind: 'done' };
      case 'unknown':
        return { kind: 'unknown', source, ...wordsOf(outcome.failure) };
      case 'refused':
        if (outcome.status !== 404) last = { kind: 'refused', source, message: outcome.message };
        break;
      case 'not-sent':
        last = { kind: 'refused', source, ...wordsOf(outcome.failure) };
        break;
      default:
        assertNever(outcome);
    }
  }
  return last;
}

function healthiestFirst(peers: readonly Peer[]): readonly Peer[] {
  const rank = (peer: Peer) => (peer.status().state === 'ok' ? 0 : 1);
  return [...peers].sort((a, b) => rank(a) - rank(b));
}

function wordsOf({ message, reason }: Failure): OutcomeWords {
  return { message, ...(reason === undefined ? {} : { reason }) };
}

const INTERRUPTED = ownFailure('network', { code: 'interrupted' });

function write<T>(
  peer: Peer,
  command: (source: AlertmanagerSource, signal: AbortSignal) => Promise<WriteOutcome<T>>,
): Promise<WriteOutcome<T>> {
  return peer.loop.exclusive(async (signal) => {
    const opened = await peer.endpoint.open();
    if (!opened.ok) return { kind: 'not-sent', failure: opened.error };
    try {
      return await command(opened.value, signal);
    } catch (error) {
      if (!signal.aborted) throw error;
      return { kind: 'unknown', failure: INTERRUPTED };
    }
  });
}
