import type { SourceKind } from '../../../shared/domain/sources';
import type { EndpointDraft } from '../../../shared/settings/draft';
import { secretOf } from '../../../shared/settings/draft-secrets';
import { updateEndpoint } from '../../../shared/settings/edit';
import { useFormat, useTexts } from '../../i18n/texts';
import { Button } from '../../ui/Button';
import { Icon } from '../../ui/icons';
import { reportText } from './connection-text';
import styles from './settings.module.css';
import { useForm } from './settings-form';
import { type ConnectionTest, isCurrent } from './use-connection-tests';

interface ConnectionResultProps {
  readonly source: SourceKind;
  readonly endpoint: EndpointDraft;
  readonly test: ConnectionTest | undefined;
}

/** What the last test of this server found, announced when it comes. */
export function ConnectionResult({ source, endpoint, test }: ConnectionResultProps) {
  const { settings: t } = useTexts();
  return (
    <div role="status" className={styles.result}>
      {test?.kind === 'running' && <p className={styles.hint}>{t.test.running}</p>}
      {test?.kind === 'cancelled' && <p className={styles.hint}>{t.test.cancelled}</p>}
      {test?.kind === 'invalid' && <p className={styles.hint}>{t.test.invalid}</p>}
      {test?.kind === 'refused' && <p className={styles.hint}>{t.test.refused(test.message)}</p>}
      {test?.kind === 'done' && <Report source={source} endpoint={endpoint} test={test} />}
    </div>
  );
}

interface ReportProps {
  readonly source: SourceKind;
  readonly endpoint: EndpointDraft;
  readonly test: Extract<ConnectionTest, { kind: 'done' }>;
}

function Report({ source, endpoint, test }: ReportProps) {
  const texts = useTexts();
  const format = useFormat();
  const form = useForm();
  const t = texts.settings.test;
  const use = secretOf(endpoint);
  const current = isCurrent(test, endpoint, use ? (form.typed[use.typedKey] ?? '') : '');
  const text = reportText(texts, source, test.endpoint, test.report);
  const { suggestedUrl } = text;
  return (
    <div className={styles.report} data-tone={text.tone} data-outdated={!current}>
      <Icon name={text.tone === 'ok' ? 'check' : 'warning'} size={15} />
      <div>
        <p>
          <b>{text.title}</b>{' '}
          <span className={styles.latency}>
            {t.latency(format.duration(test.report.latencyMs))}
          </span>
          {!current && <span className={styles.outdated}>{t.changed}</span>}
        </p>
        {text.remedy !== undefined && <p>{text.remedy}</p>}
        {text.words !== undefined && (
          <p className={styles.words}>
            {t.said} <code>{text.words}</code>
          </p>
        )}
        {suggestedUrl !== undefined && current && (
          <Button
            onClick={() =>
              form.edit((draft) =>
                updateEndpoint(draft, endpoint.key, (item) => ({ ...item, url: suggestedUrl })),
              )
            }
          >
            {t.takeUrl(suggestedUrl)}
          </Button>
        )}
        {text.notes.map((note) => (
          <p key={note}>{note}</p>
        ))}
      </div>
    </div>
  );
}
