import { Popover } from '@mantine/core';
import { useFormat, useTexts } from '../i18n/texts';
import { useNow } from '../state/use-now';
import { Icon } from '../ui/icons';
import { SourceDetails } from './SourceDetails';
import { StateDot } from './StateDot';
import styles from './shell.module.css';
import type { SourceGroup } from './source-groups';

/** A kind of server: its state and the age of what it last said; pressed, everything known about it. */
export function SourcePill({ group }: { readonly group: SourceGroup }) {
  const { app, common } = useTexts();
  const format = useFormat();
  const now = useNow(1000);
  const { state, worst, sources } = group;
  const kind = app.source.kind[group.kind];
  const many = sources.length > 1;
  const known = `${group.good}/${sources.length}`;
  const word = common.source.state[state];
  const age = format.ago(state === 'ok' ? (worst.lastGoodAt ?? worst.since) : worst.since, now);
  return (
    <Popover width={380} position="bottom-start" trapFocus returnFocus>
      <Popover.Target>
        <button
          type="button"
          className={styles.pill}
          data-state={state}
          title={app.source.label(kind, app.source.stateFor(word, age))}
        >
          <StateDot state={state} />
          <span className={styles.pillName}>
            <span className={styles.pillFull}>{kind}</span>
            <span className={styles.pillShort} aria-hidden="true">
              {app.source.short[group.kind]}
            </span>
          </span>
          {many && ' '}
          {many && <span className={styles.pillKnown}>{known}</span>}{' '}
          <b className={styles.pillState}>
            {state !== 'ok' && <span>{word}</span>} <span className={styles.pillAge}>{age}</span>
          </b>
          {group.insecure && (
            <span className={styles.pillWarning} title={app.source.insecure}>
              <Icon name="unlock" size={13} />
              <span className="visually-hidden">{app.source.insecureShort}</span>
            </span>
          )}
        </button>
      </Popover.Target>
      <Popover.Dropdown aria-label={kind} className={styles.details}>
        {sources.map((source) => (
          <SourceDetails key={source.id} source={source} />
        ))}
      </Popover.Dropdown>
    </Popover>
  );
}
