import type { InstancePanel, KvTrend, PanelSnapshot } from '../../../shared/domain/metrics';
import type { Slice } from '../../../shared/domain/slice';
import { assertNever } from '../../../shared/result';
import type { Settings } from '../../../shared/settings/settings';
import { Gauge } from '../../charts/Gauge';
import { useFormat, useTexts } from '../../i18n/texts';
import { useApp } from '../../state/context';
import { cx } from '../../ui/class-names';
import { EmptyState } from '../../ui/EmptyState';
import { Panel } from '../../ui/Panel';
import { countLevels, kvGauge, orderInstances } from './kv-gauge';
import styles from './overview.module.css';

const GIB = 1024 ** 3;
/** More than one row of full-sized gauges. */
const MANY = 5;

export function KvGauges({ panels }: { readonly panels: Slice<PanelSnapshot> }) {
  const t = useTexts().overview.kv;
  const format = useFormat();
  const thresholds = useApp((state) => state.settings.thresholds);
  const instances = orderInstances(panels.value?.instances ?? [], thresholds);
  const { warning, critical } = countLevels(instances, thresholds);
  const many = instances.length > MANY;
  const { freshness } = panels;
  const oldAt = freshness.kind === 'stale' ? freshness.at : null;
  return (
    <Panel
      title={t.title}
      subtitle={t.subtitle(
        format.bytes(thresholds.kvWarnBytes),
        format.bytes(thresholds.kvCriticalBytes),
      )}
      end={
        many && <span className={styles.fine}>{t.counts(critical, warning, instances.length)}</span>
      }
      freshness={freshness}
      className={styles.kv}
    >
      {instances.length === 0 ? (
        <EmptyState title={t.none}>{t.noneWhy}</EmptyState>
      ) : (
        <ul
          className={cx(styles.gauges, many && styles.gaugesMany)}
          tabIndex={many ? 0 : undefined}
        >
          {instances.map((instance) => (
            <InstanceGauge
              key={instance.key}
              instance={instance}
              thresholds={thresholds}
              oldAt={oldAt}
              width={many ? 104 : 142}
            />
          ))}
        </ul>
      )}
    </Panel>
  );
}

interface InstanceGaugeProps {
  readonly instance: InstancePanel;
  readonly thresholds: Settings['thresholds'];
  /** When the figures were read where they are not of now, epoch ms: then nothing is forecast from them. */
  readonly oldAt: number | null;
  readonly width: number;
}

function InstanceGauge({ instance, thresholds, oldAt, width }: InstanceGaugeProps) {
  const t = useTexts().overview.kv;
  const format = useFormat();
  const model = kvGauge(instance, thresholds);
  const name = instance.instance === '' ? t.unnamed : instance.instance;
  const why =
    model.used.kind === 'absent' ? t.absentWhy : model.used.kind === 'nan' ? t.nanWhy : undefined;
  const caption =
    model.used.kind !== 'value'
      ? ''
      : model.total === null
        ? t.ofUnknown
        : t.of(format.bytes(model.total));
  const trend = oldAt === null ? trendText(instance.kvTrend) : t.asOf(format.clock(oldAt));
  const share = model.share === null ? '' : format.share(model.share);
  const value = valueText();
  return (
    <li className={styles.gauge} title={why}>
      <Gauge
        share={model.position}
        tone={model.level === 'unknown' ? 'ok' : model.level}
        zones={model.zones}
        value={value}
        caption={caption}
        width={width}
        summary={why === undefined ? summary() : `${name}: ${why}`}
      />
      <div className={styles.gaugeName} title={`${instance.job} ${name}`}>
        {name}
      </div>
      <div className={styles.gaugeTrend}>
        {share !== '' && <span>{share}</span>}
        {model.used.kind === 'value' && (
          <span data-urgency={oldAt === null ? urgency(instance.kvTrend) : 'none'}>{trend}</span>
        )}
      </div>
    </li>
  );

  function valueText(): string {
    if (model.used.kind === 'absent') return t.absent;
    if (model.used.kind === 'nan') return t.nan;
    return (model.total ?? 0) >= GIB
      ? format.gib(model.used.value)
      : format.bytes(model.used.value);
  }

  function summary(): string {
    const used = model.used.kind === 'value' ? format.bytes(model.used.value) : value;
    return t.summary(name, used, caption, t.share(share), t.level[model.level], trend);
  }

  function trendText(kv: KvTrend): string {
    switch (kv.kind) {
      case 'filling':
        return kv.fullInSeconds <= 0
          ? t.trend.full
          : t.trend.filling(format.age(kv.fullInSeconds * 1000));
      case 'steady':
      case 'falling':
      case 'unknown':
        return t.trend[kv.kind];
      default:
        return assertNever(kv);
    }
  }
}

/** A quarter of an hour is little time to act; an hour is enough to plan. */
function urgency(trend: KvTrend): 'none' | 'soon' | 'now' {
  if (trend.kind !== 'filling' || trend.fullInSeconds > 3600) return 'none';
  return trend.fullInSeconds <= 900 ? 'now' : 'soon';
}
