import type { SourceState } from '../../shared/domain/sources';
import styles from './shell.module.css';

const PATHS: Readonly<Record<SourceState, string>> = {
  // disc, triangle, octagon, diamond, square, ring, dash
  ok: 'M5 1a4 4 0 1 1 0 8 4 4 0 0 1 0-8z',
  stale: 'M5 .5 10 9.5H0z',
  unreachable: 'M3.3 0h3.4L10 3.3v3.4L6.7 10H3.3L0 6.7V3.3z',
  unauthorized: 'M5 0l5 5-5 5-5-5z',
  invalid: 'M1 1h8v8H1z',
  unknown: 'M0 3.5h10v3H0z',
  never: 'M5 1a4 4 0 1 1 0 8 4 4 0 0 1 0-8zm0 1.5a2.5 2.5 0 1 0 0 5 2.5 2.5 0 0 0 0-5z',
};

/** Each state has a shape of its own beside its colour. */
export function StateDot({ state }: { readonly state: SourceState }) {
  return (
    <svg
      aria-hidden="true"
      focusable="false"
      className={styles.dot}
      data-state={state}
      width="9"
      height="9"
      viewBox="0 0 10 10"
    >
      <path d={PATHS[state]} fill="currentColor" />
    </svg>
  );
}
