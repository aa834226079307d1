import { NoteRegular } from '@fluentui/react-icons';
import type { NoteView } from '../api/schema';
import { moment } from '../format';
import { useTexts } from '../language';
import { noteText } from './noteText';

/** What only the desk sees: a colleague's note, or a change of hands. */
export function NoteLine({ note }: { note: NoteView }) {
  const t = useTexts();
  const when = (
    <time className="soft" dateTime={note.at}>
      {moment(note.at, t)}
    </time>
  );
  if (note.kind !== 'note')
    return (
      <p className={note.news ? 'desk-event is-news small' : 'desk-event small'}>
        {noteText(note, t)} {when}
      </p>
    );
  return (
    <article className="desk-note">
      <header className="small">
        <NoteRegular aria-hidden /> <strong>{t.conversation.noteBy(note.agent ?? t.conversation.author.bot)}</strong>{' '}
        {when}
      </header>
      <p className="message-text">{note.text}</p>
    </article>
  );
}
