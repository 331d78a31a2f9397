import { useTexts } from '../i18n/texts';
import { useEnvironment } from '../state/context';
import { IconButton } from '../ui/IconButton';
import { EnvironmentMenu } from './EnvironmentMenu';
import { PaletteButton } from './PaletteButton';
import { PopupsMenu } from './PopupsMenu';
import { RangeMenu } from './RangeMenu';
import { SourcePill } from './SourcePill';
import styles from './shell.module.css';
import { groupSources } from './source-groups';

export function Header({ onKeys }: { readonly onKeys: () => void }) {
  const { app } = useTexts();
  const environment = useEnvironment();
  const groups = groupSources(environment?.sources ?? []);
  const failing = groups.filter((group) => group.state !== 'ok').length;
  return (
    <header className={styles.header} data-crowded={failing > 1 || undefined}>
      <span className={styles.logo}>
        Batch<b>watch</b>
      </span>
      <EnvironmentMenu />
      <div className={styles.sources}>
        {groups.map((group) => (
          <SourcePill key={group.kind} group={group} />
        ))}
      </div>
      <span className={styles.grow} />
      <PaletteButton />
      <RangeMenu />
      <PopupsMenu />
      <IconButton icon="keyboard" label={`${app.keys.title} (?)`} onClick={onKeys} />
    </header>
  );
}
