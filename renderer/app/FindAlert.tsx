import { Navigate, useParams } from 'react-router';
import { useFormat, useTexts } from '../i18n/texts';
import { useApp } from '../state/context';
import { selectEnvironments } from '../state/selectors';
import { EmptyState } from '../ui/EmptyState';
import { lookForAlert } from './look-for-alert';
import { paths } from './paths';
import { TextAnchor } from './TextAnchor';

/** Leads on to the alert a link names by its fingerprint, as soon as some environment lists it. */
export function FindAlert() {
  const { id = '' } = useParams();
  const environments = useApp(selectEnvironments);
  const t = useTexts().app.find;
  const format = useFormat();
  const search = lookForAlert(environments, id);
  if (search.kind === 'found') return <Navigate to={paths.alert(search.env, id)} replace />;
  if (environments.length === 0) {
    return (
      <>
        <h1 className="visually-hidden">{t.notFound}</h1>
        <EmptyState
          icon="server"
          title={t.notFound}
          action={<TextAnchor to={paths.settings}>{t.settings}</TextAnchor>}
        >
          {t.noEnvironment}
        </EmptyState>
      </>
    );
  }
  if (search.kind === 'looking') {
    return (
      <div role="status">
        <h1 className="visually-hidden">{t.looking}</h1>
        <EmptyState icon="search" title={t.looking}>
          {t.unread(format.list(search.unread))}
        </EmptyState>
      </div>
    );
  }
  const { without, unasked } = search;
  const title = unasked.length === 0 ? t.gone : t.notFound;
  return (
    <div role="status">
      <h1 className="visually-hidden">{title}</h1>
      <EmptyState
        icon={unasked.length === 0 ? 'empty' : 'warning'}
        title={title}
        action={<TextAnchor to={paths.alerts}>{t.list}</TextAnchor>}
      >
        {without.length > 0 && t.without(format.list(without))}{' '}
        {unasked.length > 0 && t.unasked(format.list(unasked))}
      </EmptyState>
    </div>
  );
}
