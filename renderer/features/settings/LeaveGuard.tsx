import { Modal } from '@mantine/core';
import { useState } from 'react';
import { flushSync } from 'react-dom';
import { type Location, useBlocker } from 'react-router';
import { isSilencePanel, pageBehind } from '../../app/silence-panel';
import { useTexts } from '../../i18n/texts';
import { Button } from '../../ui/Button';
import { OVER_PANELS, useEscapeLayer } from '../../ui/layers';
import styles from './settings.module.css';

interface LeaveGuardProps {
  readonly active: boolean;
  /** Answers whether it was saved, and how to lead to what is wrong where it was not. */
  readonly onSave: () => Promise<{ readonly saved: boolean; readonly lead: () => void }>;
  readonly onDiscard: () => void;
}

/** A panel for a new silence lies over a page, which stays as it is behind it. */
function pageOf(location: Location): string {
  const page = isSilencePanel(location) ? pageBehind(location) : location;
  return (page ?? location).pathname;
}

/** Asks before another page takes the place of unsaved changes. */
export function LeaveGuard({ active, onSave, onDiscard }: LeaveGuardProps) {
  const { settings: t } = useTexts();
  const blocker = useBlocker(
    ({ currentLocation, nextLocation }) =>
      active && pageOf(currentLocation) !== pageOf(nextLocation),
  );
  const [refused, setRefused] = useState(false);
  const stay = () => blocker.reset?.();
  useEscapeLayer(blocker.state === 'blocked', stay);

  async function saveAndLeave(): Promise<void> {
    const { saved, lead } = await onSave();
    if (saved) {
      blocker.proceed?.();
      return;
    }
    // The focus goes to the wrong field, not back to where it came from.
    flushSync(() => setRefused(true));
    stay();
    lead();
  }

  return (
    <Modal.Root
      opened={blocker.state === 'blocked'}
      onClose={stay}
      closeOnEscape={false}
      zIndex={OVER_PANELS}
      onEnterTransitionEnd={() => setRefused(false)}
      returnFocus={!refused}
      centered
      transitionProps={{ duration: 80 }}
    >
      <Modal.Overlay />
      <Modal.Content>
        <Modal.Body className={styles.leave}>
          <Modal.Title className={styles.title}>{t.leave.title}</Modal.Title>
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
        </Modal.Body>
      </Modal.Content>
    </Modal.Root>
  );
}
