import type { Alert } from '../../../shared/domain/alerts';
import type { Silence } from '../../../shared/domain/silences';

/** One thing that keeps an alert from notifying. Ids that nothing known answers to are told as such. */
export type Suppression =
  | { readonly kind: 'silence'; readonly silence: Silence }
  | { readonly kind: 'unknown-silence'; readonly id: string }
  | { readonly kind: 'inhibited'; readonly by: Alert }
  | { readonly kind: 'unknown-inhibitor'; readonly id: string }
  | { readonly kind: 'muted'; readonly interval: string };

/** What suppresses it, silences first, the one that ends last before the others. */
export function suppressionsOf(
  alert: Alert,
  silences: Readonly<Record<string, Silence>>,
  alerts: Readonly<Record<string, Alert>>,
): readonly Suppression[] {
  const bySilence = alert.silencedBy
    .map((id): Suppression => {
      const silence = Object.hasOwn(silences, id) ? silences[id] : undefined;
      return silence ? { kind: 'silence', silence } : { kind: 'unknown-silence', id };
    })
    .sort((a, b) => endOf(b) - endOf(a));
  const byAlert = alert.inhibitedBy.map((id): Suppression => {
    const by = Object.hasOwn(alerts, id) ? alerts[id] : undefined;
    return by ? { kind: 'inhibited', by } : { kind: 'unknown-inhibitor', id };
  });
  const byInterval = alert.mutedBy.map((interval): Suppression => ({ kind: 'muted', interval }));
  return [...bySilence, ...byAlert, ...byInterval];
}

function endOf(suppression: Suppression): number {
  return suppression.kind === 'silence' ? suppression.silence.endsAt : 0;
}
