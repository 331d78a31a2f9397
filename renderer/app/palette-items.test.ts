import { describe, expect, it } from 'vitest';
import { matchItems, type PaletteItem } from './palette-items';

const items: readonly PaletteItem[] = [
  { id: 'p', group: 'pages', label: 'Alerts' },
  { id: 'c', group: 'commands', label: 'Pause popups' },
  { id: 'a1', group: 'alerts', label: 'HighTTFT', detail: 'instance=gpu-a-0' },
  { id: 'a2', group: 'alerts', label: 'VeryHighTTFT', detail: 'instance=gpu-a-1' },
  { id: 's', group: 'silences', label: 'maintenance', keywords: 'night-shift' },
];
const ids = (query: string, perGroup = 9) =>
  matchItems(items, query, perGroup).map((item) => item.id);

describe('matchItems', () => {
  it('offers pages and commands before anything is typed', () => {
    expect(ids('  ')).toEqual(['p', 'c']);
  });

  it('finds items that hold every word, wherever it stands', () => {
    expect(ids('gpu-a-1 ttft')).toEqual(['a2']);
    expect(ids('NIGHT-SHIFT')).toEqual(['s']);
    expect(ids('ttft nothing')).toEqual([]);
  });

  it('puts labels that begin with the query first', () => {
    expect(matchItems([...items].reverse(), 'high', 9).map((item) => item.id)).toEqual([
      'a1',
      'a2',
    ]);
  });

  it('shows only so many of a group', () => {
    expect(ids('ttft', 1)).toEqual(['a1']);
  });

  it('takes the query as text, never as a pattern', () => {
    expect(ids('.*')).toEqual([]);
    expect(ids('[')).toEqual([]);
  });
});
