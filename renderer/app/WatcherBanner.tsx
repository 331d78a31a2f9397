import { useFormat, useTexts } from '../i18n/texts';
import { useActions, useApp } from '../state/context';
import { Button } from '../ui/Button';
import { Icon } from '../ui/icons';
import { useRefusalToast } from '../ui/use-refusal-toast';
import styles from './shell.module.css';

interface WatcherText {
  readonly title: string;
  readonly body: string;
  /** It does not come back by itself. */
  readonly gone: boolean;
}

/** What it means that nobody watches; `null` while somebody does. */
export function useWatcherText(): WatcherText | null {
  const { watcher } = useTexts().app;
  const format = useFormat();
  const watching = useApp((state) => state.watching);
  if (watching.kind === 'watching') return null;
  const since = format.time(watching.since);
  return watching.kind === 'gone'
    ? { title: watcher.gone, body: watcher.goneBody(since), gone: true }
    : { title: watcher.restarting, body: watcher.restartingBody(since), gone: false };
}

/** Over every page: whatever it shows is old. */
export function WatcherBanner() {
  const text = useWatcherText();
  if (text === null) return null;
  return (
    <div className={styles.banner} data-tone={text.gone ? 'critical' : 'warning'} role="alert">
      <Icon name="warning" />
      <span className={styles.bannerText}>
        <b>{text.title}</b> {text.body}
      </span>
      {text.gone && <RestartWatcher />}
    </div>
  );
}

export function RestartWatcher() {
  const { watcher } = useTexts().app;
  const actions = useActions();
  const toast = useRefusalToast();
  return (
    <Button look="primary" onClick={() => void actions.restartWatcher().then(toast)}>
      {watcher.restart}
    </Button>
  );
}
