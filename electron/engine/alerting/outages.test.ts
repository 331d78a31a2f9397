import { describe, expect, it } from 'vitest';
import { messagesFor } from '../../../shared/i18n/messages';
import {
  afterSleep,
  followOutages,
  NO_OUTAGES,
  type OutageInput,
  type Outages,
  type SightNow,
} from './outages';

const MIN = 60_000;
const START = 1_795_000_000_000;

function sight(name: SightNow['sight'], state: SightNow['state']): SightNow {
  return {
    sight: name,
    state,
    servers: [name === 'alerts' ? 'am:9093' : 'prom:9090'],
    ...(state === 'lost' ? { failure: { kind: 'network' as const, message: 'refused' } } : {}),
  };
}

interface Minute {
  /** `a`: no alerts, `r`: no rules, `?`: nobody has said yet. */
  readonly lost: string;
  readonly paused?: boolean;
  readonly slept?: true;
}

/** Follows what is lost, minute by minute, and names the popups with their minute. */
function follow(
  minutes: readonly Minute[],
  popups: OutageInput['popups'] = { enabled: true, lostAfterMinutes: 2 },
  setClock: (minute: number) => number = () => 0,
) {
  let outages: Outages = NO_OUTAGES;
  return minutes.flatMap(({ lost, paused = false, slept }, minute) => {
    const ticks = minute * MIN;
    const stateOf = (letter: string) => (lost.includes(letter) ? 'lost' : 'seen');
    if (slept) outages = afterSleep(outages, ticks);
    const followed = followOutages(outages, {
      env: 'prod',
      environmentName: 'Production',
      sights: [
        sight('alerts', lost === '?' ? 'unknown' : stateOf('a')),
        sight('rules', lost === '?' ? 'unknown' : stateOf('r')),
      ],
      paused,
      popups,
      messages: messagesFor('en'),
      now: START + ticks + setClock(minute),
      ticks,
      id: () => `p${minute}`,
    });
    outages = followed.outages;
    return followed.popup === undefined ? [] : [{ minute, ...followed.popup }];
  });
}

const times = (text: string): readonly Minute[] =>
  [...text].map((lost) => ({ lost: lost === '.' ? '' : lost === '2' ? 'ar' : lost }));
const paused = (text: string) => times(text).map((minute) => ({ ...minute, paused: true }));
const asleep = (text: string): readonly Minute[] =>
  times(text).map((minute, at) => (at === 0 ? { ...minute, slept: true } : minute));
const kinds = (popups: ReturnType<typeof follow>) =>
  popups.map(({ minute, kind }) => `${minute} ${kind}`);

describe('outages', () => {
  it('are told once, after a while, and once when they are over', () => {
    const told = follow(times('.aaaaaa..'));
    expect(kinds(told)).toEqual(['3 lost', '8 regained']);
    expect(told).toMatchObject([
      {
        severity: 'warning',
        sticky: true,
        title: 'Cannot watch Production',
        body: 'Nothing readable from am:9093 for 2 min: new alerts would go unseen. refused',
        alerts: [],
      },
      { title: 'Watching Production again', body: 'It could not be watched for 6 min.' },
    ]);
  });

  it('are not told while short, however often', () => {
    expect(follow(times('aa.aa.rr.ar.ra.'))).toEqual([]);
  });

  it('of both at about the same time are one popup that names both', () => {
    const told = follow(times('a22222r..'));
    expect(kinds(told)).toEqual(['2 lost', '8 regained']);
    expect(told[0]?.body).toContain('am:9093, prom:9090');
    expect(told[1]?.body).toContain('7 min');
  });

  it('of the other one later are told too, and the end is the end of all', () => {
    const told = follow(times('aaaa222r..'));
    expect(kinds(told)).toEqual(['2 lost', '6 lost', '9 regained']);
    expect(told[1]?.body).toContain('prom:9090');
    expect(told[1]?.body).not.toContain('am:9093');
    expect(told[2]?.body).toContain('8 min');
  });

  it('of a server that comes and goes are one', () => {
    expect(kinds(follow(times('aaa.a.aa.aaaa..')))).toEqual(['2 lost', '14 regained']);
  });

  it('of one that was well for a while are told anew though the other is still lost', () => {
    const told = follow(times('222rrraaa..'));
    expect(kinds(told)).toEqual(['2 lost', '8 lost', '10 regained']);
    expect(told[1]?.body).toContain('am:9093');
    expect(told[1]?.body).not.toContain('prom:9090');
  });

  it('wait for the end of a pause, and are forgotten when they end in it', () => {
    expect(kinds(follow([...paused('aaaaa'), ...times('a')]))).toEqual(['5 lost']);
    expect(follow([...paused('aaaaa'), ...times('.....')])).toEqual([]);
  });

  it('that were told and ended in a pause are told to be over after it', () => {
    const told = follow([...times('aaa'), ...paused('a......'), ...times('.')]);
    expect(kinds(told)).toEqual(['2 lost', '10 regained']);
    expect(told[1]?.body).toBe('It could not be watched for 4 min.');
    expect(kinds(follow([...times('aaa'), ...paused('a...aa'), ...times('a..')]))).toEqual([
      '2 lost',
      '11 regained',
    ]);
  });

  it('begin anew when the machine wakes, but not those told already', () => {
    expect(kinds(follow([...times('a'), ...asleep('aaa..')]))).toEqual(['3 lost', '5 regained']);
    expect(kinds(follow([...times('aaa'), ...asleep('?aaaa..')]))).toEqual([
      '2 lost',
      '9 regained',
    ]);
  });

  it('neither begin nor end by what nobody has said yet', () => {
    expect(follow(times('a????'))).toEqual([]);
    expect(kinds(follow(times('a???a')))).toEqual(['4 lost']);
    expect(kinds(follow(times('aaa.????.')))).toEqual(['2 lost', '8 regained']);
  });

  it('do not become longer when the clock is set', () => {
    const eightHours = (minute: number) => (minute > 0 ? 480 * MIN : 0);
    const told = follow(times('aaaa'), undefined, eightHours);
    expect(kinds(told)).toEqual(['2 lost']);
    expect(told[0]?.body).toContain('2 min');
  });

  it('are not told where the user said so', () => {
    const long = times('aaaaaaaa.');
    expect(follow(long, { enabled: false, lostAfterMinutes: 2 })).toEqual([]);
    expect(follow(long, { enabled: true, lostAfterMinutes: null })).toEqual([]);
  });
});

it('says why in the user’s language where the console found that out itself', () => {
  const reason = { code: 'no-answer', seconds: 10 } as const;
  const input: OutageInput = {
    env: 'prod',
    environmentName: '生产',
    sights: [
      {
        ...sight('alerts', 'lost'),
        failure: { kind: 'timeout', message: 'no answer within 10 s', reason },
      },
    ],
    paused: false,
    popups: { enabled: true, lostAfterMinutes: 2 },
    messages: messagesFor('zh'),
    now: START,
    ticks: 0,
    id: () => 'p',
  };
  const { outages } = followOutages(NO_OUTAGES, input);
  const { popup } = followOutages(outages, { ...input, ticks: 2 * MIN });
  expect(popup?.body).toContain('10 秒内没有应答');
  expect(popup?.body).not.toContain('within');
});
