import { Menu } from '@mantine/core';
import { useMemo } from 'react';
import type { EnvironmentState } from '../../shared/domain/snapshot';
import { useTexts } from '../i18n/texts';
import { useActions, useApp, useEnvironment } from '../state/context';
import { selectEnvironments } from '../state/selectors';
import { type Standing, standingOf, worstStanding } from '../state/standing';
import { Icon } from '../ui/icons';
import { SeverityShape } from '../ui/SeverityShape';
import { useRefusalToast } from '../ui/use-refusal-toast';
import { MenuPill } from './MenuPill';
import { StateDot } from './StateDot';
import styles from './shell.module.css';

/** Which environment is shown, and how the others stand meanwhile: the page tells of this one alone. */
export function EnvironmentMenu() {
  const { app } = useTexts();
  const environments = useApp(selectEnvironments);
  const here = useEnvironment();
  const actions = useActions();
  const toast = useRefusalToast();
  const all = useMemo(
    () => environments.map((environment) => ({ environment, standing: standingOf(environment) })),
    [environments],
  );
  return (
    <MenuPill
      label={app.environment.label}
      value={here?.name ?? app.environment.none}
      disabled={environments.length === 0}
      strong
      mark={<Elsewhere others={all.filter(({ environment }) => environment.id !== here?.id)} />}
    >
      {all.map(({ environment, standing }) => (
        <Menu.Item
          key={environment.id}
          aria-current={environment.id === here?.id ? 'true' : undefined}
          leftSection={<Icon name={environment.id === here?.id ? 'check' : 'server'} size={14} />}
          rightSection={
            <span className={styles.standing}>
              {environment.demo && <span className={styles.tag}>{app.environment.demo}</span>}
              <StandingText standing={standing} />
            </span>
          }
          onClick={() => void actions.selectEnvironment(environment.id).then(toast)}
        >
          {environment.name}
        </Menu.Item>
      ))}
    </MenuPill>
  );
}

function StandingText({ standing }: { readonly standing: Standing }) {
  const t = useTexts().app.environment;
  const { firing, worst, unseen } = standing;
  return (
    <>
      {worst !== null && (
        <span className={styles.mark} data-mark={worst}>
          <SeverityShape severity={worst} /> {t.firing(firing)}
        </span>
      )}
      {unseen && (
        <span className={styles.mark} data-mark="unseen">
          <StateDot state="unknown" /> {worst === null ? t.unseen : t.unseenMore}
        </span>
      )}
      {worst === null && !unseen && <span className={styles.mark}>{t.calm}</span>}
    </>
  );
}

interface ElsewhereProps {
  readonly others: readonly {
    readonly environment: EnvironmentState;
    readonly standing: Standing;
  }[];
}

/** That another environment burns or cannot be seen, while this one may look calm. */
function Elsewhere({ others }: ElsewhereProps) {
  const t = useTexts().app.environment;
  const worst = worstStanding(others.map(({ standing }) => standing));
  if (worst === null) return null;
  const lines = others.flatMap(({ environment: { name }, standing: { firing, unseen } }) => [
    ...(firing > 0 ? [t.elsewhere(name, t.firing(firing))] : []),
    ...(unseen ? [t.elsewhere(name, firing > 0 ? t.unseenMore : t.unseen)] : []),
  ]);
  return (
    <span className={styles.mark} data-mark={worst} title={lines.join('\n')}>
      {worst === 'unseen' ? <StateDot state="unknown" /> : <SeverityShape severity={worst} />}
      <span className="visually-hidden">{lines.join(', ')}</span>
    </span>
  );
}
