import type { PanelNotice } from '../../../shared/domain/metrics';
import { assertNever } from '../../../shared/result';
import { useFormat, useTexts } from '../../i18n/texts';
import { Callout } from '../../ui/Callout';
import styles from './overview.module.css';

/** What the numbers cannot say by themselves. */
export function Notices({ notices }: { readonly notices: readonly PanelNotice[] }) {
  const t = useTexts().overview.notices;
  const format = useFormat();
  if (notices.length === 0) return null;
  return (
    <div className={styles.notices}>
      {notices.map((notice) => (
        <Callout
          key={JSON.stringify(notice)}
          tone={notice.kind === 'no-classic-buckets' ? 'info' : 'warning'}
        >
          {text(notice)}
        </Callout>
      ))}
    </div>
  );

  function text(notice: PanelNotice): string {
    switch (notice.kind) {
      case 'no-instance-label':
        return t.noInstance(notice.job);
      case 'implausible':
        return t.implausible(t.signal[notice.signal], format.age(Math.abs(notice.meanMs)));
      case 'no-classic-buckets':
        return t.native(t.signal[notice.signal]);
      default:
        return assertNever(notice);
    }
  }
}
