import { type KeyboardEvent, useEffect, useId, useState } from 'react';
import { useTexts } from '../i18n/texts';
import { Icon } from '../ui/icons';
import { SeverityShape } from '../ui/SeverityShape';
import { matchItems } from './palette-items';
import { usePalette } from './palette-store';
import styles from './shell.module.css';
import { type RunnableItem, usePaletteItems } from './use-palette-items';

const PER_GROUP = 8;
const GROUPS = ['alerts', 'silences', 'pages', 'commands'] as const;

/**
 * A combobox over a list: the focus stays in the field. Spotlight's own list marks its entries behind React's back, so
 * that the mark is lost when the list changes, and a screen reader is never told.
 */
export function PaletteBody({ onKeys }: { readonly onKeys: () => void }) {
  const { app } = useTexts();
  const { palette } = usePalette();
  const id = useId();
  const items = usePaletteItems(onKeys);
  const [query, setQuery] = useState('');
  const [chosen, setChosen] = useState(0);
  const matching = matchItems(items, query, PER_GROUP);
  const found = GROUPS.flatMap((group) => matching.filter((item) => item.group === group));
  const selected = Math.min(chosen, found.length - 1);
  const optionId = (index: number) => `${id}-${index}`;
  const selectedId = `${id}-${selected}`;

  useEffect(() => {
    document.getElementById(selectedId)?.scrollIntoView({ block: 'nearest' });
  }, [selectedId]);

  function run(item: RunnableItem): void {
    palette.close();
    item.run();
  }

  function press(event: KeyboardEvent): void {
    // Enter also ends an input method's composition
    if (event.nativeEvent.isComposing) return;
    const item = found[selected];
    if (event.key === 'ArrowDown') setChosen((selected + 1) % Math.max(1, found.length));
    else if (event.key === 'ArrowUp') setChosen((selected || found.length) - 1);
    else if (event.key === 'Enter' && item) run(item);
    else return;
    event.preventDefault();
  }

  return (
    <>
      <div className={styles.paletteSearch}>
        <Icon name="search" />
        <input
          data-autofocus
          type="text"
          role="combobox"
          aria-expanded={found.length > 0}
          aria-controls={id}
          aria-activedescendant={found.length > 0 ? selectedId : undefined}
          aria-label={app.palette.label}
          placeholder={app.palette.placeholder}
          value={query}
          onChange={(event) => {
            setQuery(event.currentTarget.value);
            setChosen(0);
          }}
          onKeyDown={press}
        />
      </div>
      <div id={id} role="listbox" aria-label={app.palette.label} className={styles.paletteList}>
        {GROUPS.map((group) => {
          const members = found.filter((item) => item.group === group);
          if (members.length === 0) return null;
          return (
            // biome-ignore lint/a11y/useSemanticElements: a group of options is no fieldset
            <div key={group} role="group" aria-label={app.palette.groups[group]}>
              <div className={styles.paletteGroup} aria-hidden="true">
                {app.palette.groups[group]}
              </div>
              {members.map((item) => {
                const index = found.indexOf(item);
                return (
                  <Option
                    key={item.id}
                    id={optionId(index)}
                    item={item}
                    selected={index === selected}
                    onRun={run}
                  />
                );
              })}
            </div>
          );
        })}
      </div>
      {found.length === 0 && (
        <p role="status" className={styles.paletteNothing}>
          {app.palette.nothing}
        </p>
      )}
    </>
  );
}

interface OptionProps {
  readonly id: string;
  readonly item: RunnableItem;
  readonly selected: boolean;
  readonly onRun: (item: RunnableItem) => void;
}

function Option({ id, item, selected, onRun }: OptionProps) {
  return (
    <button
      type="button"
      id={id}
      role="option"
      aria-selected={selected}
      tabIndex={-1}
      className={styles.paletteItem}
      // the focus stays in the field
      onMouseDown={(event) => event.preventDefault()}
      onClick={() => onRun(item)}
    >
      {item.severity && (
        <span className={styles.paletteShape} data-severity={item.severity}>
          <SeverityShape severity={item.severity} />
        </span>
      )}
      <span className={styles.paletteLabel}>{item.label}</span>
      {item.detail !== undefined && <span className={styles.paletteDetail}>{item.detail}</span>}
    </button>
  );
}
