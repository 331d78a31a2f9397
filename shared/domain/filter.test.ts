import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Alert } from './alerts';
import { applyFilter, formatTerm, parseFilter, rememberedText, withMatcher } from './filter';

function alert(id: string, labels: Record<string, string>, summary = ''): Alert {
  return {
    id,
    name: labels['alertname'] ?? '',
    severity: 'warning',
    state: 'firing',
    labels,
    annotations: { summary },
    startsAt: 0,
    receivers: [],
    silencedBy: [],
    inhibitedBy: [],
    mutedBy: [],
    peers: [],
    stale: false,
  };
}

const ALERTS = [
  alert('a', { alertname: 'HighTTFT', instance: 'gpu-a-0' }, 'First token is slow'),
  alert('b', { alertname: 'HighMemoryUsage', instance: 'gpu-a-1' }, '缓存较高'),
  alert('c', { alertname: 'HighMemoryUsage', instance: 'gpu-b-0', team: 'llm' }),
];

function found(text: string): string {
  return applyFilter(ALERTS, parseFilter(text))
    .alerts.map((item) => item.id)
    .join('');
}

describe('applyFilter', () => {
  it.each([
    ['', 'abc'],
    ['ttft', 'a'],
    ['TOKEN', 'a'],
    ['缓存', 'b'],
    ['"token is"', 'a'],
    ['token slow', 'a'],
    ['slow gpu-b', ''],
    ['alertname=HighMemoryUsage', 'bc'],
    ['alertname=High', ''],
    ['alertname=~High.*', 'abc'],
    ['instance!=gpu-a-0', 'bc'],
    ['instance!~gpu-a-.*', 'c'],
    ['team=', 'ab'],
    ['team!=""', 'c'],
    ['instance=~"gpu-a-[01]" memory', 'b'],
    ['"instance=gpu-b"', 'c'],
  ])('%j keeps %s', (text, ids) => {
    expect(found(text)).toBe(ids);
  });

  it('ignores terms with errors instead of hiding everything', () => {
    expect(found('instance=~( gpu-b')).toBe('c');
  });

  it('looks at each alert once when its text is remembered', () => {
    const searchable = rememberedText();
    const filter = parseFilter('gpu');
    expect(applyFilter(ALERTS, filter, searchable)).toEqual(applyFilter(ALERTS, filter));
    expect(searchable(ALERTS[0] ?? alert('x', {}))).toBe(searchable(ALERTS[0] ?? alert('x', {})));
  });
});

describe('parseFilter', () => {
  it('says where terms and errors stand', () => {
    expect(parseFilter('ab  x=~( "open')).toEqual({
      terms: [{ kind: 'text', text: 'ab', start: 0, end: 2 }],
      errors: [
        { reason: 'bad-regex', start: 4, end: 8, detail: 'missing closing ): `(`' },
        { reason: 'open-quote', start: 9, end: 14 },
      ],
    });
    expect(parseFilter('=x').errors).toEqual([{ reason: 'no-name', start: 0, end: 2 }]);
  });

  it('reads back every term as it writes it', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom('a', '=', '~', '!', '"', ' ', '\\') }),
        (text) => {
          for (const term of parseFilter(text).terms) {
            const again = parseFilter(formatTerm(term));
            expect(again.errors).toEqual([]);
            expect(again.terms.map(formatTerm)).toEqual([formatTerm(term)]);
          }
        },
      ),
    );
  });

  it('never throws and never reaches past the text', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const { terms, errors } = parseFilter(text);
        for (const { start, end } of [...terms, ...errors]) {
          expect(start).toBeLessThanOrEqual(end);
          expect(end).toBeLessThanOrEqual(text.length);
        }
      }),
    );
  });
});

describe('withMatcher', () => {
  it('adds a term once, however it was written', () => {
    const severity = { name: 'severity', value: 'critical', isRegex: false, isEqual: true };
    const { terms } = parseFilter('ttft severity=critical');
    expect(withMatcher(terms, severity)).toEqual(terms);
    const more = withMatcher(terms, { ...severity, isEqual: false });
    expect(more.map(formatTerm)).toEqual(['ttft', 'severity="critical"', 'severity!="critical"']);
  });
});
