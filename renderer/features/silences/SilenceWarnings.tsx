import { overlaps, type SilencePreview } from '../../../shared/domain/silence-preview';
import type { SilenceDraft } from '../../../shared/domain/silences';
import type { EnvironmentState } from '../../../shared/domain/snapshot';
import { paths } from '../../app/paths';
import { TextAnchor } from '../../app/TextAnchor';
import { useFormat, useTexts } from '../../i18n/texts';
import { Callout } from '../../ui/Callout';
import styles from './silences.module.css';

/** Fewer than this and "every alert" is no alarm. */
const MANY = 3;
const SHOWN_OVERLAPS = 2;

interface SilenceWarningsProps {
  readonly found: SilencePreview | 'refused';
  readonly draft: SilenceDraft;
  readonly environment: EnvironmentState;
  readonly now: number;
}

/** What one should know before pressing the button. Nothing here forbids it. */
export function SilenceWarnings({ found, draft, environment, now }: SilenceWarningsProps) {
  const t = useTexts().silences.warning;
  if (found === 'refused') return null;
  const critical = found.muted.filter(
    (alert) => alert.severity === 'critical' && alert.state === 'firing',
  ).length;
  return (
    <>
      {critical > 0 && (
        <Callout tone="critical" title={t.critical(critical)}>
          {t.criticalBody}
        </Callout>
      )}
      {found.muted.length >= MANY && found.muted.length === found.checked && (
        <Callout tone="critical" title={t.everything}>
          {t.everythingBody}
        </Callout>
      )}
      <OverlapNote found={found} draft={draft} environment={environment} now={now} />
    </>
  );
}

function OverlapNote(props: SilenceWarningsProps & { readonly found: SilencePreview }) {
  const { found, draft, environment, now } = props;
  const t = useTexts().silences.warning;
  const format = useFormat();
  const all = overlaps(draft, Object.values(environment.silences), found.muted, now);
  if (all.length === 0) return null;
  const whole = all.some((overlap) => overlap.same || overlap.covers === found.muted.length);
  return (
    <Callout tone="warning" title={whole ? t.overlapWhole : t.overlap}>
      <ul className={styles.overlaps}>
        {all.slice(0, SHOWN_OVERLAPS).map(({ silence, covers, same }) => (
          <li key={silence.id}>
            {t.overlapBody(
              silence.id.slice(0, 8),
              silence.createdBy,
              clipped(silence.comment),
              format.dateTime(silence.endsAt),
            )}{' '}
            ({same ? t.overlapSame : t.overlapCovers(covers, found.muted.length)})
          </li>
        ))}
      </ul>
      {all.length > SHOWN_OVERLAPS && <>{t.overlapMore(all.length - SHOWN_OVERLAPS)} · </>}
      <TextAnchor to={paths.silences}>{t.showSilences}</TextAnchor>
    </Callout>
  );
}

function clipped(comment: string): string {
  return comment.length > 120 ? `${comment.slice(0, 119)}…` : comment;
}
