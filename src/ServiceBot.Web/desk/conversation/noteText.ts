import type { NoteView } from '../api/schema';
import { localized, moment, money } from '../format';
import type { Texts } from '../texts/Texts';

/** A note of the desk as a sentence in the reader's language; what this page does not know stands as the server wrote it. */
export function noteText({ kind, agent, text, news }: NoteView, t: Texts): string {
  if (news) {
    const about = news.about ? localized(news.about, t) : '';
    return news.what === 'standard-missed'
      ? t.conversation.newsMissed(news.subjects.join(', '), about, news.due ? moment(news.due, t) : '')
      : t.conversation.newsIncident(
          news.subjects.join(', '),
          about,
          news.isNews,
          news.coupon ? money(news.coupon, t) : '',
        );
  }
  if (kind === 'bot-note') {
    const [, begin = '', rest = ''] = /^(.*?): (.*)$/s.exec(text) ?? [];
    return t.conversation.botNote[begin]?.(rest) ?? text;
  }
  return t.conversation.event[kind]?.(agent ?? '', text) ?? text;
}
