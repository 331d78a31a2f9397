import type { SilenceState } from '../../../shared/domain/silences';
import type { Freshness } from '../../../shared/domain/slice';
import { useFormat, useTexts } from '../../i18n/texts';
import { useNow } from '../../state/use-now';
import { Callout } from '../../ui/Callout';
import { EmptyState } from '../../ui/EmptyState';
import { FreshnessState } from '../../ui/FreshnessNote';
import { useFailureText } from '../../ui/use-failure-text';

interface SilenceListStateProps {
  readonly tab: SilenceState;
  readonly freshness: Freshness;
  /** Silences that the search hides. */
  readonly hidden: number;
}

/** In the place of the rows: none, says who; or that they cannot be listed, which is not the same. */
export function SilenceListState({ tab, freshness, hidden }: SilenceListStateProps) {
  const t = useTexts().silences.empty;
  const format = useFormat();
  if (freshness.kind === 'failed') {
    return <FreshnessState freshness={freshness} failedTitle={`${t.failed}. ${t.failedBody}`} />;
  }
  if (freshness.kind === 'loading' || freshness.kind === 'off') {
    return <FreshnessState freshness={freshness} />;
  }
  if (hidden > 0) {
    return (
      <EmptyState icon="filter" title={t.filtered}>
        {t.filteredBody(hidden)}
      </EmptyState>
    );
  }
  const at = format.time(freshness.at);
  const isStale = freshness.kind === 'stale';
  return (
    <EmptyState icon={isStale ? 'clock' : 'mute'} title={t[tab]}>
      {isStale ? t.wasStale(at) : t.answers(at)}
    </EmptyState>
  );
}

export function OldSilencesNote({ freshness }: { readonly freshness: Freshness }) {
  const t = useTexts().silences.stale;
  const format = useFormat();
  const now = useNow(5000);
  const failureText = useFailureText();
  if (freshness.kind !== 'stale') return null;
  return (
    <Callout tone="warning" title={t.title(format.time(freshness.since))}>
      {t.read(format.ago(freshness.at, now), failureText(freshness.failure))}
    </Callout>
  );
}
