import type { ProfileState } from '../../shared/domain/metrics';
import { assertNever } from '../../shared/result';
import { useFormat, useTexts } from '../i18n/texts';
import { useApp, useEnvironment } from '../state/context';
import { useNow } from '../state/use-now';
import { startOfDay } from './popup-pause';
import styles from './shell.module.css';
import { nextPollAt } from './source-groups';

/** The engine keeps at most this many: reached, the true number is unknown. */
const POPUPS_KEPT = 100;

export function Footer() {
  const { app, common } = useTexts();
  const format = useFormat();
  const now = useNow(1000);
  const environment = useEnvironment();
  const popups = useApp((state) => state.snapshot.popups);
  const tray = useApp((state) => state.snapshot.tray.state);
  const today = startOfDay(now);
  const toldToday = popups.filter((popup) => popup.at >= today).length;
  return (
    <footer className={styles.footer}>
      {environment && <span>{profileText(environment.profile)}</span>}
      {environment?.panels.value && (
        <span>{app.footer.instances(environment.panels.value.instances.length)}</span>
      )}
      {environment && <span className={styles.footerFixed}>{pollText()}</span>}
      <span>{app.footer.popupsToday(toldToday, toldToday >= POPUPS_KEPT)}</span>
      <span>{app.footer.tray(common.tray.state[tray])}</span>
      <span className={styles.grow} />
      <span>
        {format.zone(now)} {format.time(now)}
      </span>
    </footer>
  );

  function profileText(profile: ProfileState): string {
    switch (profile.kind) {
      case 'detecting':
        return app.footer.detecting;
      case 'none':
        return app.footer.none;
      case 'found':
        return app.footer.profile(profile.profile, profile.jobs.join(', '));
      default:
        return assertNever(profile);
    }
  }

  function pollText(): string {
    const at = nextPollAt(environment?.sources ?? []);
    if (at === null) return app.footer.pollPaused;
    return at <= now ? app.footer.pollNow : app.footer.nextPoll(format.age(at - now));
  }
}
