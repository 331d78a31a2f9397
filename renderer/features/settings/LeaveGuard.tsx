import { Modal } from '@mantine/core';
import { useBlocker } from 'react-router';
import { useTexts } from '../../i18n/texts';
import { Button } from '../../ui/Button';
import styles from './settings.module.css';

interface LeaveGuardProps {
  readonly active: boolean;
  /** Answers whether it was saved. */
  readonly onSave: () => Promise<boolean>;
  readonly onDiscard: () => void;
}

/** Asks before another page takes the place of unsaved changes. */
export function LeaveGuard({ active, onSave, onDiscard }: LeaveGuardProps) {
  const { settings: t, app } = useTexts();
  const blocker = useBlocker(
    ({ currentLocation, nextLocation }) =>
      active && currentLocation.pathname !== nextLocation.pathname,
  );
  const stay = () => blocker.reset?.();

  async function saveAndLeave(): Promise<void> {
    if (await onSave()) blocker.proceed?.();
    else stay();
  }

  return (
    <Modal
      opened={blocker.state === 'blocked'}
      onClose={stay}
      title={t.leave.title}
      centered
      closeButtonProps={{ 'aria-label': app.close }}
      transitionProps={{ duration: 80 }}
    >
      <p className={styles.hint}>{t.leave.body}</p>
      <div className={styles.leaveActions}>
        <Button
          look="danger"
          onClick={() => {
            onDiscard();
            blocker.proceed?.();
          }}
        >
          {t.leave.discard}
        </Button>
        <Button onClick={stay}>{t.leave.stay}</Button>
        <Button look="primary" data-autofocus onClick={() => void saveAndLeave()}>
          {t.leave.save}
        </Button>
      </div>
    </Modal>
  );
}
