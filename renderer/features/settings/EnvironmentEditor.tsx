import { Switch } from '@mantine/core';
import { type EnvironmentDraft, endpointsOf } from '../../../shared/settings/draft';
import {
  addAlertmanager,
  moveEnvironment,
  removeAlertmanager,
  renameEnvironment,
  updateEnvironment,
} from '../../../shared/settings/edit';
import { useTexts } from '../../i18n/texts';
import { Button } from '../../ui/Button';
import { ConfirmButton } from '../../ui/ConfirmButton';
import { IconButton } from '../../ui/IconButton';
import { Icon } from '../../ui/icons';
import { CHOICE_CLASSES } from './control-classes';
import { EndpointCard } from './EndpointCard';
import styles from './settings.module.css';
import { useForm } from './settings-form';
import { TextField } from './TextField';
import type { ConnectionTests } from './use-connection-tests';

interface EnvironmentEditorProps {
  readonly environment: EnvironmentDraft;
  readonly index: number;
  readonly tests: ConnectionTests;
  readonly onTest: (endpointKeys: readonly string[]) => void;
  readonly onDuplicate: () => void;
  readonly onRemove: () => void;
}

export function EnvironmentEditor(props: EnvironmentEditorProps) {
  const { environment, index, tests, onTest } = props;
  const form = useForm();
  const { settings: t } = useTexts();
  const { key } = environment;
  const field = `environments[${index}]`;
  const name = environment.name.trim() === '' ? t.environments.untitled : environment.name;
  const peers = environment.alertmanagers.length;

  return (
    <>
      <div className={styles.head}>
        <h2 className={styles.title}>{name}</h2>
        <IconButton
          icon="arrowUp"
          label={t.environments.moveUp(name)}
          disabled={index === 0}
          onClick={() => form.edit((draft) => moveEnvironment(draft, key, -1))}
        />
        <IconButton
          icon="arrowDown"
          label={t.environments.moveDown(name)}
          disabled={index === form.draft.environments.length - 1}
          onClick={() => form.edit((draft) => moveEnvironment(draft, key, 1))}
        />
        <Button title={t.environments.duplicated} onClick={props.onDuplicate}>
          {t.environments.duplicate}
        </Button>
        <ConfirmButton question={t.environments.removeConfirm} onConfirm={props.onRemove}>
          {t.environments.remove}
        </ConfirmButton>
        <Button onClick={() => onTest(endpointsOf(environment).map((item) => item.endpoint.key))}>
          {t.environments.testAll}
        </Button>
      </div>
      <div className={styles.pair}>
        <TextField
          field={`${field}.name`}
          label={t.environments.name}
          hint={t.environments.nameHint}
          value={environment.name}
          onChange={(value) => form.edit((draft) => renameEnvironment(draft, key, value))}
        />
        <TextField
          field={`${field}.id`}
          label={t.environments.id}
          hint={t.environments.idHint}
          value={environment.id}
          onChange={(id) =>
            form.edit((draft) => updateEnvironment(draft, key, { id, idFollowsName: false }))
          }
        />
      </div>
      <EndpointCard
        endpoint={environment.prometheus}
        slot="prometheus"
        field={`${field}.prometheus`}
        title={t.server.title.prometheus}
        tests={tests}
        onTest={() => onTest([environment.prometheus.key])}
      />
      {environment.alertmanagers.map((peer, at) => (
        <EndpointCard
          key={peer.key}
          endpoint={peer}
          slot={`alertmanagers[${at}]`}
          field={`${field}.alertmanagers[${at}]`}
          title={peers === 1 ? t.server.title.alertmanager : t.server.peer(at + 1)}
          tests={tests}
          onTest={() => onTest([peer.key])}
          actions={
            peers > 1 && (
              <IconButton
                icon="trash"
                label={t.server.removePeer(at + 1)}
                onClick={() => form.edit((draft) => removeAlertmanager(draft, peer.key))}
              />
            )
          }
        />
      ))}
      {peers < 9 && (
        <div className={styles.addPeer}>
          <Button onClick={() => form.edit((draft) => addAlertmanager(draft, key))}>
            <Icon name="plus" size={13} />
            {t.server.addPeer}
          </Button>
          <span className={styles.hint}>{t.server.addPeerHint}</span>
        </div>
      )}
      <TempoPart {...props} field={field} />
    </>
  );
}

function TempoPart(props: EnvironmentEditorProps & { readonly field: string }) {
  const { environment, tests, onTest, field } = props;
  const form = useForm();
  const { settings: t } = useTexts();
  const { key, tempo, hasTempo } = environment;
  const toggle = (
    <Switch
      classNames={CHOICE_CLASSES}
      label={t.server.useTempo}
      checked={hasTempo}
      onChange={(event) => {
        const { checked } = event.currentTarget;
        form.edit((draft) => updateEnvironment(draft, key, { hasTempo: checked }));
      }}
    />
  );
  if (!hasTempo) {
    return (
      <section className={styles.card} aria-label={t.server.title.tempo}>
        <div className={styles.cardHead}>
          <h3 className={styles.cardTitle}>{t.server.title.tempo}</h3>
          <span className={styles.cardPurpose}>{t.server.purpose.tempo}</span>
          {toggle}
        </div>
      </section>
    );
  }
  return (
    <EndpointCard
      endpoint={tempo}
      slot="tempo"
      field={`${field}.tempo`}
      title={t.server.title.tempo}
      tests={tests}
      onTest={() => onTest([tempo.key])}
      actions={toggle}
    >
      <TextField
        field={`${field}.traceService`}
        label={t.server.service}
        hint={t.server.serviceHint}
        value={environment.traceService}
        onChange={(traceService) =>
          form.edit((draft) => updateEnvironment(draft, key, { traceService }))
        }
      />
    </EndpointCard>
  );
}
