import { type ReactNode, useId, useState } from 'react';
import type { EndpointDraft, EndpointSlot } from '../../../shared/settings/draft';
import { updateEndpoint } from '../../../shared/settings/edit';
import { useTexts } from '../../i18n/texts';
import { Button } from '../../ui/Button';
import { Icon } from '../../ui/icons';
import { ConnectionResult } from './ConnectionResult';
import { detailsSummary } from './details-summary';
import { EndpointDetails } from './EndpointDetails';
import { isDetail } from './places';
import styles from './settings.module.css';
import { useForm } from './settings-form';
import { TextField } from './TextField';
import { type ConnectionTests, sourceOfSlot } from './use-connection-tests';

interface EndpointCardProps {
  readonly endpoint: EndpointDraft;
  readonly slot: EndpointSlot;
  /** `environments[0].prometheus` */
  readonly field: string;
  readonly title: string;
  readonly tests: ConnectionTests;
  readonly onTest: () => void;
  /** Beside the title: what else can be done with this server. */
  readonly actions?: ReactNode;
  /** Below the URL. */
  readonly children?: ReactNode;
}

/** One server: its URL, a test, and the rest folded away. */
export function EndpointCard(props: EndpointCardProps) {
  const { endpoint, slot, field, title, tests, onTest } = props;
  const form = useForm();
  const { settings: t } = useTexts();
  const id = useId();
  const [unfolded, setUnfolded] = useState(false);
  const source = sourceOfSlot(slot);
  const test = tests.of(endpoint);
  const wrong = form.problems.some(
    (problem) => problem.field.startsWith(`${field}.`) && isDetail(problem.field),
  );
  const open = unfolded || wrong;

  return (
    <section className={styles.card} aria-labelledby={`${id}-title`}>
      <div className={styles.cardHead}>
        <h3 id={`${id}-title`} className={styles.cardTitle}>
          {title}
        </h3>
        <span className={styles.cardPurpose}>{t.server.purpose[source]}</span>
        {props.actions}
        {test?.kind === 'running' ? (
          <Button aria-label={t.test.cancelOne(title)} onClick={() => tests.cancel(endpoint)}>
            <span className={styles.spinner} aria-hidden="true" />
            {t.test.cancel}
          </Button>
        ) : (
          <Button aria-label={t.test.runOne(title)} onClick={onTest}>
            {t.test.run}
          </Button>
        )}
      </div>
      <TextField
        field={`${field}.url`}
        label={t.server.url}
        kind="url"
        value={endpoint.url}
        onChange={(url) =>
          form.edit((draft) => updateEndpoint(draft, endpoint.key, (item) => ({ ...item, url })))
        }
      />
      <ConnectionResult source={source} endpoint={endpoint} test={test} />
      {props.children}
      <button
        type="button"
        className={styles.fold}
        aria-expanded={open}
        aria-controls={`${id}-details`}
        disabled={wrong}
        onClick={() => setUnfolded(!open)}
      >
        <Icon name={open ? 'chevronDown' : 'chevronRight'} size={14} />
        {t.server.details}
        <span className={styles.foldSummary} data-insecure={endpoint.skipVerify}>
          {detailsSummary(t, endpoint)}
        </span>
      </button>
      <div id={`${id}-details`} hidden={!open}>
        {open && <EndpointDetails endpoint={endpoint} field={field} />}
      </div>
    </section>
  );
}
