import { Badge, Button, CounterBadge } from '@fluentui/react-components';
import { ShieldCheckmark16Regular, ShieldQuestion16Regular } from '@fluentui/react-icons';
import type { BoardEntry } from '../api/schema';
import { duration, localized, word } from '../format';
import { useTexts } from '../language';
import { ToleranceBar } from './ToleranceBar';

interface Props {
  entry: BoardEntry;
  isOpen: boolean;
  /** Another agent has it; it says who. */
  isColleagues?: boolean;
  now: number;
  onOpen: (id: string) => void;
  onAccept: ((id: string) => void) | undefined;
}

/** One conversation of a list: who, since when, what about, how much patience is left, why it came. */
export function Entry({ entry, isOpen, isColleagues, now, onOpen, onAccept }: Props) {
  const t = useTexts();
  const name = entry.customer ?? t.board.stranger;
  const story = entry.story && [localized(entry.story.kind, t), entry.story.subject].filter(Boolean).join(' · ');
  // Who has eight chats sees all of them at once; who waits is shown in full.
  const isMine = entry.owner === 'agent';
  return (
    <li className={['entry', isOpen && 'is-open', isMine && 'is-mine'].filter(Boolean).join(' ')}>
      <button
        type="button"
        className="entry-open"
        aria-current={isOpen ? 'true' : undefined}
        onClick={() => onOpen(entry.id)}
      >
        <span className="row">
          <span className="entry-name">{name}</span>
          {entry.isProven ? (
            <ShieldCheckmark16Regular className="ok" aria-label={t.board.proven} />
          ) : (
            <ShieldQuestion16Regular className="soft" aria-label={t.board.unproven} />
          )}
          <span className="grow" />
          {entry.isUrgent && (
            <Badge color="danger" size="small">
              {t.board.urgent}
            </Badge>
          )}
          {isMine && (
            <Badge appearance="outline" size="small">
              {t.conversation.status[entry.status]}
            </Badge>
          )}
          {entry.unread > 0 && (
            <CounterBadge count={entry.unread} color="danger" size="small" aria-label={t.board.unread(entry.unread)} />
          )}
        </span>
        {isColleagues && <span className="small soft">{t.conversation.owner.agent(entry.agent ?? '')}</span>}
        {story && <span className="entry-story">{story}</span>}
        {entry.lastText && <span className="entry-text">{entry.lastText}</span>}
        {entry.tolerance && <ToleranceBar tolerance={entry.tolerance} />}
        {!isMine && (
          <span className="row wrap small soft">
            {entry.waitingSince && <span>{t.board.waits(duration(now - Date.parse(entry.waitingSince), t))}</span>}
            {entry.owner === 'queue' && entry.reason && (
              <Badge appearance="tint" color="warning">
                {word(t.conversation.reason, entry.reason)}
              </Badge>
            )}
          </span>
        )}
      </button>
      {onAccept && (
        <Button
          appearance="primary"
          size="small"
          aria-label={t.board.acceptFrom(name)}
          onClick={() => onAccept(entry.id)}
        >
          {t.board.accept}
        </Button>
      )}
    </li>
  );
}
