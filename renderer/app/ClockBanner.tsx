import { useTexts } from '../i18n/texts';
import { useEnvironment } from '../state/context';
import { Icon } from '../ui/icons';
import { mostSkewed } from './most-skewed';
import styles from './shell.module.css';
import { useSkewText } from './use-skew-text';

/** Ages of alerts are counted by this computer's clock from times of the servers'. */
export function ClockBanner() {
  const { app } = useTexts();
  const skewText = useSkewText();
  const source = mostSkewed(useEnvironment()?.sources ?? []);
  if (source === undefined) return null;
  return (
    <aside className={styles.banner} data-tone="warning" aria-label={app.clock.label}>
      <Icon name="warning" />
      <span className={styles.bannerText}>{skewText(source)}</span>
    </aside>
  );
}
