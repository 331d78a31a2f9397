import { Spotlight } from '@mantine/spotlight';
import { useDeferredValue } from 'react';
import { useTexts } from '../i18n/texts';
import { SeverityShape } from '../ui/SeverityShape';
import { matchItems } from './palette-items';
import styles from './shell.module.css';
import { usePaletteItems } from './use-palette-items';

const PER_GROUP = 8;
const GROUPS = ['alerts', 'silences', 'pages', 'commands'] as const;

interface PaletteResultsProps {
  readonly query: string;
  readonly onKeys: () => void;
}

export function PaletteResults({ query, onKeys }: PaletteResultsProps) {
  const { app } = useTexts();
  const items = usePaletteItems(onKeys);
  const found = matchItems(items, useDeferredValue(query), PER_GROUP);
  if (found.length === 0) return <Spotlight.Empty>{app.palette.nothing}</Spotlight.Empty>;
  return GROUPS.map((group) => {
    const members = found.filter((item) => item.group === group);
    if (members.length === 0) return null;
    return (
      <Spotlight.ActionsGroup key={group} label={app.palette.groups[group]}>
        {members.map((item) => (
          <Spotlight.Action
            key={item.id}
            className={styles.paletteItem ?? ''}
            label={item.label}
            {...(item.detail !== undefined && { description: item.detail })}
            {...(item.severity && {
              leftSection: (
                <span className={styles.paletteShape} data-severity={item.severity}>
                  <SeverityShape severity={item.severity} />
                </span>
              ),
            })}
            onClick={item.run}
          />
        ))}
      </Spotlight.ActionsGroup>
    );
  });
}
