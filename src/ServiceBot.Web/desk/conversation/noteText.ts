import type { NoteView } from '../api/schema';
import { localized, moment, money, word } from '../format';
import type { Texts } from '../texts/Texts';
import { botNote } from './botNote';

/** A note of the desk as a sentence in the reader's language; what this page does not know stands as the server wrote it. */
export function noteText({ kind, agent, text, news, bot }: NoteView, t: Texts): string {
  if (news) {
    const about = news.about ? localized(news.about, t) : '';
    const due = news.due ? moment(news.due, t) : '';
    if (news.what === 'time-moved') return t.conversation.newsMoved(news.subjects.join(', '), due);
    return news.what === 'standard-missed'
      ? t.conversation.newsMissed(news.subjects.join(', '), about, due)
      : t.conversation.newsIncident(
          news.subjects.join(', '),
          about,
          news.isNews,
          news.coupon ? money(news.coupon, t) : '',
        );
  }
  if (bot) return botNote(bot, t);
  return t.conversation.event[kind]?.(agent ?? '', kind.startsWith('promise-') ? promised(text, t) : text) ?? text;
}

/** What is not promised in an agent's own words stands there by its kind; a new time behind it, in UTC. */
function promised(text: string, t: Texts): string {
  const [, what = text, due] = /^(.*?)(?:: (\d{4}-\d\d-\d\d \d\d:\d\dZ))?$/s.exec(text) ?? [];
  const words = word(t.case.promise, what);
  return due ? `${words} (${moment(due.replace(' ', 'T'), t)})` : words;
}
