import type { LocalizedText, MoneyView } from './api/schema';
import type { Texts } from './texts/Texts';

/** "less than a minute", "5 min", "2 h 10 min", "3 d". */
export function duration(milliseconds: number, t: Texts): string {
  const minutes = Math.floor(Math.max(0, milliseconds) / 60_000);
  if (minutes < 1) return t.duration.now;
  if (minutes < 60) return t.duration.minutes(minutes);
  if (minutes < 24 * 60) return t.duration.hours(Math.floor(minutes / 60), minutes % 60);
  return t.duration.days(Math.floor(minutes / 1440), Math.floor((minutes % 1440) / 60));
}

/** The time alone today, with the day otherwise. */
export function moment(time: string, t: Texts, now: number = Date.now()): string {
  const date = new Date(time);
  const isToday = date.toDateString() === new Date(now).toDateString();
  return new Intl.DateTimeFormat(t.tag, {
    ...(isToday ? {} : { month: 'short', day: 'numeric' }),
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).format(date);
}

/** Minor units are hundredths, as the server counts them. */
export function money({ minorUnits, currency }: MoneyView, t: Texts): string {
  return new Intl.NumberFormat(t.tag, {
    style: 'currency',
    currency,
    currencyDisplay: 'narrowSymbol',
    minimumFractionDigits: 2,
    maximumFractionDigits: 2,
  }).format(minorUnits / 100);
}

export function localized(text: LocalizedText, t: Texts): string {
  return t.tag === 'zh-Hans' ? text.zhHans : t.tag === 'zh-Hant' ? text.zhHant : text.en;
}

/** A word of the server's in the reader's language; one that is new to this page stands as it is. */
export function word(table: Record<string, string>, key: string): string {
  return table[key] ?? key;
}
