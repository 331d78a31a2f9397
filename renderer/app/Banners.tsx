import { useState } from 'react';
import { useNavigate } from 'react-router';
import { useTexts } from '../i18n/texts';
import { useApp, useEnvironment } from '../state/context';
import { Button } from '../ui/Button';
import { Icon } from '../ui/icons';
import { paths } from './paths';
import styles from './shell.module.css';

/** What the user must know about the whole window: that it shows a demo, that the settings were lost. */
export function Banners() {
  return (
    <>
      <SettingsBanner />
      <DemoBanner />
    </>
  );
}

function DemoBanner() {
  const { app } = useTexts();
  const navigate = useNavigate();
  const demo = useEnvironment()?.demo ?? false;
  if (!demo) return null;
  return (
    <aside className={styles.banner} data-tone="info" aria-label={app.environment.demo}>
      <Icon name="info" />
      <span className={styles.bannerText}>{app.demo.text}</span>
      <Button look="primary" onClick={() => void navigate(paths.settings)}>
        {app.demo.connect}
      </Button>
    </aside>
  );
}

function SettingsBanner() {
  const { app } = useTexts();
  const navigate = useNavigate();
  const problem = useApp((state) => state.info.settingsProblem);
  const [dismissed, setDismissed] = useState(false);
  if (!problem || dismissed) return null;
  return (
    <aside className={styles.banner} data-tone="warning" aria-label={app.settingsProblem.title}>
      <Icon name="warning" />
      <span className={styles.bannerText}>
        <b>{app.settingsProblem.title}</b> {problem.message}{' '}
        {problem.keptAs !== undefined && app.settingsProblem.kept(problem.keptAs)}
      </span>
      <Button onClick={() => void navigate(paths.settings)}>{app.settingsProblem.open}</Button>
      <Button onClick={() => setDismissed(true)}>{app.settingsProblem.dismiss}</Button>
    </aside>
  );
}
