export type PauseChoice = '30' | '60' | 'today' | 'tomorrow';

/** When a pause begun at `now` ends, epoch ms; `today` and `tomorrow` are at nine in the local morning. */
export function pauseEnd(choice: PauseChoice, now: number): number {
  switch (choice) {
    case '30':
      return now + 30 * 60_000;
    case '60':
      return now + 60 * 60_000;
    case 'today':
      return nine(now, 0);
    case 'tomorrow':
      return nine(now, 1);
  }
}

/** Whether `today` lies ahead: who works at night does not mean the morning after next by it. */
export function beforeNine(now: number): boolean {
  return now < nine(now, 0);
}

function nine(now: number, daysLater: number): number {
  const date = new Date(now);
  return new Date(date.getFullYear(), date.getMonth(), date.getDate() + daysLater, 9).getTime();
}

/** Local midnight before `now`, epoch ms. */
export function startOfDay(now: number): number {
  const date = new Date(now);
  return new Date(date.getFullYear(), date.getMonth(), date.getDate()).getTime();
}
