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
  const known = sources.length > 1 ? ` ${group.good}/${sources.length}` : '';
  const age =
    state === 'ok'
      ? format.ago(worst.lastGoodAt ?? worst.since, now)
      : app.source.stateFor(common.source.state[state], format.ago(worst.since, now));
  return (
    <Popover width={380} position="bottom-start" trapFocus returnFocus>
      <Popover.Target>
        <button
          type="button"
          className={styles.pill}
          data-state={state}
          title={app.source.label(kind, `${common.source.state[state]}, ${age}`)}
        >
          <StateDot state={state} />
          <span className={styles.pillName}>
            {kind}
            {known}
          </span>
          <b className={styles.pillState}>{age}</b>
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
