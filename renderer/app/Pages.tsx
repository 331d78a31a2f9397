import { lazy } from 'react';
import { type Location, Navigate, Route, Routes } from 'react-router';
import { useTexts } from '../i18n/texts';
import { EmptyState } from '../ui/EmptyState';
import { FindAlert } from './FindAlert';
import { paths } from './paths';
import { TextAnchor } from './TextAnchor';

const OverviewPage = lazy(() => import('../features/overview/OverviewPage'));
const AlertsPage = lazy(() => import('../features/alerts/AlertsPage'));
const SilencesPage = lazy(() => import('../features/silences/SilencesPage'));
const TracesPage = lazy(() => import('../features/traces/TracesPage'));
const SettingsPage = lazy(() => import('../features/settings/SettingsPage'));

export function Pages({ location }: { readonly location: Location | string }) {
  return (
    <Routes location={location}>
      <Route path="/" element={<Navigate to={paths.overview} replace />} />
      <Route path="/overview" element={<OverviewPage />} />
      {/* one element for list and detail, so that filters and scroll stay when a detail opens */}
      <Route path="/alerts/:env?/:id?" element={<AlertsPage />} />
      <Route path="/find/:id" element={<FindAlert />} />
      <Route path="/silences" element={<SilencesPage />} />
      <Route path="/traces" element={<TracesPage />} />
      <Route path="/settings" element={<SettingsPage />} />
      <Route path="*" element={<NotFound />} />
    </Routes>
  );
}

function NotFound() {
  const { app } = useTexts();
  return (
    <EmptyState
      title={app.notFound.title}
      action={<TextAnchor to={paths.overview}>{app.notFound.back}</TextAnchor>}
    />
  );
}
