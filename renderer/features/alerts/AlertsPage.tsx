import { useCallback } from 'react';
import { useParams } from 'react-router';
import { withMatcher } from '../../../shared/domain/filter';
import type { EnvironmentState } from '../../../shared/domain/snapshot';
import { paths } from '../../app/paths';
import { TextAnchor } from '../../app/TextAnchor';
import { useTexts } from '../../i18n/texts';
import { useEnvironment } from '../../state/context';
import { useAddressEnvironment } from '../../state/use-address-environment';
import { EmptyState } from '../../ui/EmptyState';
import { AlertList } from './AlertList';
import { AlertPanel } from './AlertPanel';
import { useAlertListView } from './list-view';
import { useAskedView, useTabOf } from './use-list-address';

/** The list, and over it the alert the address names. */
export default function AlertsPage() {
  const environment = useEnvironment();
  const { env, id } = useParams();
  const opened = env !== undefined && id !== undefined ? { env, id } : undefined;
  useAddressEnvironment(env);
  if (!environment) {
    return (
      <>
        <NoEnvironment />
        {opened && <AlertPanel key={`${opened.env} ${opened.id}`} {...opened} />}
      </>
    );
  }
  return <WatchedAlerts environment={environment} opened={opened} />;
}

function NoEnvironment() {
  const { alerts: t } = useTexts();
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

interface WatchedAlertsProps {
  readonly environment: EnvironmentState;
  readonly opened: { readonly env: string; readonly id: string } | undefined;
}

function WatchedAlerts({ environment, opened }: WatchedAlertsProps) {
  const [view, change] = useAlertListView(environment.id);
  useAskedView(change);
  const here = opened?.env === environment.id ? opened.id : undefined;
  useTabOf(environment.id, here, change);
  const filterBy = useCallback(
    (name: string, value: string) => {
      const matcher = { name, value, isRegex: false, isEqual: true };
      change(({ input }) => ({ input: { ...input, chips: withMatcher(input.chips, matcher) } }));
    },
    [change],
  );
  return (
    <>
      <AlertList
        key={environment.id}
        environment={environment}
        view={view}
        onChange={change}
        onLabel={filterBy}
        openId={here}
      />
      {opened && (
        <AlertPanel
          key={`${opened.env} ${opened.id}`}
          {...opened}
          {...(here !== undefined && { onLabel: filterBy })}
        />
      )}
    </>
  );
}
