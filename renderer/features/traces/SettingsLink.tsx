import { Link } from 'react-router';
import { paths } from '../../app/paths';
import { useTexts } from '../../i18n/texts';
import uiStyles from '../../ui/ui.module.css';

/** To where servers are named; with words of its own where it knows what is missing there. */
export function SettingsLink({ children }: { readonly children?: string }) {
  const { app } = useTexts();
  return (
    <Link to={paths.settings} className={uiStyles.button}>
      {children ?? app.nav.settings}
    </Link>
  );
}
