import type { Labels } from '../../../shared/domain/alerts';
import { useTexts } from '../../i18n/texts';
import { CopyButton } from '../../ui/CopyButton';
import { isWebUrl } from '../../ui/TextLink';
import styles from './alerts.module.css';
import { type Annotation, annotationList } from './annotation-list';
import { LinkOrText } from './LinkOrText';

/** Annotations as text, in the user's language first; an address that is the whole annotation becomes a link. */
export function Annotations({ annotations }: { readonly annotations: Labels }) {
  const { alerts, common } = useTexts();
  const t = alerts.panel;
  const { local, others } = annotationList(annotations, common.language);
  if (local.length === 0) return <p className={styles.relative}>{t.noAnnotations}</p>;
  return (
    <>
      <Entries entries={local} />
      {others.length > 0 && (
        <details className={styles.otherLanguages}>
          <summary>{t.otherLanguages(others.length)}</summary>
          <Entries entries={others} />
        </details>
      )}
    </>
  );
}

function Entries({ entries }: { readonly entries: readonly Annotation[] }) {
  const t = useTexts().alerts.panel;
  return (
    <dl className={styles.annotations}>
      {entries.map(({ name, value }) => (
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
