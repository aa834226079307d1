import type { BotNote } from '../api/schema';
import { word } from '../format';
import type { Texts } from '../texts/Texts';

/** What the bot notes for the desk, in the reader's language; ids, numbers and somebody's own words stay as they are. */
export function botNote({ code, values }: BotNote, t: Texts): string {
  const [first = '', ...rest] = values;
  const names = named[code]?.(t);
  const said = names ? [word(names, first), ...rest] : values;
  return t.conversation.botNote[code]?.(...said) ?? [code, ...said].join(' ');
}

/** Whose first value is a kind that the desk has a name for. */
const named: Record<string, (t: Texts) => Readonly<Record<string, string>>> = {
  'promise-doubted': (t) => t.case.promise,
  'remedy-refused': (t) => t.case.remedy,
  'remedy-unknown': (t) => t.case.remedy,
};
