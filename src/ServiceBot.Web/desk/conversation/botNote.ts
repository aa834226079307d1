import { word } from '../format';
import type { Texts } from '../texts/Texts';

type Form = readonly [RegExp, (found: readonly string[], t: Texts) => string];

const unproven = "the data do not show that (?:it|(.+)) is this customer's";

/** What the bot notes of itself for the desk, by its form: ids, numbers and somebody's own words stay as they are. */
const forms: readonly Form[] = [
  [
    new RegExp(`^incident (\\S+) was not told: ${unproven}$`),
    ([incident = '', subjects = ''], t) => t.conversation.botNoteOf.incidentUnproven(incident, subjects),
  ],
  [
    /^incident (\S+): compensated before, no second remedy$/,
    ([incident = ''], t) => t.conversation.botNoteOf.incidentCompensated(incident),
  ],
  [
    /^incident (\S+): the day's budget does not reach for (.+)$/,
    ([incident = '', amount = ''], t) => t.conversation.botNoteOf.incidentBudget(incident, amount),
  ],
  [
    new RegExp(`^(\\S+) was missed for (\\S+), which could not be told: ${unproven}$`),
    ([, subject = ''], t) => t.conversation.botNoteOf.missedUnproven(subject),
  ],
  [
    new RegExp(`^(\\S+) was moved for (\\S+), which could not be told: ${unproven}$`),
    ([, subject = ''], t) => t.conversation.botNoteOf.movedUnproven(subject),
  ],
  [
    /^the customer says that promise (\S+) \((.+)\) is not kept$/,
    ([, what = ''], t) => t.conversation.botNoteOf.promiseDoubted(word(t.case.promise, what)),
  ],
  [/^The customer says that it is not solved: the case is open again, /, (_, t) => t.conversation.botNoteOf.notSolved],
  [
    /^remedy (\S+) (\S+): (refused|unknown), (.*)$/s,
    ([kind = '', id = '', status = '', why = ''], t) =>
      t.conversation.botNoteOf.remedyStuck(word(t.case.remedy, kind), id, status === 'refused', why),
  ],
];

/** Null for what this page does not know. */
export function botNote(text: string, t: Texts): string | null {
  for (const [form, say] of forms) {
    const found = form.exec(text);
    if (found) return say(found.slice(1), t);
  }
  const [, begin = '', rest = ''] = /^(.*?): (.*)$/s.exec(text) ?? [];
  return t.conversation.botNote[begin]?.(rest) ?? null;
}
