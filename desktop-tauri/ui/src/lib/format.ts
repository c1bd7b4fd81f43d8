/** Dates, sizes, numbers and lists in the person's language. Whoever calls passes the clock. */

interface Format {
  time: Intl.DateTimeFormat;
  dayMonth: Intl.DateTimeFormat;
  date: Intl.DateTimeFormat;
  full: Intl.DateTimeFormat;
  weekday: Intl.DateTimeFormat;
  month: Intl.DateTimeFormat;
  monthYear: Intl.DateTimeFormat;
  day: Intl.DateTimeFormat;
  number: Intl.NumberFormat;
  list: Intl.ListFormat;
  sizes: Intl.NumberFormat[];
}

const DAY = 86_400_000;
const UNITS = ['byte', 'kilobyte', 'megabyte', 'gigabyte'] as const;

function make(tag: string, timeZone?: string): Format {
  const zone = timeZone === undefined ? {} : { timeZone };
  const dates = (options: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat(tag, { ...options, ...zone });
  return {
    time: dates({ hour: '2-digit', minute: '2-digit' }),
    dayMonth: dates({ day: 'numeric', month: 'short' }),
    date: dates({ day: 'numeric', month: 'short', year: 'numeric' }),
    full: dates({ dateStyle: 'full', timeStyle: 'short' }),
    weekday: dates({ weekday: 'long' }),
    month: dates({ month: 'long' }),
    monthYear: dates({ month: 'long', year: 'numeric' }),
    // A day as sortable digits, whatever the language.
    day: new Intl.DateTimeFormat('en-CA', { year: 'numeric', month: '2-digit', day: '2-digit', ...zone }),
    number: new Intl.NumberFormat(tag),
    list: new Intl.ListFormat(tag, { type: 'conjunction' }),
    sizes: UNITS.map(
      (unit, at) =>
        new Intl.NumberFormat(tag, {
          style: 'unit',
          unit,
          unitDisplay: at === 0 ? 'long' : 'short',
          maximumFractionDigits: at < 2 ? 0 : 1,
        }),
    ),
  };
}

let formats = make('en-GB');

/** Chooses the language of everything below; the zone is the system's unless a test fixes it. */
export function setFormat(tag: string, timeZone?: string): void {
  formats = make(tag, timeZone);
  days.clear();
}

/** Days by quarter hour: every row that scrolls by asks, and zones differ by quarter hours at the finest. */
const days = new Map<number, string>();

function dayOf(ms: number): string {
  const quarter = Math.floor(ms / 900_000);
  let day = days.get(quarter);
  if (day === undefined) {
    if (days.size > 10_000) days.clear();
    days.set(quarter, (day = formats.day.format(ms)));
  }
  return day;
}

/** The date of a row, `seconds` since 1970: today the time, this year day and month, else the full date. */
export function shortDate(seconds: number, now: number): string {
  const ms = seconds * 1000;
  if (dayOf(ms) === dayOf(now)) return formats.time.format(ms);
  return (dayOf(ms).slice(0, 4) === dayOf(now).slice(0, 4) ? formats.dayMonth : formats.date).format(ms);
}

/** Date and time in full, for the reader and tooltips; `seconds` since 1970. */
export const fullDate = (seconds: number): string => formats.full.format(seconds * 1000);

/** The time of day of milliseconds since 1970. */
export const clockTime = (ms: number): string => formats.time.format(ms);

export type DayGroup = { day: 'today' } | { day: 'yesterday' } | { day: 'named'; name: string };

/** The group a row belongs to: today, yesterday, a weekday of the last week, then a month. */
export function dayGroup(seconds: number, now: number): DayGroup {
  const ms = seconds * 1000;
  const day = dayOf(ms);
  if (day >= dayOf(now)) return { day: 'today' };
  if (day === dayOf(now - DAY)) return { day: 'yesterday' };
  if (day > dayOf(now - 7 * DAY)) return { day: 'named', name: formats.weekday.format(ms) };
  const year = day.slice(0, 4) === dayOf(now).slice(0, 4);
  return { day: 'named', name: (year ? formats.month : formats.monthYear).format(ms) };
}

/** Bytes as people say them: `812 bytes`, `14 kB`, `2.1 MB`. */
export function size(bytes: number): string {
  let at = 0;
  let value = bytes;
  while (value >= 1000 && at < UNITS.length - 1) {
    value /= 1000;
    at += 1;
  }
  return formats.sizes[at]?.format(value) ?? String(bytes);
}

export const number = (value: number): string => formats.number.format(value);

/** "Ada, Grace and Edsger". */
export const list = (items: readonly string[]): string => formats.list.format(items);
