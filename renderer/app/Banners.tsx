import { useState } from 'react';
import { useNavigate } from 'react-router';
import type { FileProblem } from '../../shared/ipc/api';
import { useTexts } from '../i18n/texts';
import { useApp, useEnvironment } from '../state/context';
import { Button } from '../ui/Button';
import { Icon } from '../ui/icons';
import { ClockBanner } from './ClockBanner';
import { paths } from './paths';
import styles from './shell.module.css';
import { WatcherBanner } from './WatcherBanner';

/** What the user must know about the whole window: that it shows a demo, that the settings were lost, that nobody watches. */
export function Banners() {
  return (
    <>
      <WatcherBanner />
      <ClockBanner />
      <SettingsBanner />
      <SecretsBanner />
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
  const problem = useApp((state) => state.info.settingsProblem);
  return <ProblemBanner title={app.settingsProblem.title} problem={problem} />;
}

function SecretsBanner() {
  const { app } = useTexts();
  const problem = useApp((state) => state.info.secretsProblem);
  return <ProblemBanner title={app.secretsProblem.title} problem={problem} />;
}

interface ProblemBannerProps {
  readonly title: string;
  readonly problem: FileProblem | undefined;
}

function ProblemBanner({ title, problem }: ProblemBannerProps) {
  const { app } = useTexts();
  const navigate = useNavigate();
  const [dismissed, setDismissed] = useState(false);
  if (!problem || dismissed) return null;
  return (
    <aside className={styles.banner} data-tone="warning" aria-label={title}>
      <Icon name="warning" />
      <span className={styles.bannerText}>
        <b>{title}</b> {problem.message}{' '}
        {problem.keptAs !== undefined && app.settingsProblem.kept(problem.keptAs)}
      </span>
      <Button onClick={() => void navigate(paths.settings)}>{app.settingsProblem.open}</Button>
      <Button onClick={() => setDismissed(true)}>{app.settingsProblem.dismiss}</Button>
    </aside>
  );
}
