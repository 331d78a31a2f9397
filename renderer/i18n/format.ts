import type { Language } from '../../shared/i18n/language';

/** Numbers, units and times as text. Times are epoch ms, durations ms, shares 0–1, percents 0–100, memory bytes. */
export interface Format {
  /** `1,284`; whole numbers without decimals, others with at most two. */
  count(value: number): string;
  /** `2.4k`, for axes and rates. */
  compact(value: number): string;
  /** `8.7 GiB`, `640 MiB`. */
  bytes(value: number): string;
  /** `8.7`: the number of `bytes()` in GiB, for a place that names the unit once. */
  gib(value: number): string;
  /** `142 ms`, `1.06 s`, `2.5 min`. */
  duration(ms: number): string;
  /** `91 %`, of 0–100. */
  percent(value: number): string;
  /** `87 %`, of 0–1. */
  share(value: number): string;
  /** `0.83`. */
  ratio(value: number): string;
  /** `14:32:05`. */
  time(at: number): string;
  /** `14:32`. */
  clock(at: number): string;
  /** `14:32` today, else with its day: `Mon 09:00` within a week, `Nov 22, 09:00` later or earlier. */
  clockOn(at: number, now: number): string;
  /** `Nov 22, 14:32`. */
  dateTime(at: number): string;
  /** `22 Nov 2026, 14:32:05`, for details and tooltips. */
  full(at: number): string;
  /** How long something lasts, in its two largest units at most: `45 s`, `6 min`, `1 h 12 min`, `3 d 4 h`. */
  age(ms: number): string;
  /** How long ago `at` was, never negative. */
  ago(at: number, now: number): string;
  /** `UTC+8`. */
  zone(at: number): string;
  /** `a, b and c`. */
  list(items: readonly string[]): string;
}

const KIB = 1024;
const GIB = KIB ** 3;
const MINUTE = 60_000;
const HOUR = 3_600_000;
const DAY = 86_400_000;

const UNITS = {
  en: { d: ' d', h: ' h', min: ' min', s: ' s', ms: ' ms', percent: ' %' },
  zh: { d: ' 天', h: ' 小时', min: ' 分钟', s: ' 秒', ms: ' 毫秒', percent: '%' },
} as const satisfies Record<Language, Record<string, string>>;

/** `timeZone`: an IANA name; the machine's own where left out. */
export function createFormat(language: Language, timeZone?: string): Format {
  const locale = language === 'zh' ? 'zh-CN' : 'en-GB';
  const numbers = language === 'zh' ? 'zh-CN' : 'en-US';
  const unit = UNITS[language];
  const zone = timeZone === undefined ? {} : { timeZone };
  const number = (options: Intl.NumberFormatOptions) => new Intl.NumberFormat(numbers, options);
  const date = (options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(locale, { ...zone, hourCycle: 'h23', ...options });

  const plain = number({ maximumFractionDigits: 2 });
  const whole = number({ maximumFractionDigits: 0 });
  const one = number({ minimumFractionDigits: 1, maximumFractionDigits: 1 });
  const upToOne = number({ maximumFractionDigits: 1 });
  const two = number({ minimumFractionDigits: 2, maximumFractionDigits: 2 });
  const clock = date({ hour: '2-digit', minute: '2-digit' });
  const time = date({ hour: '2-digit', minute: '2-digit', second: '2-digit' });
  const dateTime = date({ month: 'short', day: 'numeric', hour: '2-digit', minute: '2-digit' });
  const weekday = date({ weekday: 'short' });
  const day = date({ year: 'numeric', month: 'numeric', day: 'numeric' });
  const full = date({
    year: 'numeric',
    month: 'short',
    day: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  });
  const offset = date({ timeZoneName: 'shortOffset' });
  const list = new Intl.ListFormat(numbers, { type: 'conjunction' });

  function duration(ms: number): string {
    const size = Math.abs(ms);
    if (size < 9.95) return `${upToOne.format(ms)}${unit.ms}`;
    if (size < 999.5) return `${whole.format(ms)}${unit.ms}`;
    if (size < 9995) return `${plain.format(ms / 1000)}${unit.s}`;
    if (size < MINUTE) return `${upToOne.format(ms / 1000)}${unit.s}`;
    if (size < HOUR) return `${upToOne.format(ms / MINUTE)}${unit.min}`;
    return `${upToOne.format(ms / HOUR)}${unit.h}`;
  }

  function age(ms: number): string {
    const size = Math.max(0, ms);
    if (size < MINUTE) return `${Math.floor(size / 1000)}${unit.s}`;
    if (size < HOUR) return `${Math.floor(size / MINUTE)}${unit.min}`;
    if (size < DAY)
      return twoUnits(Math.floor(size / HOUR), unit.h, (size % HOUR) / MINUTE, unit.min);
    return twoUnits(Math.floor(size / DAY), unit.d, (size % DAY) / HOUR, unit.h);
  }

  function twoUnits(large: number, largeUnit: string, rest: number, restUnit: string): string {
    const small = Math.floor(rest);
    const head = `${whole.format(large)}${largeUnit}`;
    return small === 0 || large >= 10 ? head : `${head} ${small}${restUnit}`;
  }

  return {
    count: (value) => plain.format(value),
    compact: (value) => compact(value, upToOne),
    bytes(value) {
      const size = Math.abs(value);
      if (size < KIB) return `${whole.format(value)} B`;
      if (size < KIB ** 2) return `${whole.format(value / KIB)} KiB`;
      if (size < GIB * 0.995) return `${whole.format(value / KIB ** 2)} MiB`;
      if (size < GIB * KIB) return `${upToOne.format(value / GIB)} GiB`;
      return `${upToOne.format(value / (GIB * KIB))} TiB`;
    },
    gib: (value) => one.format(value / GIB),
    duration,
    percent: (value) => `${(value < 10 ? upToOne : whole).format(value)}${unit.percent}`,
    share: (value) => `${whole.format(value * 100)}${unit.percent}`,
    ratio: (value) => (Math.abs(value) >= 100 ? whole : two).format(value),
    time: (at) => time.format(at),
    clock: (at) => clock.format(at),
    clockOn(at, now) {
      if (day.format(at) === day.format(now)) return clock.format(at);
      const within = at > now && at - now < 6 * DAY;
      return within ? `${weekday.format(at)} ${clock.format(at)}` : dateTime.format(at);
    },
    dateTime: (at) => dateTime.format(at),
    full: (at) => full.format(at),
    age,
    ago: (at, now) => age(now - at),
    zone: (at) =>
      offset
        .formatToParts(at)
        .find((part) => part.type === 'timeZoneName')
        ?.value.replace('GMT', 'UTC')
        // newer ICU data names the zone itself with an offset
        .replace(/\+0$/, '') ?? 'UTC',
    list: (items) => list.format(items),
  };
}

/** With SI letters in every language: axes have no room for words, and 万 does not fit steps of a thousand. */
function compact(value: number, digits: Intl.NumberFormat): string {
  const size = Math.abs(value);
  if (size >= 1e9) return `${digits.format(value / 1e9)}G`;
  if (size >= 1e6) return `${digits.format(value / 1e6)}M`;
  if (size >= 1e3) return `${digits.format(value / 1e3)}k`;
  return digits.format(value);
}
