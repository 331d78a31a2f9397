import { useEffect, useState } from 'react';
import { useTexts } from '../../i18n/texts';
import { IconButton } from '../../ui/IconButton';
import { copyText } from './copy-text';

const SHOWN_MS = 1500;

/** Copies, and says for a moment whether that worked. */
export function CopyButton({ text, label }: { readonly text: string; readonly label: string }) {
  const t = useTexts().alerts.panel;
  const [outcome, setOutcome] = useState<'copied' | 'failed' | null>(null);
  useEffect(() => {
    if (!outcome) return;
    const timer = window.setTimeout(() => setOutcome(null), SHOWN_MS);
    return () => window.clearTimeout(timer);
  }, [outcome]);
  const said = outcome === 'copied' ? t.copied : outcome === 'failed' ? t.copyFailed : '';
  return (
    <>
      <IconButton
        icon={outcome === 'copied' ? 'check' : outcome === 'failed' ? 'warning' : 'copy'}
        size={13}
        label={label}
        onClick={() => setOutcome(copyText(text) ? 'copied' : 'failed')}
      />
      <span role="status" className="visually-hidden">
        {said}
      </span>
    </>
  );
}
