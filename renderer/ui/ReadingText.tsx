import type { Quantile } from '../../shared/domain/metrics';
import { assertNever } from '../../shared/result';
import { useTexts } from '../i18n/texts';
import styles from './ui.module.css';

interface ReadingTextProps {
  readonly reading: Quantile;
  readonly format: (value: number) => string;
  /** What absence or NaN mean here, where the general explanation says too little. */
  readonly absentWhy?: string;
  readonly nanWhy?: string;
}

/** A value, or one of the three ways of having none: absent, NaN, and only a lower bound. Each says why. */
export function ReadingText({ reading, format, absentWhy, nanWhy }: ReadingTextProps) {
  const t = useTexts().app.reading;
  switch (reading.kind) {
    case 'value':
      return <>{format(reading.value)}</>;
    case 'at-least': {
      const bound = format(reading.bound);
      return <span title={t.atLeastWhy(bound)}>{t.atLeast(bound)}</span>;
    }
    case 'absent':
      return <Unsaid text={t.absent} why={absentWhy ?? t.absentWhy} />;
    case 'nan':
      return <Unsaid text={t.nan} why={nanWhy ?? t.nanWhy} />;
    default:
      return assertNever(reading);
  }
}

function Unsaid({ text, why }: { readonly text: string; readonly why: string }) {
  return (
    <span className={styles.unsaid} title={why}>
      {text}
      <span className="visually-hidden">. {why}</span>
    </span>
  );
}
