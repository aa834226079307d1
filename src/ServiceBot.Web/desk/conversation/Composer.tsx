import { Button, Textarea, ToggleButton } from '@fluentui/react-components';
import { NoteRegular, SendRegular } from '@fluentui/react-icons';
import { useState, type KeyboardEvent } from 'react';
import type { ConversationView, Me } from '../api/schema';
import { useTexts } from '../language';
import type { Desk } from '../state/useDesk';
import { newKey } from '../state/newKey';
import { isLanguage } from '../texts';

interface Props {
  view: ConversationView;
  me: Me;
  isMine: boolean;
  desk: Desk;
}

/** A reply for the customer or a note for the desk; which of the two is seen at a glance. */
export function Composer({ view, me, isMine, desk }: Props) {
  const t = useTexts();
  const [wantsNote, setWantsNote] = useState(false);
  const isNote = wantsNote || !isMine;
  const text = desk.state.drafts[view.id] ?? '';
  const hasAnswered = [...desk.state.transcript.messages.values()].some((m) => m.from === 'agent');

  const send = () => {
    const trimmed = text.trim();
    if (!trimmed) return;
    if (isNote) desk.client.note(view.id, trimmed);
    else desk.client.say(view.id, trimmed, newKey());
  };
  const onKeyDown = (event: KeyboardEvent) => {
    // Enter also ends the choice of a Chinese character; that Enter is not ours.
    if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return;
    event.preventDefault();
    send();
  };
  const language = isLanguage(view.language) ? view.language : 'en';
  const suggestion = t.conversation.firstSentence[language](me.name, view.cases[0]?.subject ?? '');

  return (
    <div className={isNote ? 'composer is-note' : 'composer'}>
      {isMine && !hasAnswered && !isNote && !text && (
        <div className="suggestion">
          <span className="small soft">{t.conversation.first}</span>
          <button type="button" lang={language} onClick={() => desk.draft(view.id, suggestion)}>
            {suggestion}
          </button>
        </div>
      )}
      {!isMine && <p className="small soft">{t.conversation.acceptFirst}</p>}
      <div className="row">
        {isMine && (
          <>
            <ToggleButton size="small" appearance="subtle" checked={!isNote} onClick={() => setWantsNote(false)}>
              {t.conversation.reply}
            </ToggleButton>
            <ToggleButton
              size="small"
              appearance="subtle"
              icon={<NoteRegular />}
              checked={isNote}
              onClick={() => setWantsNote(true)}
            >
              {t.conversation.note}
            </ToggleButton>
          </>
        )}
        <span className="grow" />
        <span className="small soft wide-only">{t.conversation.keys}</span>
      </div>
      <div className="row end">
        <Textarea
          className="grow"
          resize="vertical"
          value={text}
          maxLength={4000}
          aria-label={isNote ? t.conversation.note : t.conversation.reply}
          placeholder={isNote ? t.conversation.notePlaceholder : t.conversation.replyPlaceholder}
          onChange={(_, data) => desk.draft(view.id, data.value)}
          onKeyDown={onKeyDown}
        />
        <Button appearance="primary" icon={<SendRegular />} disabled={!text.trim()} onClick={send}>
          {isNote ? t.conversation.sendNote : t.conversation.send}
        </Button>
      </div>
    </div>
  );
}
