import type { RemedyView } from '../api/schema';
import { money, word } from '../format';
import type { Texts } from '../texts/Texts';

/** "Replacement + coupon ¥5.00"; empty for none. */
export function remedies(given: RemedyView[], t: Texts): string {
  return given
    .map(({ kind, amount }) => [word(t.case.remedy, kind), amount ? money(amount, t) : ''].filter(Boolean).join(' '))
    .join(t.case.and);
}
