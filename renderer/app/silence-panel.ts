import { type Location, parsePath, useLocation, useNavigate } from 'react-router';
import { paths } from './paths';

/** The page that stays in view behind the silence panel travels with the navigation. */
interface PanelState {
  readonly behind: Location;
}

export function isSilencePanel(location: Location): boolean {
  return location.pathname === '/silences/new';
}

/** The page behind the panel; `null` where the panel was opened from outside the window. */
export function pageBehind(location: Location): Location | null {
  const state: unknown = location.state;
  return isPanelState(state) ? state.behind : null;
}

function isPanelState(state: unknown): state is PanelState {
  return typeof state === 'object' && state !== null && 'behind' in state;
}

/** The page in view, for a panel that is opened by something outside of the pages; `null` where a panel is over it. */
export function behindNow(): Location | null {
  const { pathname = '/', search = '' } = parsePath(window.location.hash.slice(1));
  const location = { pathname, search, hash: '', state: null, key: 'default' };
  return isSilencePanel(location) ? null : location;
}

/** Opens and closes the panel for a new silence over the current page. */
export function useSilencePanel(): {
  readonly open: (env?: string, alert?: string, durationMs?: number) => void;
  readonly close: () => void;
} {
  const navigate = useNavigate();
  const location = useLocation();
  return {
    open(env, alert, durationMs) {
      const behind = isSilencePanel(location) ? pageBehind(location) : location;
      void navigate(paths.newSilence(env, alert, durationMs), behind ? { state: { behind } } : {});
    },
    close() {
      const behind = pageBehind(location);
      void navigate(behind ?? paths.silences, { replace: true });
    },
  };
}
