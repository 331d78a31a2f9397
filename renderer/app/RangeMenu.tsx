import { Menu } from '@mantine/core';
import { RANGE_KEYS } from '../../shared/domain/metrics';
import { useTexts } from '../i18n/texts';
import { useActions, useApp } from '../state/context';
import { Icon } from '../ui/icons';
import { useRefusalToast } from '../ui/use-refusal-toast';
import { MenuPill } from './MenuPill';

export function RangeMenu() {
  const { app } = useTexts();
  const range = useApp((state) => state.snapshot.range);
  const actions = useActions();
  const toast = useRefusalToast();
  return (
    <MenuPill label={app.range.label} value={app.range.last[range]}>
      {RANGE_KEYS.map((key) => (
        <Menu.Item
          key={key}
          aria-current={key === range ? 'true' : undefined}
          leftSection={key === range ? <Icon name="check" size={14} /> : <span />}
          onClick={() => void actions.setRange(key).then(toast)}
        >
          {app.range.last[key]}
        </Menu.Item>
      ))}
    </MenuPill>
  );
}
