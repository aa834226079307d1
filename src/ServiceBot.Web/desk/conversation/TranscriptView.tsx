import { Button } from '@fluentui/react-components';
import { useEffect, useRef, useState } from 'react';
import type { MessageView } from '../api/schema';
import { useTexts } from '../language';
import type { Outgoing } from '../state/deskState';
import { lines, type Transcript } from '../state/transcript';
import { MessageLine } from './MessageLine';
import { NoteLine } from './NoteLine';

interface Props {
  transcript: Transcript;
  customer: string;
  outgoing: readonly Outgoing[];
  readSeq: number;
  onAgain: (outgoing: Outgoing) => void;
  onRecord?: ((message: MessageView) => void) | undefined;
}

export function TranscriptView({ transcript, customer, outgoing, readSeq, onAgain, onRecord }: Props) {
  const t = useTexts();
  const box = useRef<HTMLDivElement>(null);
  const isAtEnd = useRef(true);
  // Where reading was left when the conversation was opened: the mark does not run away under the reader.
  const [firstRead] = useState(readSeq);
  const all = lines(transcript);
  const firstNew = all.find((l) => l.kind === 'message' && l.message.seq > firstRead && l.message.from === 'customer');

  // Who reads further up is left there; who is at the end stays at the end.
  useEffect(() => {
    if (isAtEnd.current) box.current?.scrollTo({ top: box.current.scrollHeight });
  }, [transcript, outgoing]);

  return (
    <div
      ref={box}
      className="transcript"
      role="log"
      aria-label={t.conversation.chat}
      tabIndex={0}
      onScroll={({ currentTarget: e }) => {
        isAtEnd.current = e.scrollHeight - e.scrollTop - e.clientHeight < 40;
      }}
    >
      {all.map((line) =>
        line.kind === 'note' ? (
          <NoteLine key={`n${line.note.number}`} note={line.note} />
        ) : (
          <div key={`m${line.message.seq}`} className="line">
            {line === firstNew && firstRead > 0 && <div className="new-since">{t.conversation.newSince}</div>}
            <MessageLine message={line.message} customer={customer} onRecord={onRecord} />
          </div>
        ),
      )}
      {outgoing.map((o) => (
        <div key={o.key} className="message is-agent is-outgoing">
          <p className="message-text">{o.text}</p>
          <p className="small" role="status">
            {o.state === 'sending' ? t.conversation.sending : t.conversation.failed}{' '}
            {o.state === 'failed' && (
              <Button size="small" onClick={() => onAgain(o)}>
                {t.conversation.again}
              </Button>
            )}
          </p>
        </div>
      ))}
    </div>
  );
}
