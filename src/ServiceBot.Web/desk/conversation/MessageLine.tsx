import { Button } from '@fluentui/react-components';
import { AttachRegular, ClockRegular } from '@fluentui/react-icons';
import { useState } from 'react';
import type { MessageView } from '../api/schema';
import { moment } from '../format';
import { useTexts } from '../language';

interface Props {
  message: MessageView;
  customer: string;
  /** Records what the agent has promised in this message; left out where it is not theirs to promise. */
  onRecord?: ((message: MessageView) => void) | undefined;
}

/** One message. The text is text: no links are made of it, nothing in it is loaded. */
export function MessageLine({ message, customer, onRecord }: Props) {
  const t = useTexts();
  // What fell due before the agent looked is no promise to record any more.
  const [isOpen, setOpen] = useState(() => Date.parse(message.promisedFor ?? '') > Date.now());
  const role = t.conversation.author[message.from];
  const author = message.from === 'customer' ? customer : (message.author ?? role);
  return (
    <article className={`message is-${message.from}`}>
      <header className="small">
        {message.from !== 'notice' && <strong>{author}</strong>}
        {author !== role && <span className="soft">{role}</span>}
        <time className="soft" dateTime={message.at}>
          {moment(message.at, t)}
        </time>
      </header>
      {message.text && <p className="message-text">{message.text}</p>}
      {message.cards.map((card) => (
        <p key={card} className="message-text card">
          {card}
        </p>
      ))}
      {message.files.map((file) => (
        <p key={file.name + (file.address ?? '')} className="file">
          <AttachRegular aria-hidden />
          {file.address ? (
            <a href={file.address} download={file.name} rel="noreferrer">
              {t.conversation.download(file.name)}
            </a>
          ) : (
            <span>{t.conversation.elsewhere(file.name)}</span>
          )}
        </p>
      ))}
      {onRecord && message.promisedFor && isOpen && (
        <Button
          size="small"
          icon={<ClockRegular />}
          onClick={() => {
            setOpen(false);
            onRecord(message);
          }}
        >
          {t.conversation.recordPromise(moment(message.promisedFor, t))}
        </Button>
      )}
      {message.choices.length > 0 && (
        <p className="small soft">
          {t.conversation.choices} {message.choices.map((choice) => `[${choice}]`).join(' ')}
        </p>
      )}
    </article>
  );
}
