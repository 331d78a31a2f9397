import { EventEmitter } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Popup } from '../../shared/domain/popups';
import type { Route } from '../../shared/ipc/api';
import { MAX_POPUP_PLACES, openStateStore } from '../settings/state-store';
import type { Log } from './log';
import { type PopupRecoveryOptions, popupIdOf, recoverPopupClicks } from './popup-recovery';
import { createPopupRoutes } from './popup-routes';

const quiet: Log = { info: () => undefined, warn: () => undefined, error: () => undefined };

const popup = (id: string, change: Partial<Popup> = {}): Popup => ({
  id,
  env: 'prod',
  kind: 'alert',
  severity: 'critical',
  title: 'KvCacheFull',
  body: '',
  alerts: [`alert-of-${id}`],
  reason: 'new episode',
  sticky: true,
  at: 0,
  ...change,
});

const LIST: Route = { page: 'alerts' };
const place = (id: string): Route => ({ page: 'alert', env: 'prod', id: `alert-of-${id}` });

let dir: string;
let file: string;
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'popup-routes-'));
  file = join(dir, 'state.json');
});
afterEach(() => rm(dir, { recursive: true, force: true }));

const openState = () =>
  openStateStore({
    file,
    onError: (detail) => {
      throw new Error(detail);
    },
  });

async function shownInAnEarlierRun(...popups: Popup[]) {
  const state = await openState();
  const routes = createPopupRoutes(state);
  for (const one of popups) routes.keep(one);
  await state.settled();
}

describe('the alert a popup told of', () => {
  it('is known in the next run', async () => {
    await shownInAnEarlierRun(popup('1-1'), popup('1-2', { alerts: ['a', 'b'] }));
    const routes = createPopupRoutes(await openState());
    expect(routes.of('1-1')).toEqual(place('1-1'));
    expect(routes.of('1-2')).toEqual(LIST);
    expect(routes.of('never shown')).toEqual(LIST);
    expect(routes.of(undefined)).toEqual(LIST);
  });

  it('is kept for the latest popups only', async () => {
    const many = Array.from({ length: MAX_POPUP_PLACES + 1 }, (_, n) => popup(`1-${n}`));
    await shownInAnEarlierRun(...many);
    const routes = createPopupRoutes(await openState());
    expect(routes.of('1-0')).toEqual(LIST);
    expect(routes.of('1-1')).toEqual(place('1-1'));
    expect(routes.of(`1-${MAX_POPUP_PLACES}`)).toEqual(place(`1-${MAX_POPUP_PLACES}`));
  });

  it('is not kept where the next start would refuse it, and costs no other', async () => {
    await shownInAnEarlierRun(popup('1-1'), popup('1-2', { alerts: ['x'.repeat(5000)] }));
    expect(createPopupRoutes(await openState()).of('1-1')).toEqual(place('1-1'));
  });

  it.each([
    ['no list', '{"1-1":"a"}'],
    ['another shape', '[{"id":"1-1","env":"prod"}]'],
    ['no texts', '[{"id":"1-1","env":{"a":1},"alert":7}]'],
    ['too long', `[{"id":"1-1","env":"prod","alert":"${'x'.repeat(201)}"}]`],
    [
      'too many',
      JSON.stringify(
        Array.from({ length: MAX_POPUP_PLACES + 1 }, () => ({ id: '1-1', env: 'e', alert: 'a' })),
      ),
    ],
  ])('is the list where the file holds %s; what else it holds stays', async (_, popups) => {
    await writeFile(file, `{"pausedUntil":5,"popups":${popups}}`);
    const state = await openState();
    expect(createPopupRoutes(state).of('1-1')).toEqual(LIST);
    expect(state.current().pausedUntil).toBe(5);
  });

  it('is not taken for what objects know by themselves', async () => {
    await shownInAnEarlierRun(popup('1-1'));
    const routes = createPopupRoutes(await openState());
    for (const id of ['__proto__', 'constructor', '0', 'length'])
      expect(routes.of(id)).toEqual(LIST);
  });
});

