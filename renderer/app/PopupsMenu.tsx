import { Menu } from '@mantine/core';
import { useNavigate } from 'react-router';
import { useFormat, useTexts } from '../i18n/texts';
import { useActions, useApp } from '../state/context';
import { useNow } from '../state/use-now';
import { Icon } from '../ui/icons';
import { useRefusalToast } from '../ui/use-refusal-toast';
import { MenuPill } from './MenuPill';
import { paths } from './paths';
import { beforeNine, type PauseChoice, pauseEnd } from './popup-pause';

export function PopupsMenu() {
  const { app } = useTexts();
  const format = useFormat();
  const now = useNow(1000);
  const pausedUntil = useApp((state) => state.snapshot.tray.pausedUntil);
  const enabled = useApp((state) => state.settings.popups.enabled);
  const actions = useActions();
  const navigate = useNavigate();
  const toast = useRefusalToast();
  const paused = pausedUntil !== undefined && pausedUntil > now;
  const value = !enabled
    ? app.popups.off
    : paused
      ? app.popups.pausedUntil(format.clockOn(pausedUntil, now))
      : app.popups.on;
  const pause = (choice: PauseChoice) => () =>
    void actions.pausePopups(pauseEnd(choice, Date.now())).then(toast);
  return (
    <MenuPill
      label={app.popups.label}
      value={value}
      shown
      icon={enabled && !paused ? 'bell' : 'bellOff'}
      tone={enabled && !paused ? 'plain' : 'warning'}
    >
      {!enabled && <Menu.Label>{app.popups.offHint}</Menu.Label>}
      {paused && (
        <Menu.Item
          leftSection={<Icon name="play" size={14} />}
          onClick={() => void actions.pausePopups(null).then(toast)}
        >
          {app.popups.resume}
        </Menu.Item>
      )}
      <Menu.Item leftSection={<Icon name="pause" size={14} />} onClick={pause('30')}>
        {app.popups.pause30}
      </Menu.Item>
      <Menu.Item leftSection={<Icon name="pause" size={14} />} onClick={pause('60')}>
        {app.popups.pause60}
      </Menu.Item>
      {beforeNine(now) && (
        <Menu.Item leftSection={<Icon name="pause" size={14} />} onClick={pause('today')}>
          {app.popups.pauseToday}
        </Menu.Item>
      )}
      <Menu.Item leftSection={<Icon name="pause" size={14} />} onClick={pause('tomorrow')}>
        {app.popups.pauseTomorrow}
      </Menu.Item>
      <Menu.Divider />
      <Menu.Item
        leftSection={<Icon name="settings" size={14} />}
        onClick={() => void navigate(paths.settings)}
      >
        {app.popups.settings}
      </Menu.Item>
    </MenuPill>
  );
}
