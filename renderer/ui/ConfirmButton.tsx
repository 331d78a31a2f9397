import { type ReactNode, useEffect, useState } from 'react';
import { useTexts } from '../i18n/texts';
import { Button } from './Button';
import { cx } from './class-names';
import styles from './ui.module.css';

interface ConfirmButtonProps {
  readonly children: ReactNode;
  /** What the second press does, in words; `Sure?` where left out. */
  readonly question?: string;
  readonly onConfirm: () => void;
  readonly disabled?: boolean;
  /** Its name for a screen reader where the words alone do not say what it acts on. */
  readonly label?: string;
}

const ARMED_MS = 4000;

/** Asks by its own words: the second press acts; leaving it or four seconds disarm it. */
export function ConfirmButton(props: ConfirmButtonProps) {
  const { children, question, onConfirm, disabled = false, label } = props;
  const [armed, setArmed] = useState(false);
  const { app } = useTexts();
  const asks = question ?? app.confirm.sure;

  useEffect(() => {
    if (!armed) return;
    const timer = window.setTimeout(() => setArmed(false), ARMED_MS);
    return () => window.clearTimeout(timer);
  }, [armed]);

  function press(): void {
    setArmed(!armed);
    if (armed) onConfirm();
  }

  return (
    <Button
      look="danger"
      className={cx(armed && styles.sure)}
      disabled={disabled}
      aria-label={label === undefined ? undefined : armed ? `${asks} ${label}` : label}
      onClick={press}
      onBlur={() => setArmed(false)}
    >
      {armed ? asks : children}
    </Button>
  );
}
