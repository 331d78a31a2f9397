import { useEffect, useState } from 'react';
import { useTexts } from '../i18n/texts';
import { copyText } from './copy-text';
import { IconButton } from './IconButton';

const SHOWN_MS = 1500;

interface CopyButtonProps {
  readonly text: string;
  readonly label: string;
  readonly className?: string | undefined;
}

/** Copies, and says for a moment whether that worked. */
export function CopyButton({ text, label, className }: CopyButtonProps) {
  const t = useTexts().app.copy;
  const [outcome, setOutcome] = useState<'copied' | 'failed' | null>(null);
  useEffect(() => {
    if (!outcome) return;
    const timer = window.setTimeout(() => setOutcome(null), SHOWN_MS);
    return () => window.clearTimeout(timer);
  }, [outcome]);
  const said = outcome === 'copied' ? t.done : outcome === 'failed' ? t.failed : '';
  return (
    <>
      <IconButton
        icon={outcome === 'copied' ? 'check' : outcome === 'failed' ? 'warning' : 'copy'}
        size={13}
        label={label}
        className={className}
        onClick={() => setOutcome(copyText(text) ? 'copied' : 'failed')}
      />
      <span role="status" className="visually-hidden">
        {said}
      </span>
    </>
  );
}
