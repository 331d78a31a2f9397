import { NavLink } from 'react-router';
import { useTexts } from '../i18n/texts';
import { useApp } from '../state/context';
import { selectFiringCount, selectWorstFiring } from '../state/selectors';
import { cx } from '../ui/class-names';
import { Icon, type IconName } from '../ui/icons';
import { paths } from './paths';
import styles from './shell.module.css';

export const PAGES = [
  { key: 'overview', path: paths.overview, icon: 'overview' },
  { key: 'alerts', path: paths.alerts, icon: 'bell' },
  { key: 'silences', path: paths.silences, icon: 'mute' },
  { key: 'traces', path: paths.traces, icon: 'traces' },
  { key: 'settings', path: paths.settings, icon: 'settings' },
] as const satisfies readonly { key: string; path: string; icon: IconName }[];

/** `section`: the first part of the path of the page in view, also while a panel lies over it. */
export function Nav({ section }: { readonly section: string }) {
  const { app } = useTexts();
  return (
    <nav className={styles.nav} aria-label={app.nav.label}>
      {PAGES.map(({ key, path, icon }) => (
        <NavLink
          key={key}
          to={path}
          className={cx(styles.navItem, key === section && styles.navHere)}
          aria-current={key === section ? 'page' : undefined}
        >
          <Icon name={icon} size={19} />
          <span>{app.nav[key]}</span>
          {key === 'alerts' && <FiringCount />}
        </NavLink>
      ))}
    </nav>
  );
}

function FiringCount() {
  const { app } = useTexts();
  const firing = useApp(selectFiringCount);
  const worst = useApp(selectWorstFiring);
  if (firing === 0 || worst === null) return null;
  return (
    <span className={styles.navCount} data-severity={worst}>
      <span aria-hidden="true">{firing > 999 ? '999+' : firing}</span>
      <span className="visually-hidden">{app.nav.firing(firing)}</span>
    </span>
  );
}
