import { Menu } from '@mantine/core';
import { useTexts } from '../i18n/texts';
import { useActions, useApp, useEnvironment } from '../state/context';
import { selectEnvironments } from '../state/selectors';
import { Icon } from '../ui/icons';
import { useRefusalToast } from '../ui/use-refusal-toast';
import { MenuPill } from './MenuPill';
import styles from './shell.module.css';

export function EnvironmentMenu() {
  const { app } = useTexts();
  const environments = useApp(selectEnvironments);
  const here = useEnvironment();
  const actions = useActions();
  const toast = useRefusalToast();
  return (
    <MenuPill
      label={app.environment.label}
      value={here?.name ?? app.environment.none}
      disabled={environments.length === 0}
      strong
    >
      {environments.map((environment) => (
        <Menu.Item
          key={environment.id}
          aria-current={environment.id === here?.id ? 'true' : undefined}
          leftSection={<Icon name={environment.id === here?.id ? 'check' : 'server'} size={14} />}
          rightSection={
            environment.demo ? (
              <span className={styles.tag}>{app.environment.demo}</span>
            ) : undefined
          }
          onClick={() => void actions.selectEnvironment(environment.id).then(toast)}
        >
          {environment.name}
        </Menu.Item>
      ))}
    </MenuPill>
  );
}
