import { useHotkeys } from '@mantine/hooks';
import { useDeferredValue, useId, useMemo, useRef, useState } from 'react';
import { useLocation } from 'react-router';
import type { Silence, SilenceState } from '../../../shared/domain/silences';
import type { EnvironmentState } from '../../../shared/domain/snapshot';
import { useSilencePanel } from '../../app/silence-panel';
import { useFormat, useTexts } from '../../i18n/texts';
import { useEnvironment } from '../../state/context';
import { useNow } from '../../state/use-now';
import { Button } from '../../ui/Button';
import { Callout } from '../../ui/Callout';
import { EmptyState } from '../../ui/EmptyState';
import { Icon } from '../../ui/icons';
import { Tabs } from '../../ui/Tabs';
import { OldSilencesNote, SilenceListState } from './SilenceListState';
import { SilenceTable } from './SilenceTable';
import { SILENCE_STATES, searchSilences, silencesByState } from './silence-list';
import styles from './silences.module.css';

export default function SilencesPage() {
  const environment = useEnvironment();
  const { silences: t } = useTexts();
  if (!environment) return <EmptyState icon="server" title={t.empty.noEnvironment} />;
  return <SilenceList key={environment.id} environment={environment} />;
}

function SilenceList({ environment }: { readonly environment: EnvironmentState }) {
  const { silences: t } = useTexts();
  const panel = useSilencePanel();
  const now = useNow(5000);
  const [tab, setTab] = useState<SilenceState>('active');
  const [search, setSearch] = useState('');
  const searchInput = useRef<HTMLInputElement>(null);
  const panelId = useId();
  useHotkeys([['/', () => searchInput.current?.focus()]]);

  const lists = useMemo(
    () => silencesByState(environment.silences, now),
    [environment.silences, now],
  );
  const words = useDeferredValue(search);
  const shown = useMemo(() => searchSilences(lists[tab], words), [lists, tab, words]);
  const created = useCreated(environment.silences);
  const freshness = environment.silencesFreshness;
  const readable = freshness.kind === 'fresh' || freshness.kind === 'stale';

  return (
    <div className={styles.page}>
      <h1 className="visually-hidden">{t.title}</h1>
      <div className={styles.bar}>
        <SilenceTabs
          selected={tab}
          onSelect={setTab}
          lists={lists}
          known={readable}
          panelId={panelId}
        />
        <input
          ref={searchInput}
          type="search"
          className={styles.search}
          aria-label={t.searchLabel}
          placeholder={t.search}
          value={search}
          onChange={(event) => setSearch(event.currentTarget.value)}
        />
        <Button look="primary" onClick={() => panel.open(environment.id)}>
          <Icon name="plus" size={12} />
          {t.create}
        </Button>
      </div>
      <div id={panelId} role="tabpanel" aria-label={t.tabs[tab]} className={styles.list}>
        <OldSilencesNote freshness={freshness} />
        {created.waitingFor !== undefined && readable && (
          <Callout tone="info" title={t.waiting.title}>
            {t.waiting.body(created.waitingFor.slice(0, 8))}
          </Callout>
        )}
        {readable && shown.length > 0 ? (
          <SilenceTable
            key={tab}
            silences={shown}
            tab={tab}
            environment={environment}
            createdId={created.id}
            old={freshness.kind === 'stale'}
          />
        ) : (
          <SilenceListState tab={tab} freshness={freshness} hidden={lists[tab].length} />
        )}
      </div>
    </div>
  );
}

/** The silence that was just written: marked in the list, and said to be on its way until the list has it. */
function useCreated(silences: Readonly<Record<string, Silence>>): {
  readonly id?: string;
  readonly waitingFor?: string;
} {
  const { state } = useLocation();
  const given: unknown = state;
  if (typeof given !== 'object' || given === null || !('created' in given)) return {};
  const id = given.created;
  if (typeof id !== 'string') return {};
  return Object.hasOwn(silences, id) ? { id } : { id, waitingFor: id };
}

interface SilenceTabsProps {
  readonly selected: SilenceState;
  readonly onSelect: (tab: SilenceState) => void;
  readonly lists: Readonly<Record<SilenceState, readonly Silence[]>>;
  readonly known: boolean;
  readonly panelId: string;
}

function SilenceTabs({ selected, onSelect, lists, known, panelId }: SilenceTabsProps) {
  const t = useTexts().silences.tabs;
  const format = useFormat();
  const tabs = SILENCE_STATES.map((state) => ({
    key: state,
    text: t[state],
    end: known ? format.count(lists[state].length) : '?',
  }));
  return (
    <Tabs label={t.label} tabs={tabs} selected={selected} onSelect={onSelect} panelId={panelId} />
  );
}
