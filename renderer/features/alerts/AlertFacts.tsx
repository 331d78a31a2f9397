import type { ReactNode } from 'react';
import type { Alert } from '../../../shared/domain/alerts';
import type { EnvironmentState } from '../../../shared/domain/snapshot';
import { useFormat, useTexts } from '../../i18n/texts';
import { useNow } from '../../state/use-now';
import styles from './alerts.module.css';
import { LinkOrText } from './LinkOrText';

interface AlertFactsProps {
  readonly alert: Alert;
  readonly environment: EnvironmentState;
}

/** Times absolute and relative, where it goes and who reports it. */
export function AlertFacts({ alert, environment }: AlertFactsProps) {
  const t = useTexts().alerts.panel;
  const format = useFormat();
  const now = useNow(1000);
  const isPending = alert.state === 'pending';
  const firesAt =
    isPending && alert.forSeconds !== undefined
      ? alert.startsAt + alert.forSeconds * 1000
      : undefined;
  const names = new Map(environment.sources.map((source) => [source.id, source.name]));
  const peers = alert.peers.map((peer) => names.get(peer) ?? peer);
  return (
    <dl className={styles.facts}>
      <Fact name={isPending ? t.pendingSince : t.since}>
        {format.full(alert.startsAt)} {format.zone(alert.startsAt)}
        <span className={styles.relative}>{t.ago(format.ago(alert.startsAt, now))}</span>
      </Fact>
      {firesAt !== undefined && (
        <Fact name={t.firesAt}>
          {format.full(firesAt)} {format.zone(firesAt)}
          <span className={styles.relative}>
            {firesAt > now ? t.inTime(format.age(firesAt - now)) : t.overdue}
          </span>
        </Fact>
      )}
      {alert.forSeconds !== undefined && (
        <Fact name={t.for}>{format.age(alert.forSeconds * 1000)}</Fact>
      )}
      {alert.value !== undefined && <Fact name={t.value}>{alert.value}</Fact>}
      {!isPending && <Fact name={t.receivers}>{alert.receivers.join(', ') || <NoReceiver />}</Fact>}
      <Fact name={t.peers}>{peers.join(', ')}</Fact>
      {alert.generatorUrl !== undefined && alert.generatorUrl !== '' && (
        <Fact name={t.generator}>
          <LinkOrText url={alert.generatorUrl} text={t.openGenerator} />
        </Fact>
      )}
      {!isPending && (
        <Fact name={t.id}>
          <code>{alert.id}</code>
        </Fact>
      )}
    </dl>
  );
}

function NoReceiver() {
  return <span className={styles.relative}>{useTexts().alerts.table.noReceiver}</span>;
}

function Fact({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}
