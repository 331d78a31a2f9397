import type { TraceSearch } from '../../../shared/domain/traces';
import { useFormat, useTexts } from '../../i18n/texts';
import { useNow } from '../../state/use-now';
import styles from './traces.module.css';

/** What was searched: without it a short list could be taken for a fast service. */
export function SearchFacts({ search }: { readonly search: TraceSearch }) {
  const { traces: t } = useTexts();
  const format = useFormat();
  const now = useNow(5000);
  const span = format.age(search.endMs - search.startMs);
  const known = search.floorMs > 0;
  return (
    <dl className={styles.facts}>
      <div>
        <dt>{t.service}</dt>
        <dd>
          <bdi>{search.service}</bdi>
        </dd>
      </div>
      <div>
        <dt>{t.window}</dt>
        <dd>{t.windowValue(span, format.clock(search.startMs), format.clock(search.endMs))}</dd>
      </div>
      <div title={known ? t.floorWhy : t.floorUnknownWhy}>
        <dt>{t.floor}</dt>
        <dd data-unknown={!known}>
          {known ? t.floorValue(format.duration(search.floorMs)) : t.floorUnknown}
        </dd>
      </div>
      <div>
        <dt>{t.read}</dt>
        <dd>{t.readAgo(format.ago(search.at, now))}</dd>
      </div>
    </dl>
  );
}