async function setup(platform: string, launchInfo: unknown = {}) {
  const calls: string[] = [];
  const clicked: Route[] = [];
  const waiting: (() => void)[] = [];
  const adopted: EventEmitter[] = [];
  const delivered = ['1-1', 'not-ours'].map((id) => Object.assign(new EventEmitter(), { id }));
  let activate: ((details: { type: string; arguments: string }) => void) | undefined;
  let now = 10_000;
  let lastClick: number | undefined;
  const Notification = {
    isSupported: () => {
      calls.push('isSupported');
      return true;
    },
    handleActivation: (callback: typeof activate) => {
      calls.push('handleActivation');
      activate = callback;
    },
    getHistory: async () => delivered,
  };
  recoverPopupClicks({
    // Only what the recovery touches is modelled.
    Notification: Notification as unknown as PopupRecoveryOptions['Notification'],
    platform,
    launchInfo,
    popups: {
      adopt: (notification, onClick) => {
        adopted.push(notification);
        notification.on('click', onClick);
      },
      lastClick: () => lastClick,
    },
    routes: createPopupRoutes(await openState()),
    onClick: (route) => clicked.push(route),
    now: () => now,
    later: (ms, task) => {
      waiting.push(() => {
        now += ms;
        task();
      });
    },
    log: quiet,
  });
  await new Promise((resolve) => setImmediate(resolve));
  return {
    calls,
    clicked,
    adopted,
    delivered,
    activate: (id: string) =>
      activate?.({ type: 'click', arguments: `type=click&tag=${encodeURIComponent(id)}` }),
    click: () => {
      lastClick = now;
    },
    wait: (ms: number) => {
      now += ms;
    },
    pass: () => {
      for (const task of waiting.splice(0)) task();
    },
  };
}

describe('a click on a popup of an earlier run', () => {
  beforeEach(() => shownInAnEarlierRun(popup('1-1')));

  it('leads on Windows to its alert, to the list where that is unknown', async () => {
    const { clicked, activate, pass } = await setup('win32');
    activate('1-1');
    expect(clicked).toEqual([]);
    pass();
    activate('somebody else');
    pass();
    expect(clicked).toEqual([place('1-1'), LIST]);
  });

  it('leads nowhere on Windows when a popup of this run took it, before or after', async () => {
    const after = await setup('win32');
    after.activate('1-1');
    after.wait(20);
    after.click();
    after.pass();
    expect(after.clicked).toEqual([]);
    const before = await setup('win32');
    before.click();
    before.wait(20);
    before.activate('1-1');
    before.pass();
    expect(before.clicked).toEqual([]);
    before.wait(60_000);
    before.activate('1-1');
    before.pass();
    expect(before.clicked).toEqual([place('1-1')]);
  });

  it('can reach the program on Windows before it has shown a popup itself', async () => {
    expect((await setup('win32')).calls).toEqual(['isSupported', 'handleActivation']);
  });

  it('leads on macOS from the history to its alert', async () => {
    const { clicked, delivered, adopted } = await setup('darwin');
    expect(adopted).toEqual(delivered);
    for (const notification of delivered) notification.emit('click');
    expect(clicked).toEqual([place('1-1'), LIST]);
  });

  it('leads on macOS to its alert when it started the program, once all is built', async () => {
    const { clicked, pass } = await setup('darwin', { identifier: '1-1', actionIdentifier: 'x' });
    expect(clicked).toEqual([]);
    pass();
    expect(clicked).toEqual([place('1-1')]);
  });

  it.each([[{}], [undefined], [null], ['1-1'], [{ identifier: 7 }], [{ userInfo: {} }]])(
    'did not start the program on macOS with %j',
    async (launchInfo) => {
      const { clicked, pass } = await setup('darwin', launchInfo);
      pass();
      expect(clicked).toEqual([]);
    },
  );

  it('is nobody`s on Linux', async () => {
    const { calls, clicked, adopted, activate, pass } = await setup('linux', { identifier: '1-1' });
    activate('1-1');
    pass();
    expect([calls, clicked, adopted]).toEqual([[], [], []]);
  });
});

describe('launch arguments', () => {
  it.each([
    ['type=click&tag=1795000000000-3', '1795000000000-3'],
    ['type=click&tag=1-1&group=prod', '1-1'],
    ['tag=1-1', '1-1'],
    ['type=click', undefined],
    ['', undefined],
    ['%E0%A4%A&&==&tag', ''],
    ['x'.repeat(100_000), undefined],
  ])('%.40s', (text, id) => {
    expect(popupIdOf(text)).toBe(id);
  });
});
