import { notifications } from '@mantine/notifications';
import { useEffect, useState } from 'react';
import { useTexts } from '../../i18n/texts';
import { IconButton } from '../../ui/IconButton';
import { copyText } from './copy-text';
import styles from './traces.module.css';

const SHOWN_MS = 2000;

/** Trace ids are what one takes to other tools: the whole id, with its leading zeros. */
export function CopyId({ id }: { readonly id: string }) {
  const { traces: t, app } = useTexts();
  const [copied, setCopied] = useState(false);

  useEffect(() => {
    if (!copied) return;
    const timer = window.setTimeout(() => setCopied(false), SHOWN_MS);
    return () => window.clearTimeout(timer);
  }, [copied]);

  async function copy(): Promise<void> {
    const done = await copyText(id);
    setCopied(done);
    if (!done) {
      notifications.show({
        color: 'red',
        message: t.copyFailed,
        closeButtonProps: { 'aria-label': app.close },
      });
    }
  }

  return (
    <>
      <IconButton
        icon={copied ? 'check' : 'copy'}
        size={14}
        label={t.copy(id)}
        className={styles.copy}
        onClick={() => void copy()}
      />
      <span role="status" className="visually-hidden">
        {copied && t.copied}
      </span>
    </>
  );
}
