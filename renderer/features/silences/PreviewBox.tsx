import type { Alert } from '../../../shared/domain/alerts';
import { instanceOf } from '../../../shared/domain/severity';
import type { SilencePreview } from '../../../shared/domain/silence-preview';
import type { EnvironmentState } from '../../../shared/domain/snapshot';
import { useFormat, useTexts } from '../../i18n/texts';
import { LabelChip } from '../../ui/LabelChip';
import { SeverityBadge, StateBadge } from '../../ui/SeverityBadge';
import styles from './silences.module.css';

const MAX_ROWS = 50;

interface PreviewBoxProps {
  readonly found: SilencePreview | 'refused';
  readonly environment: EnvironmentState;
  /** It starts later, so this is what it would mute if it held now. */
  readonly later: boolean;
}

/** The alerts it mutes now, or why that cannot be said. */
export function PreviewBox({ found, environment, later }: PreviewBoxProps) {
  const { silences: texts } = useTexts();
  const t = texts.preview;
  const format = useFormat();
  const freshness = environment.alertsFreshness;
  const readable = freshness.kind === 'fresh' || freshness.kind === 'stale';
  return (
    <section className={styles.preview} aria-label={later ? t.titleLater : t.title}>
      <h3 className={styles.previewTitle}>
        {later ? t.titleLater : t.title}
        {readable && found !== 'refused' && (
          <span className={styles.fine}>{t.checked(found.checked)}</span>
        )}
      </h3>
      {freshness.kind === 'stale' && (
        <p className={styles.caution}>{t.stale(format.time(freshness.since))}</p>
      )}
      {!readable && <p className={styles.caution}>{t.unknown}</p>}
      {readable && found === 'refused' && <p className={styles.fine}>{t.refused}</p>}
      {readable && found !== 'refused' && <Found found={found} environment={environment} />}
    </section>
  );
}

interface FoundProps {
  readonly found: SilencePreview;
  readonly environment: EnvironmentState;
}

function Found({ found, environment }: FoundProps) {
  const t = useTexts().silences.preview;
  const { muted, unchecked } = found;
  const suppressed = muted.filter((alert) => alert.state === 'suppressed').length;
  const inhibited = countInhibited(environment, muted);
  return (
    <>
      {muted.length === 0 && (
        <p>
          <b>{t.nothing}</b> <span className={styles.dim}>{t.nothingBody}</span>
        </p>
      )}
      {muted.length > 0 && (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a list that scrolls must be reachable by keyboard
        <ul className={styles.mutedList} tabIndex={0} aria-label={t.title}>
          {muted.slice(0, MAX_ROWS).map((alert) => (
            <MutedAlert key={alert.id} alert={alert} />
          ))}
        </ul>
      )}
      <p className={styles.fine}>
        {[
          muted.length > MAX_ROWS ? t.more(muted.length - MAX_ROWS) : '',
          suppressed > 0 ? t.already(suppressed) : '',
          inhibited > 0 ? t.inhibits(inhibited) : '',
          unchecked > 0 ? t.unchecked(unchecked) : '',
        ]
          .filter((text) => text !== '')
          .join(' · ')}
      </p>
    </>
  );
}

function MutedAlert({ alert }: { readonly alert: Alert }) {
  const instance = instanceOf(alert.labels);
  const name = Object.keys(alert.labels).find((label) => alert.labels[label] === instance);
  return (
    <li>
      {alert.state === 'firing' ? (
        <SeverityBadge severity={alert.severity} />
      ) : (
        <StateBadge state={alert.state} />
      )}
      <b className={styles.mutedName}>{alert.name}</b>
      {instance !== '' && name !== undefined && <LabelChip name={name} value={instance} />}
    </li>
  );
}

/** Alerts kept quiet by those that would be muted: a silenced alert goes on inhibiting. */
function countInhibited(environment: EnvironmentState, muted: readonly Alert[]): number {
  const ids = new Set(muted.map((alert) => alert.id));
  return Object.values(environment.alerts).filter(
    (alert) => !ids.has(alert.id) && alert.inhibitedBy.some((id) => ids.has(id)),
  ).length;
}
