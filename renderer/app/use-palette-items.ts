import { useMemo } from 'react';
import { useNavigate } from 'react-router';
import type { Severity } from '../../shared/domain/alerts';
import { RANGE_KEYS } from '../../shared/domain/metrics';
import { useTexts } from '../i18n/texts';
import { useActions, useApp, useEnvironment } from '../state/context';
import { byUrgency } from '../state/selectors';
import { useRefusalToast } from '../ui/use-refusal-toast';
import { PAGES } from './Nav';
import type { PaletteItem } from './palette-items';
import { paths } from './paths';
import { beforeNine, pauseEnd } from './popup-pause';
import { useSilencePanel } from './silence-panel';

export interface RunnableItem extends PaletteItem {
  readonly severity?: Severity;
  readonly run: () => void;
}

/** Everything the palette can find: alerts and silences of the selected environment, pages, commands. */
export function usePaletteItems(onKeys: () => void): readonly RunnableItem[] {
  const commands = useCommands(onKeys);
  const found = useServerItems();
  return useMemo(() => [...found, ...commands], [found, commands]);
}

function useServerItems(): readonly RunnableItem[] {
  const environment = useEnvironment();
  const navigate = useNavigate();
  const { app } = useTexts();
  return useMemo(() => {
    if (!environment) return [];
    const alerts = Object.values(environment.alerts)
      .sort(byUrgency)
      .map((alert): RunnableItem => {
        const labels = Object.entries(alert.labels)
          .filter(([name]) => name !== 'alertname')
          .map(([name, value]) => `${name}=${value}`)
          .join(' ');
        return {
          id: `alert:${alert.id}`,
          group: 'alerts',
          label: alert.name,
          detail: `${app.state[alert.state]} · ${labels}`,
          severity: alert.severity,
          run: () => void navigate(paths.alert(environment.id, alert.id)),
        };
      });
    const silences = Object.values(environment.silences)
      .filter((silence) => silence.state !== 'expired')
      .map(
        (silence): RunnableItem => ({
          id: `silence:${silence.id}`,
          group: 'silences',
          label: silence.comment === '' ? silence.id : silence.comment,
          detail: silence.matchers
            .map(({ name, value, isEqual, isRegex }) => {
              const operator = `${isEqual ? '=' : '!'}${isRegex ? '~' : isEqual ? '' : '='}`;
              return `${name}${operator}${value}`;
            })
            .join(' '),
          keywords: `${silence.createdBy} ${silence.id}`,
          run: () => void navigate(paths.silences),
        }),
      );
    return [...alerts, ...silences];
  }, [environment, navigate, app]);
}

function useCommands(onKeys: () => void): readonly RunnableItem[] {
  const { app } = useTexts();
  const t = app.palette;
  const actions = useActions();
  const settings = useApp((state) => state.settings);
  const navigate = useNavigate();
  const toast = useRefusalToast();
  const panel = useSilencePanel();
  const command = (id: string, label: string, run: () => void): RunnableItem => ({
    id: `command:${id}`,
    group: 'commands',
    label,
    run,
  });
  const pages = PAGES.map(
    (page): RunnableItem => ({
      id: `page:${page.key}`,
      group: 'pages',
      label: app.nav[page.key],
      keywords: page.key,
      run: () => void navigate(page.path),
    }),
  );
  const pause = (choice: Parameters<typeof pauseEnd>[0]) => () =>
    void actions.pausePopups(pauseEnd(choice, Date.now())).then(toast);
  return [
    ...pages,
    command('refresh', t.refresh, () => void actions.refresh().then(toast)),
    command('silence', t.newSilence, () => panel.open()),
    command('pause30', t.pause30, pause('30')),
    command('pause60', t.pause60, pause('60')),
    ...(beforeNine(Date.now()) ? [command('pauseToday', t.pauseToday, pause('today'))] : []),
    command('pauseTomorrow', t.pauseTomorrow, pause('tomorrow')),
    command('resume', t.resume, () => void actions.pausePopups(null).then(toast)),
    ...RANGE_KEYS.map((key) =>
      command(`range:${key}`, t.range(app.range.last[key]), () => {
        void actions.setRange(key).then(toast);
      }),
    ),
    ...(['system', 'dark', 'light'] as const).map((theme) =>
      command(`theme:${theme}`, t.theme[theme], () => {
        void actions.saveSettings({ ...settings, theme }).then(toast);
      }),
    ),
    ...(['system', 'en', 'zh'] as const).map((language) =>
      command(`language:${language}`, t.language[language], () => {
        void actions.saveSettings({ ...settings, language }).then(toast);
      }),
    ),
    command('keys', t.keys, onKeys),
  ];
}
