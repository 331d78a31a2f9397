import type { SourceStatus } from '../../shared/domain/sources';
import { useFormat, useTexts } from '../i18n/texts';
import { useNow } from '../state/use-now';
import { Callout } from '../ui/Callout';
import { useFailureText } from '../ui/use-failure-text';
import { isSkewed } from './most-skewed';
import { StateDot } from './StateDot';
import styles from './shell.module.css';
import { useSkewText } from './use-skew-text';

export function SourceDetails({ source }: { readonly source: SourceStatus }) {
  const { app, common } = useTexts();
  const t = app.source;
  const format = useFormat();
  const now = useNow(1000);
  const failureText = useFailureText();
  const skewText = useSkewText();
  const ago = (at: number) => t.ago(format.ago(at, now));
  const rows: readonly (readonly [string, string])[] = [
    [t.since, `${format.time(source.since)} (${ago(source.since)})`],
    [t.lastAnswer, source.lastGoodAt === undefined ? t.never : ago(source.lastGoodAt)],
    [t.latency, source.latencyMs === undefined ? t.unknown : format.duration(source.latencyMs)],
    [t.version, source.version ?? t.unknown],
    [t.nextPoll, nextPoll()],
  ];

  function nextPoll(): string {
    if (source.nextPollAt === undefined) return app.footer.pollPaused;
    const left = source.nextPollAt - now;
    return left <= 0 ? t.now : t.inTime(format.age(left));
  }

  return (
    <section className={styles.detailsSource}>
      <h3 className={styles.detailsTitle}>
        <StateDot state={source.state} />
        <span className={styles.detailsName}>{source.name}</span>
        <span>{common.source.state[source.state]}</span>
      </h3>
      <dl className={styles.detailsList}>
        {rows.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      {source.failing.length === 0 ? (
        source.state === 'ok' && <p className={styles.detailsFine}>{t.nothingFails}</p>
      ) : (
        <ul className={styles.failing} aria-label={t.failing}>
          {source.failing.map((part) => (
            <li key={part.part}>
              <b className={styles.failingPart}>{t.part(part.part)}</b> {failureText(part.failure)}
              <span className={styles.failingSince}>{t.failingSince(format.time(part.since))}</span>
            </li>
          ))}
        </ul>
      )}
      {isSkewed(source) && <Callout tone="warning">{skewText(source)}</Callout>}
      {source.insecure && <Callout tone="warning">{t.insecure}</Callout>}
    </section>
  );
}
