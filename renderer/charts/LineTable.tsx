import { useFormat, useTexts } from '../i18n/texts';
import { type ChartLine, summarise } from './line-data';
import { useSampleText } from './use-sample-text';

interface LineTableProps {
  readonly title: string;
  readonly startMs: number;
  readonly endMs: number;
  readonly lines: readonly ChartLine[];
  readonly topBoundMs?: number | undefined;
  readonly format: (value: number) => string;
}

/** What a line chart shows, as a table: each line's newest, lowest and highest point. */
export function LineTable(props: LineTableProps) {
  const { title, startMs, endMs, lines, topBoundMs, format } = props;
  const t = useTexts().overview.charts;
  const formats = useFormat();
  const text = useSampleText(format);
  return (
    <table>
      <caption>{t.tableCaption(title, formats.dateTime(startMs), formats.dateTime(endMs))}</caption>
      <thead>
        <tr>
          <th>{t.seriesName}</th>
          <th>{t.latest}</th>
          <th>{t.lowest}</th>
          <th>{t.highest}</th>
        </tr>
      </thead>
      <tbody>
        {lines.map((line) => {
          const { latest, low, high } = summarise(line.points, topBoundMs);
          return (
            <tr key={line.key}>
              <th>{line.name}</th>
              <td>{text(latest)}</td>
              <td>{text(low)}</td>
              <td>{text(high)}</td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
