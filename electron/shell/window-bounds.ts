import type { Rectangle } from 'electron';
import type { SavedWindow } from '../settings/state-store';

export const DEFAULT_SIZE = { width: 1440, height: 900 } as const;
export const MIN_SIZE = { width: 960, height: 600 } as const;

export interface StartBounds {
  readonly width: number;
  readonly height: number;
  /** Left out: centred by the OS. */
  readonly x?: number;
  readonly y?: number;
  readonly maximized: boolean;
}

/** At least this much of the title's edge must lie on a screen for the user to take hold of the window. Pixels. */
const GRIP = { width: 120, height: 40 } as const;

/** Where the window was, if that is still on a screen; else the default size, no larger than the first screen. */
export function startBounds(
  saved: SavedWindow | undefined,
  workAreas: readonly Rectangle[],
): StartBounds {
  if (saved === undefined) return { ...fitting(DEFAULT_SIZE, workAreas[0]), maximized: false };
  const area = workAreas.find((candidate) => canBeGrabbed(saved, candidate));
  const size = fitting(saved, area ?? workAreas[0]);
  if (area === undefined) return { ...size, maximized: saved.maximized };
  return { ...size, x: saved.x, y: saved.y, maximized: saved.maximized };
}

function fitting(
  wanted: { readonly width: number; readonly height: number },
  area: Rectangle | undefined,
): { readonly width: number; readonly height: number } {
  const within = (size: number, min: number, max: number) => Math.max(min, Math.min(size, max));
  return {
    width: within(wanted.width, MIN_SIZE.width, area?.width ?? wanted.width),
    height: within(wanted.height, MIN_SIZE.height, area?.height ?? wanted.height),
  };
}

function canBeGrabbed(window: Rectangle, area: Rectangle): boolean {
  const left = Math.max(window.x, area.x);
  const right = Math.min(window.x + window.width, area.x + area.width);
  const top = window.y >= area.y - 10 && window.y + GRIP.height <= area.y + area.height;
  return right - left >= GRIP.width && top;
}
