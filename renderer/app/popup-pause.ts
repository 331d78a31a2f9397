export type PauseChoice = '30' | '60' | 'tomorrow';

/** When a pause begun at `now` ends, epoch ms; `tomorrow` is nine in the morning of the next local day. */
export function pauseEnd(choice: PauseChoice, now: number): number {
  switch (choice) {
    case '30':
      return now + 30 * 60_000;
    case '60':
      return now + 60 * 60_000;
    case 'tomorrow': {
      const date = new Date(now);
      return new Date(date.getFullYear(), date.getMonth(), date.getDate() + 1, 9).getTime();
    }
  }
}

/** Local midnight before `now`, epoch ms. */
export function startOfDay(now: number): number {
  const date = new Date(now);
  return new Date(date.getFullYear(), date.getMonth(), date.getDate()).getTime();
}
