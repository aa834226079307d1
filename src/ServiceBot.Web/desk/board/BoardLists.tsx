import { Spinner } from '@fluentui/react-components';
import type { Board, BoardEntry } from '../api/schema';
import { useTexts } from '../language';
import { Entry } from './Entry';

interface Props {
  board: Board | undefined;
  openId: string | undefined;
  now: number;
  onOpen: (id: string) => void;
  onAccept: (id: string) => void;
}

export function BoardLists({ board, openId, now, onOpen, onAccept }: Props) {
  const t = useTexts();
  const list = (entries: BoardEntry[], canAccept: boolean) =>
    entries.map((entry) => (
      <Entry
        key={entry.id}
        entry={entry}
        isOpen={entry.id === openId}
        isColleagues={entries === board?.colleagues}
        now={now}
        onOpen={onOpen}
        onAccept={canAccept ? onAccept : undefined}
      />
    ));
  return (
    <nav className="board" aria-label={t.board.title}>
      {!board && <Spinner size="small" />}
      {board && (
        <>
          <section aria-labelledby="waiting-title">
            <h2 id="waiting-title">
              {t.board.waiting} <span className="count">{board.waiting.length}</span>
            </h2>
            {board.waiting.length === 0 ? (
              <p className="soft small">{t.board.nobodyWaits}</p>
            ) : (
              <ul className="entries">{list(board.waiting, true)}</ul>
            )}
          </section>
          <section aria-labelledby="mine-title">
            <h2 id="mine-title">
              {t.board.mine} <span className="count">{board.mine.length}</span>
            </h2>
            {board.mine.length === 0 ? (
              <p className="soft small">{t.board.noneMine}</p>
            ) : (
              <ul className="entries">{list(board.mine, false)}</ul>
            )}
          </section>
          {board.colleagues.length > 0 && (
            <section aria-labelledby="colleagues-title">
              <h2 id="colleagues-title">
                {t.board.colleagues} <span className="count">{board.colleagues.length}</span>
              </h2>
              <ul className="entries">{list(board.colleagues, false)}</ul>
            </section>
          )}
        </>
      )}
    </nav>
  );
}
