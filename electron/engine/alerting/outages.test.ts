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

function sight(name: SightNow['sight'], lost: boolean): SightNow {
  return {
    sight: name,
    lost,
    servers: [name === 'alerts' ? 'am:9093' : 'prom:9090'],
    ...(lost ? { failure: { kind: 'network' as const, message: 'refused' } } : {}),
  };
}

/** Follows what is lost, minute by minute, and names the popups with their minute. */
function follow(
  minutes: readonly { readonly lost: string; readonly paused?: boolean; readonly slept?: true }[],
  popups: OutageInput['popups'] = { enabled: true, lostAfterMinutes: 2 },
) {
  let outages: Outages = NO_OUTAGES;
  return minutes.flatMap(({ lost, paused = false, slept }, minute) => {
    const now = START + minute * MIN;
    if (slept) outages = afterSleep(outages, now);
    const followed = followOutages(outages, {
      env: 'prod',
      environmentName: 'Production',
      sights: [sight('alerts', lost.includes('a')), sight('rules', lost.includes('r'))],
      paused,
      popups,
      messages: messagesFor('en'),
      now,
      id: () => `p${minute}`,
    });
    outages = followed.outages;
    return followed.popup === undefined ? [] : [{ minute, ...followed.popup }];
  });
}

const times = (text: string) => [...text].map((lost) => ({ lost: lost === '.' ? '' : lost }));
const kinds = (popups: ReturnType<typeof follow>) =>
  popups.map(({ minute, kind }) => `${minute} ${kind}`);

describe('outages', () => {
  it('are told once, after a while, and once when they are over', () => {
    const told = follow(times('.aaaaaa..'));
    expect(kinds(told)).toEqual(['3 lost', '7 regained']);
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
    const both = [{ lost: 'a' }, ...Array(5).fill({ lost: 'ar' }), { lost: 'r' }, { lost: '' }];
    const told = follow(both);
    expect(kinds(told)).toEqual(['2 lost', '7 regained']);
    expect(told[0]?.body).toContain('am:9093, prom:9090');
  });

  it('of the other one later are told too, and the end is the end of all', () => {
    const told = follow(['a', 'a', 'a', 'a', 'ar', 'ar', 'ar', 'r', ''].map((lost) => ({ lost })));
    expect(kinds(told)).toEqual(['2 lost', '6 lost', '8 regained']);
    expect(told[1]?.body).toContain('prom:9090');
    expect(told[1]?.body).not.toContain('am:9093');
    expect(told[2]?.body).toContain('8 min');
  });

  it('wait for the end of a pause, and are forgotten when they end in it', () => {
    const paused = { lost: 'a', paused: true };
    expect(kinds(follow([...Array(5).fill(paused), { lost: 'a' }]))).toEqual(['5 lost']);
    expect(follow([...Array(5).fill(paused), { lost: '' }])).toEqual([]);
  });

  it('begin anew when the machine wakes', () => {
    const told = follow([
      { lost: 'a' },
      { lost: 'a', slept: true },
      { lost: 'a' },
      { lost: 'a' },
      { lost: '' },
    ]);
    expect(kinds(told)).toEqual(['3 lost', '4 regained']);
  });

  it('are not told where the user said so', () => {
    const long = times('aaaaaaaa.');
    expect(follow(long, { enabled: false, lostAfterMinutes: 2 })).toEqual([]);
    expect(follow(long, { enabled: true, lostAfterMinutes: null })).toEqual([]);
  });
});
