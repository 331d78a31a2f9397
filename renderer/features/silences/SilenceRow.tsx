// biome-ignore-all lint/a11y/useSemanticElements: cells of a table whose rows are at absolute places
import { useMemo } from 'react';
import { useLocation, useNavigate } from 'react-router';
import type { Alert } from '../../../shared/domain/alerts';
import { formatMatcher } from '../../../shared/domain/matcher-text';
import { operatorOf } from '../../../shared/domain/matchers';
import { preview } from '../../../shared/domain/silence-preview';
import type { Silence, SilenceState } from '../../../shared/domain/silences';
import type { EnvironmentState } from '../../../shared/domain/snapshot';
import { paths } from '../../app/paths';
import { useFormat, useTexts } from '../../i18n/texts';
import { useNow } from '../../state/use-now';
import { Button } from '../../ui/Button';
import { ConfirmButton } from '../../ui/ConfirmButton';
import { cx } from '../../ui/class-names';
import { LabelChip } from '../../ui/LabelChip';
import styles from './silences.module.css';
import type { Expire } from './use-expire';

/** A silence may have any number; the rest is in the tooltip. */
const SHOWN_MATCHERS = 8;
const SOON_MS = 15 * 60_000;

interface SilenceRowProps {
  readonly silence: Silence;
  readonly tab: SilenceState;
  readonly environment: EnvironmentState;
  readonly alerts: readonly Alert[];
  /** By Alertmanager's account. */
  readonly muted: number;
  readonly expire: Expire;
}

export function SilenceRow(props: SilenceRowProps) {
  const { silence, tab, environment, alerts, muted, expire } = props;
  const { silences: t } = useTexts();
  const what = silence.matchers.map(formatMatcher).join(', ');
  const rest = silence.matchers.length - SHOWN_MATCHERS;
  return (
    <div role="presentation" className={styles.columns}>
      <div role="cell" className={styles.what}>
        <div className={styles.chips} title={what}>
          {silence.matchers.slice(0, SHOWN_MATCHERS).map((matcher) => (
            <LabelChip
              key={formatMatcher(matcher)}
              name={matcher.name}
              value={matcher.value}
              operator={operatorOf(matcher)}
            />
          ))}
          {rest > 0 && <span className={styles.dim}>{t.row.moreMatchers(rest)}</span>}
        </div>
        <div className={styles.comment} title={silence.comment}>
          {silence.comment === '' ? (
            <span className={styles.faint}>{t.row.noComment}</span>
          ) : (
            silence.comment
          )}
        </div>
      </div>
      <div role="cell" className={styles.who}>
        <div className={styles.cut} title={silence.createdBy}>
          {silence.createdBy || <span className={styles.faint}>{t.row.noAuthor}</span>}
        </div>
        <code className={styles.id} title={t.row.id(silence.id)}>
          {silence.id.slice(0, 8)}
        </code>
        <PeerNote silence={silence} environment={environment} />
      </div>
      <div role="cell">
        <When silence={silence} tab={tab} />
      </div>
      <div role="cell">
        <Mutes
          silence={silence}
          tab={tab}
          environment={environment}
          alerts={alerts}
          muted={muted}
        />
      </div>
      <div role="cell" className={styles.actions}>
        {tab === 'expired' ? (
          <Recreate env={environment.id} silence={silence} what={what} />
        ) : (
          <ConfirmButton
            label={`${t.expire.button} ${t.expire.label(what)}`}
            question={t.expire.sure}
            disabled={expire.busy.has(silence.id)}
            onConfirm={() => expire.run(silence.id)}
          >
            {expire.busy.has(silence.id) ? t.expire.busy : t.expire.button}
          </ConfirmButton>
        )}
      </div>
    </div>
  );
}

/** HA peers gossip; a silence that only some of them have may not hold everywhere. */
function PeerNote(props: { readonly silence: Silence; readonly environment: EnvironmentState }) {
  const { silence, environment } = props;
  const { silences: t } = useTexts();
  const peers = environment.sources.filter((source) => source.kind === 'alertmanager');
  const having = peers.filter((source) => silence.peers.includes(source.id));
  const reachable = peers.filter((source) => source.state === 'ok');
  if (having.length === 0 || reachable.every((source) => silence.peers.includes(source.id))) {
    return null;
  }
  return (
    <div className={styles.caution}>
      {t.row.notOn(having.map((source) => source.name).join(', '))}
    </div>
  );
}

function When({ silence, tab }: { readonly silence: Silence; readonly tab: SilenceState }) {
  const { silences: t } = useTexts();
  const format = useFormat();
  const now = useNow(1000);
  const { startsAt, endsAt } = silence;
  const title = `${format.full(startsAt)} – ${format.full(endsAt)} ${format.zone(endsAt)}`;
  const left = endsAt - now;
  switch (tab) {
    case 'active':
      return (
        <div title={title}>
          <div className={cx(left < SOON_MS && styles.caution)}>
            {left > 0 ? t.row.endsIn(format.age(left)) : t.row.endingNow}
          </div>
          <div className={styles.faint}>{t.row.until(format.dateTime(endsAt))}</div>
        </div>
      );
    case 'pending':
      return (
        <div title={title}>
          <div>
            {startsAt > now ? t.row.startsIn(format.age(startsAt - now)) : t.row.startingNow}
          </div>
          <div className={styles.faint}>
            {t.row.from(format.dateTime(startsAt), format.dateTime(endsAt))}
          </div>
        </div>
      );
    case 'expired':
      return (
        <div title={title}>
          <div>{t.row.endedAgo(format.ago(endsAt, now))}</div>
          <div className={styles.faint}>{t.row.ended(format.dateTime(endsAt))}</div>
        </div>
      );
  }
}

type MutesProps = Pick<SilenceRowProps, 'silence' | 'tab' | 'environment' | 'alerts' | 'muted'>;

function Mutes({ silence, tab, environment, alerts, muted }: MutesProps) {
  const t = useTexts().silences.row;
  const kind = environment.alertsFreshness.kind;
  const matchers = silence.matchers;
  const later = useMemo(
    () => (tab === 'pending' ? preview({ matchers }, alerts) : 'refused'),
    [tab, matchers, alerts],
  );
  if (tab === 'expired') return <span className={styles.faint}>–</span>;
  if (kind !== 'fresh' && kind !== 'stale') {
    return <span title={t.mutesUnknownWhy}>{t.mutesUnknown}</span>;
  }
  if (tab === 'pending') {
    return <>{later === 'refused' ? t.mutesUnknown : t.wouldMute(later.muted.length)}</>;
  }
  if (kind === 'stale') return <>{t.mutesOld(muted)}</>;
  if (muted === 0) return <span className={styles.faint}>{t.mutesNothing}</span>;
  return <b>{t.mutes(muted)}</b>;
}

interface RecreateProps {
  readonly env: string;
  readonly silence: Silence;
  readonly what: string;
}

function Recreate({ env, silence, what }: RecreateProps) {
  const { silences: t } = useTexts();
  const navigate = useNavigate();
  const behind = useLocation();
  return (
    <Button
      aria-label={t.recreateLabel(what)}
      onClick={() => {
        const path = `${paths.newSilence(env)}&from=${encodeURIComponent(silence.id)}`;
        void navigate(path, { state: { behind } });
      }}
    >
      {t.recreate}
    </Button>
  );
}
