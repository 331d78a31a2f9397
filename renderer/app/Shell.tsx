import { useDisclosure, useHotkeys } from '@mantine/hooks';
import { lazy, Suspense, useEffect } from 'react';
import { useLocation, useNavigate } from 'react-router';
import { useTexts } from '../i18n/texts';
import { useActions, useApp } from '../state/context';
import { usePageKeys } from '../ui/layers';
import { useRefusalToast } from '../ui/use-refusal-toast';
import { Banners } from './Banners';
import { Footer } from './Footer';
import { Header } from './Header';
import { KeyList } from './KeyList';
import { Nav, PAGES } from './Nav';
import { PageBoundary } from './PageBoundary';
import { Pages } from './Pages';
import { Palette } from './Palette';
import { pathOfRoute, paths } from './paths';
import styles from './shell.module.css';
import { isSilencePanel, pageBehind, useSilencePanel } from './silence-panel';

const SilenceDrawer = lazy(() => import('../features/silences/SilenceDrawer'));

export function Shell() {
  const location = useLocation();
  const { app } = useTexts();
  const [keysShown, keys] = useDisclosure(false);
  useRequestedRoute();
  useShellKeys(keys.toggle);

  const panel = isSilencePanel(location);
  const page = panel ? (pageBehind(location) ?? paths.silences) : location;
  const first = (typeof page === 'string' ? page : page.pathname).split('/')[1] ?? '';
  // where an alert is looked for, the list of alerts is about to come
  const section = first === 'find' ? 'alerts' : first;
  useEffect(() => {
    const name = PAGES.find((item) => item.key === section)?.key;
    document.title = name ? `${app.nav[name]} · Batchwatch` : 'Batchwatch';
  }, [app, section]);

  return (
    <div className={styles.shell}>
      <button type="button" className={styles.skip} onClick={focusContent}>
        {app.skipToContent}
      </button>
      <Header onKeys={keys.open} />
      <Nav section={section} />
      <div className={styles.content}>
        <Banners />
        <main id="content" tabIndex={-1} className={styles.page}>
          <PageBoundary key={section}>
            <Suspense
              fallback={
                <p className={styles.loading} data-page-loading>
                  {app.freshness.loading}
                </p>
              }
            >
              <Pages location={page} />
            </Suspense>
          </PageBoundary>
        </main>
      </div>
      <Footer />
      {panel && (
        <PageBoundary>
          <Suspense>
            <SilenceDrawer />
          </Suspense>
        </PageBoundary>
      )}
      <Palette onKeys={keys.open} />
      <KeyList opened={keysShown} onClose={keys.close} />
    </div>
  );
}

/** A button, not a link to `#content`: the hash is the router's. */
function focusContent(): void {
  document.getElementById('content')?.focus();
}

/** Goes where a popup, the tray or the command line wants to go. */
function useRequestedRoute(): void {
  const route = useApp((state) => state.requestedRoute);
  const actions = useActions();
  const navigate = useNavigate();
  const panel = useSilencePanel();
  useEffect(() => {
    if (!route) return;
    actions.routeTaken();
    if (route.page === 'silence') panel.open(route.env, route.alert, route.durationMs);
    else void navigate(pathOfRoute(route));
  }, [route, actions, navigate, panel]);
}

function useShellKeys(toggleKeys: () => void): void {
  const navigate = useNavigate();
  const actions = useActions();
  const toast = useRefusalToast();
  useHotkeys([
    ['shift+?', toggleKeys],
    ['?', toggleKeys],
    ['r', () => void actions.refresh().then(toast)],
  ]);
  usePageKeys(PAGES.map((page, index) => [`${index + 1}`, () => void navigate(page.path)]));
}
