import { useNavigate } from 'react-router';
import type { EnvironmentState } from '../../../shared/domain/snapshot';
import { paths } from '../../app/paths';
import { useTexts } from '../../i18n/texts';
import { useEnvironment } from '../../state/context';
import { Button } from '../../ui/Button';
import { EmptyState } from '../../ui/EmptyState';
import { FreshnessState } from '../../ui/FreshnessNote';
import { AlertRail } from './AlertRail';
import { KvGauges } from './KvGauges';
import { Notices } from './Notices';
import styles from './overview.module.css';
import { KvChart, QuantileChart, TokensChart } from './RangeCharts';
import { Tiles } from './Tiles';
import { TtftHistogram } from './TtftHistogram';

export default function OverviewPage() {
  const { overview } = useTexts();
  const t = overview.profile;
  const environment = useEnvironment();
  const navigate = useNavigate();
  if (!environment) {
    return (
      <>
        <h1 className="visually-hidden">{overview.title}</h1>
        <EmptyState
          icon="server"
          title={t.noEnvironment}
          action={
            <Button look="primary" onClick={() => void navigate(paths.settings)}>
              {t.connect}
            </Button>
          }
        >
          {t.noEnvironmentWhy}
        </EmptyState>
      </>
    );
  }
  return (
    <div className={styles.page}>
      <h1 className="visually-hidden">{overview.title}</h1>
      <div className={styles.figures}>
        <Figures environment={environment} />
      </div>
      <AlertRail environment={environment} />
    </div>
  );
}

function Figures({ environment }: { readonly environment: EnvironmentState }) {
  const t = useTexts().overview.profile;
  const { profile, panels, ranges } = environment;
  if (profile.kind === 'none') {
    return (
      <EmptyState icon="empty" title={t.none}>
        {t.noneWhy}
        <br />
        {t.noneHow}
      </EmptyState>
    );
  }
  if (profile.kind === 'detecting' && !panels.value) {
    return panels.freshness.kind === 'failed' ? (
      <FreshnessState freshness={panels.freshness} failedTitle={t.failed} />
    ) : (
      <EmptyState icon="search" title={t.detecting}>
        {t.detectingWhy}
      </EmptyState>
    );
  }
  return (
    <>
      <Notices notices={panels.value?.notices ?? []} />
      <div className={styles.grid}>
        <KvGauges panels={panels} />
        <Tiles panels={panels} ranges={ranges} />
        <TtftHistogram panels={panels} />
        <QuantileChart ranges={ranges} chart="ttft" className={styles.ttftChart} />
        <KvChart ranges={ranges} />
        <TokensChart ranges={ranges} />
        <QuantileChart ranges={ranges} chart="latency" />
      </div>
    </>
  );
}
