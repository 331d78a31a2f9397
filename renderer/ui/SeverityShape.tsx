import type { AlertState, Severity } from '../../shared/domain/alerts';

const SEVERITY_PATHS: Readonly<Record<Severity, string>> = {
  // octagon, triangle, disc, square
  critical: 'M3.3 0h3.4L10 3.3v3.4L6.7 10H3.3L0 6.7V3.3z',
  warning: 'M5 .5 10 9.5H0z',
  info: 'M5 .5a4.5 4.5 0 1 1 0 9 4.5 4.5 0 0 1 0-9z',
  none: 'M1 1h8v8H1z',
};

interface ShapeProps {
  /** Pixels; 9 where left out. */
  readonly size?: number;
}

/** Decoration in the colour of its text: an octagon, a triangle, a disc or a square. */
export function SeverityShape({
  severity,
  size = 9,
}: ShapeProps & { readonly severity: Severity }) {
  return (
    <svg aria-hidden="true" focusable="false" width={size} height={size} viewBox="0 0 10 10">
      <path d={SEVERITY_PATHS[severity]} fill="currentColor" />
    </svg>
  );
}

/** A hollow disc for pending, a barred one for suppressed. */
export function StateShape({
  state,
  size = 9,
}: ShapeProps & { readonly state: Exclude<AlertState, 'firing'> }) {
  return (
    <svg
      aria-hidden="true"
      focusable="false"
      width={size}
      height={size}
      viewBox="0 0 10 10"
      fill="none"
      stroke="currentColor"
      strokeWidth={1.5}
    >
      <circle cx="5" cy="5" r="4" strokeDasharray={state === 'pending' ? '2.2 1.4' : undefined} />
      {state === 'suppressed' && <path d="M2.2 7.8 7.8 2.2" />}
    </svg>
  );
}
