import type { Labels } from '../../../shared/domain/alerts';
import { compareText } from '../../../shared/domain/severity';
import { useTexts } from '../../i18n/texts';
import { CopyButton } from '../../ui/CopyButton';
import { isWebUrl } from '../../ui/TextLink';
import styles from './alerts.module.css';
import { LinkOrText } from './LinkOrText';

/** What people write first comes first. */
const ORDER = ['summary', 'message', 'description', 'runbook_url', 'runbook'];

/** Annotations as text; an address that is the whole annotation becomes a link. */
export function Annotations({ annotations }: { readonly annotations: Labels }) {
  const t = useTexts().alerts.panel;
  const entries = Object.entries(annotations).sort(
    ([a], [b]) => rank(a) - rank(b) || compareText(a, b),
  );
  if (entries.length === 0) return <p className={styles.relative}>{t.noAnnotations}</p>;
  return (
    <dl className={styles.annotations}>
      {entries.map(([name, value]) => (
        <div key={name}>
          <dt>
            {name}
            <CopyButton text={value} label={t.copyAnnotation(name)} />
          </dt>
          <dd>{isLink(name, value) ? <LinkOrText url={value.trim()} /> : value}</dd>
        </div>
      ))}
    </dl>
  );
}

/** Something that is, or by its name should be, an address. */
function isLink(name: string, value: string): boolean {
  const text = value.trim();
  if (/\s/.test(text)) return false;
  return (
    isWebUrl(text) || (/(?:^|_)(?:url|link|href|runbook|dashboard)$/i.test(name) && text !== '')
  );
}

function rank(name: string): number {
  const place = ORDER.indexOf(name);
  return place === -1 ? ORDER.length : place;
}
