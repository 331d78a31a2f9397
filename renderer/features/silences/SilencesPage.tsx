import { useDeferredValue, useId, useMemo, useRef } from 'react';
import { useLocation } from 'react-router';
import type { Silence, SilenceState } from '../../../shared/domain/silences';
import type { EnvironmentState } from '../../../shared/domain/snapshot';
import { paths } from '../../app/paths';
import { useSilencePanel } from '../../app/silence-panel';
import { TextAnchor } from '../../app/TextAnchor';
import { useFormat, useTexts } from '../../i18n/texts';
import { useEnvironment } from '../../state/context';
import { useAddressEnvironment } from '../../state/use-address-environment';
import { useNow } from '../../state/use-now';
import { Button } from '../../ui/Button';
import { Callout } from '../../ui/Callout';
import { EmptyState } from '../../ui/EmptyState';
import { Icon } from '../../ui/icons';
import { usePageKeys } from '../../ui/layers';
import { Tabs } from '../../ui/Tabs';
import { useSilenceListView } from './list-view';
import { OldSilencesNote, SilenceListState } from './SilenceListState';
import { SilenceTable } from './SilenceTable';
import { SILENCE_STATES, searchSilences, silencesByState } from './silence-list';
import styles from './silences.module.css';
import { useShownSilence } from './use-shown-silence';

export default function SilencesPage() {
  const environment = useEnvironment();
  const { silences: t } = useTexts();
  useAddressEnvironment(new URLSearchParams(useLocation().search).get('env') ?? undefined);
  if (!environment) {
    return (
      <>
        <h1 className="visually-hidden">{t.title}</h1>
        <EmptyState
          icon="server"
          title={t.empty.noEnvironment}
          action={<TextAnchor to={paths.settings}>{t.empty.settings}</TextAnchor>}
        >
          {t.empty.noEnvironmentBody}
        </EmptyState>
      </>
    );
  }
  return <SilenceList key={environment.id} environment={environment} />;
}

function SilenceList({ environment }: { readonly environment: EnvironmentState }) {
  const { silences: t } = useTexts();
  const panel = useSilencePanel();
  const now = useNow(5000);
  const [{ tab, search }, change] = useSilenceListView(environment.id);
  const shownSilence = useShownSilence(environment, change, now);
  const searchInput = useRef<HTMLInputElement>(null);
  const panelId = useId();
  usePageKeys([['/', () => searchInput.current?.focus()]]);

  const lists = useMemo(
    () => silencesByState(environment.silences, now),
    [environment.silences, now],
  );
  const words = useDeferredValue(search);
  const shown = useMemo(() => searchSilences(lists[tab], words), [lists, tab, words]);
  const freshness = environment.silencesFreshness;
  const readable = freshness.kind === 'fresh' || freshness.kind === 'stale';

  return (
    <div className={styles.page}>
      <h1 className="visually-hidden">{t.title}</h1>
      <div className={styles.bar}>
        <SilenceTabs
          selected={tab}
          onSelect={(next) => change({ tab: next })}
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
          onChange={(event) => change({ search: event.currentTarget.value })}
        />
        <Button look="primary" onClick={() => panel.open(environment.id)}>
          <Icon name="plus" size={12} />
          {t.create}
        </Button>
      </div>
      <div id={panelId} role="tabpanel" aria-label={t.tabs[tab]} className={styles.list}>
        <OldSilencesNote freshness={freshness} />
        {shownSilence.id !== undefined && shownSilence.missing && readable && (
          <Callout tone="info" title={t.notListed.title(shownSilence.id.slice(0, 8))}>
            {t.notListed.body}
          </Callout>
        )}
        {readable && shown.length > 0 ? (
          <SilenceTable
            key={tab}
            silences={shown}
            tab={tab}
            environment={environment}
            shownId={shownSilence.id}
            old={freshness.kind === 'stale'}
          />
        ) : (
          <SilenceListState tab={tab} freshness={freshness} hidden={lists[tab].length} />
        )}
      </div>
    </div>
  );
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
