import type { NativeTheme } from 'electron';
import type { Settings } from '../../shared/settings/settings';

/** The page's own background, so that a window does not flash before the page has drawn. */
const BACKGROUND = { dark: '#0d1117', light: '#f3f5f8' } as const;

export function applyTheme(
  nativeTheme: Pick<NativeTheme, 'themeSource'>,
  theme: Settings['theme'],
): void {
  if (nativeTheme.themeSource !== theme) nativeTheme.themeSource = theme;
}

export function backgroundColor(nativeTheme: Pick<NativeTheme, 'shouldUseDarkColors'>): string {
  return nativeTheme.shouldUseDarkColors ? BACKGROUND.dark : BACKGROUND.light;
}
