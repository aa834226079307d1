import type { IncidentSite, LocalizedText, MoneyView, NewIncident } from '../api/schema';

export interface Condition {
  fact: string;
  comparison: string;
  value: string;
}

/** An announcement while it is written. Times are as the input fields have them. */
export interface IncidentForm {
  site: string;
  kind: string;
  area: string;
  where: readonly Condition[];
  cause: LocalizedText;
  words: LocalizedText;
  from: string;
  until: string;
  tell: boolean;
  /** As typed; empty for none. */
  coupon: string;
}

export const comparisons = ['=', '!=', '<', '<=', '>', '>='] as const;
const noText: LocalizedText = { zhHans: '', zhHant: '', en: '' };

export function emptyForm(site: IncidentSite): IncidentForm {
  return {
    site: site.id,
    kind: site.kinds[0]?.id ?? '',
    area: '',
    where: [],
    cause: noText,
    words: noText,
    from: '',
    until: '',
    tell: true,
    coupon: '',
  };
}

/** What keeps it from being announced; the server looks at it again. */
export type FormProblem = 'cause-missing' | 'words-missing' | 'wrong-period' | 'everybody' | 'wrong-coupon';

export function problemOf(form: IncidentForm, site: IncidentSite): FormProblem | undefined {
  if (Object.values(form.cause).some((text: string) => !text.trim())) return 'cause-missing';
  const words = Object.values(form.words).filter((text: string) => text.trim()).length;
  if (words > 0 && words < 3) return 'words-missing';
  if (form.from && form.until && form.from >= form.until) return 'wrong-period';
  if (form.coupon.trim() && !couponOf(form, site)) return 'wrong-coupon';
  const isNarrowed = form.area.trim() !== '' || conditionsOf(form).length > 0;
  return !isNarrowed && (form.tell || form.coupon.trim()) ? 'everybody' : undefined;
}

/** Half a condition is none yet. */
export function conditionsOf({ where }: IncidentForm): string[] {
  return where.filter((c) => c.fact && c.value.trim()).map((c) => `${c.fact}${c.comparison}${c.value.trim()}`);
}

/** In hundredths, as the server counts them; undefined for what is no amount above zero. */
export function couponOf({ coupon }: IncidentForm, site: IncidentSite): MoneyView | undefined {
  const text = coupon.trim().replace(',', '.');
  if (!/^\d{1,7}(\.\d{1,2})?$/.test(text)) return undefined;
  const minorUnits = Math.round(Number(text) * 100);
  return minorUnits > 0 ? { minorUnits, currency: site.authority.currency } : undefined;
}

export function asIncident(form: IncidentForm, site: IncidentSite, key: string): NewIncident {
  return {
    site: form.site,
    kind: form.kind,
    area: form.area.trim() || null,
    where: conditionsOf(form),
    cause: form.cause,
    words: form.words.en.trim() ? form.words : null,
    from: form.from ? new Date(form.from).toISOString() : null,
    until: form.until ? new Date(form.until).toISOString() : null,
    tell: form.tell,
    coupon: couponOf(form, site) ?? null,
    key,
  };
}
