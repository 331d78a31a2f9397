import { resolve } from 'node:path';
import { parser } from '@prometheus-io/lezer-promql';
import { describe, expect, it } from 'vitest';
import {
  INSTRUMENTS,
  type InstrumentKey,
  prometheusName,
} from '../../shared/simulation/instruments';
import { ALERTS } from './rule';
import { RUNBOOK_LANGUAGES, readRunbooks, runbookQueries } from './runbooks';

const root = resolve(import.meta.dirname, '..', '..');
const HEADINGS = {
  en: ['What it means', 'Impact', 'Checks', 'Remedies', 'When to silence'],
  zh: ['含义', '影响', '检查', '处置', '何时静默'],
};

/** What the console can show: headings, paragraphs, lists, fences, and code within a line. Nothing else is Markdown. */
const LINE = /^(?:|#{1,2} [^#\s].*|(?:-|\d+\.) \S.*|[^\s#>|*+\-=_~<`].*|`[^`].*)$/;
const MARKUP = /\*\*|__|~~|!?\[[^\]]*\]\(|<[a-z/!]|&[a-z#\d]+;|\\$|https?:/i;

const TRANSFORMERS = (Object.keys(INSTRUMENTS) as InstrumentKey[]).flatMap((key) => {
  const name = prometheusName(key);
  return INSTRUMENTS[key].type === 'histogram'
    ? [`${name}_bucket`, `${name}_sum`, `${name}_count`]
    : [name];
});
const OTHERS = [
  'traces_spanmetrics_calls_total',
  'up',
  'ALERTS',
  'prometheus_notifications_errors_total',
  'prometheus_notifications_alertmanagers_discovered',
  'alertmanager_notifications_failed_total',
];

function readQuery(query: string): {
  readonly errors: number;
  readonly metrics: readonly string[];
} {
  let errors = 0;
  const metrics: string[] = [];
  parser.parse(query).iterate({
    enter: (node) => {
      if (node.type.isError) errors += 1;
      if (node.name === 'VectorSelector') {
        metrics.push(/^[A-Za-z_:][\w:]*/.exec(query.slice(node.from, node.to))?.[0] ?? '');
      }
    },
  });
  return { errors, metrics };
}

describe.each(RUNBOOK_LANGUAGES)('runbooks (%s)', (language) => {
  const runbooks = readRunbooks(root, language);

  it('are there for every alert and for nothing else', () => {
    expect(runbooks.map(({ alert }) => alert)).toEqual([...ALERTS].sort());
  });

  it.each(runbooks)('$alert answers the five questions, in order', ({ alert, text }) => {
    expect(text.split('\n')[0]).toBe(`# ${alert}`);
    expect([...text.matchAll(/^## (.*)$/gm)].map((match) => match[1])).toEqual(HEADINGS[language]);
    expect(text).toMatch(/^1\. /m);
  });

  it.each(runbooks)('$alert keeps to the Markdown that the console shows', ({ text }) => {
    const prose = text.replace(/^```promql\n[\s\S]*?\n```$/gm, '');
    for (const line of prose.split('\n')) {
      expect(line).toMatch(LINE);
      expect(line.replace(/`[^`]*`/g, '')).not.toMatch(MARKUP);
      expect(line.split('`').length % 2, line).toBe(1);
    }
  });

  it.each(runbooks)('$alert asks for metrics that there are', (runbook) => {
    const queries = runbookQueries(runbook);
    expect(queries).not.toHaveLength(0);
    for (const query of queries) {
      const { errors, metrics } = readQuery(query);
      expect(errors, query).toBe(0);
      for (const metric of metrics) expect([...TRANSFORMERS, ...OTHERS]).toContain(metric);
      expect(metrics).not.toHaveLength(0);
    }
  });
});

it('the Chinese runbooks ask the same queries as the English ones', () => {
  const [en, zh] = RUNBOOK_LANGUAGES.map((language) =>
    readRunbooks(root, language).map(runbookQueries),
  );
  expect(zh).toEqual(en);
});

it('every runbook has as many remedies in both languages', () => {
  const [en, zh] = RUNBOOK_LANGUAGES.map((language) =>
    readRunbooks(root, language).map(({ text }) => text.match(/^\d+\. /gm)?.length),
  );
  expect(zh).toEqual(en);
});
