import { useTexts } from '../../i18n/texts';
import { isWebUrl, TextLink } from '../../ui/TextLink';
import styles from './alerts.module.css';

/** An http or https link by its text; any other address as it is, with the reason why it does not open. */
export function LinkOrText({ url, text }: { readonly url: string; readonly text?: string }) {
  const t = useTexts().alerts.panel;
  if (isWebUrl(url)) return <TextLink url={url}>{text ?? url}</TextLink>;
  return (
    <>
      <span className={styles.plainUrl}>{url}</span>
      <span className={styles.relative}>{t.notALink}</span>
    </>
  );
}
