import type { ReactNode } from 'react';
import { useTexts } from '../i18n/texts';
import { useActions } from '../state/context';
import { Icon } from './icons';
import styles from './ui.module.css';
import { useRefusalToast } from './use-refusal-toast';

interface TextLinkProps {
  /** Checked here and again by main: only http and https become links, anything else stays text. */
  readonly url: string;
  readonly children?: ReactNode;
}

/** A link to the outside. Never an `href`: main opens it in the user's browser. */
export function TextLink({ url, children }: TextLinkProps) {
  const actions = useActions();
  const toast = useRefusalToast();
  const { app } = useTexts();
  if (!isWebUrl(url)) return <span>{children ?? url}</span>;
  return (
    <button
      type="button"
      className={styles.link}
      title={url}
      onClick={() => void actions.openLink(url).then(toast)}
    >
      {children ?? url}
      <Icon name="external" size={13} />
      <span className="visually-hidden"> ({app.opensOutside})</span>
    </button>
  );
}

export function isWebUrl(url: string): boolean {
  if (!URL.canParse(url)) return false;
  const { protocol } = new URL(url);
  return protocol === 'http:' || protocol === 'https:';
}
