import type { ReactNode } from 'react';

/** Outlines on a 24 × 24 grid, drawn in the colour of the text around them. */
const PATHS = {
  overview: <path d="M3 12h4l3-8 4 16 3-8h4" />,
  bell: <path d="M12 4a6 6 0 0 1 6 6v4l2 3H4l2-3v-4a6 6 0 0 1 6-6zM10 20.5h4" />,
  bellOff: (
    <path d="M8.5 5.2A6 6 0 0 1 18 10v4l1 1.6M16 17H4l2-3v-4c0-.6.1-1.2.3-1.7M10 20.5h4M4 4l16 16" />
  ),
  mute: <path d="M5 9v6h4l5 4V5L9 9zM17.5 9.5l4 5M21.5 9.5l-4 5" />,
  traces: <path d="M4 6h9M8 12h9M12 18h8" />,
  settings: (
    <>
      <circle cx="12" cy="12" r="3" />
      <path d="M12 3v3.5M12 17.5V21M3 12h3.5M17.5 12H21M5.6 5.6l2.5 2.5M15.9 15.9l2.5 2.5M18.4 5.6l-2.5 2.5M8.1 15.9l-2.5 2.5" />
    </>
  ),
  search: (
    <>
      <circle cx="11" cy="11" r="6" />
      <path d="M15.5 15.5 20 20" />
    </>
  ),
  chevronDown: <path d="m7 10 5 5 5-5" />,
  chevronRight: <path d="m10 7 5 5-5 5" />,
  close: <path d="M6 6l12 12M18 6 6 18" />,
  check: <path d="m5 12.5 4.5 4.5L19 7.5" />,
  plus: <path d="M12 5v14M5 12h14" />,
  minus: <path d="M5 12h14" />,
  trash: <path d="M5 7h14M10 7V4.5h4V7M7 7l1 13h8l1-13M10.5 11v5M13.5 11v5" />,
  edit: <path d="m5 19 1-4L16 5l3 3L9 18zM14 7l3 3" />,
  copy: <path d="M9 9h10v11H9zM5 15V4h10v1.5" />,
  external: <path d="M13 5h6v6M19 5l-8 8M10 6H5v13h13v-5" />,
  warning: <path d="M12 4 2.8 19.5h18.4zM12 10v4.5M12 17.2v.1" />,
  info: (
    <>
      <circle cx="12" cy="12" r="8.5" />
      <path d="M12 11v5M12 8v.1" />
    </>
  ),
  clock: (
    <>
      <circle cx="12" cy="12" r="8.5" />
      <path d="M12 7v5l3.5 2" />
    </>
  ),
  refresh: <path d="M19 12a7 7 0 1 1-2-5l2 2M19 4v5h-5" />,
  pause: <path d="M8.5 5v14M15.5 5v14" />,
  play: <path d="M8 5v14l11-7z" />,
  server: <path d="M4 5h16v5H4zM4 14h16v5H4zM7.5 7.5v.1M7.5 16.5v.1" />,
  unlock: <path d="M6 11h12v9H6zM9 11V8a3 3 0 0 1 5.8-1" />,
  lock: <path d="M6 11h12v9H6zM9 11V8a3 3 0 0 1 6 0v3" />,
  keyboard: <path d="M3 7h18v11H3zM7 11v.1M11 11v.1M15 11v.1M8 14.5h8" />,
  filter: <path d="M4 6h16l-6 7v6l-4-2v-4z" />,
  empty: <path d="M4 13h4l1.5 3h5L16 13h4M4 13l3-8h10l3 8v6H4z" />,
  arrowUp: <path d="M12 19V5M6 11l6-6 6 6" />,
  arrowDown: <path d="M12 5v14M6 13l6 6 6-6" />,
} as const satisfies Record<string, ReactNode>;

export type IconName = keyof typeof PATHS;

interface IconProps {
  readonly name: IconName;
  /** Pixels; 16 where left out. */
  readonly size?: number;
  readonly className?: string | undefined;
}

/** Decoration: the text beside it, or the label of the button around it, says what it means. */
export function Icon({ name, size = 16, className }: IconProps) {
  return (
    <svg
      aria-hidden="true"
      focusable="false"
      className={className}
      width={size}
      height={size}
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      strokeWidth={1.7}
      strokeLinecap="round"
      strokeLinejoin="round"
    >
      {PATHS[name]}
    </svg>
  );
}
