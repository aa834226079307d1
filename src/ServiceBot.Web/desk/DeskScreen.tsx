import { Button, MessageBar, MessageBarActions, MessageBarBody } from '@fluentui/react-components';
import { DismissRegular, WeatherThunderstormRegular } from '@fluentui/react-icons';
import { useCallback, useEffect, useState } from 'react';
import { SignedOut, Trouble, type DeskApi } from './api/client';
import type { Me } from './api/schema';
import { Approvals } from './approvals/Approvals';
import { BoardLists } from './board/BoardLists';
import { Conversation } from './conversation/Conversation';
import { Incidents } from './incidents/Incidents';
import { useTexts } from './language';
import { AccountMenu } from './session/AccountMenu';
import { LanguageMenu } from './session/LanguageMenu';
import type { Notice } from './state/deskState';
import { useDesk } from './state/useDesk';
import { useNow } from './state/useNow';
import type { Texts } from './texts/Texts';

interface Props {
  api: DeskApi;
  me: Me;
  onSignedOut: () => void;
  onExpired: () => void;
}

export function DeskScreen({ api, me, onSignedOut, onExpired }: Props) {
  const t = useTexts();
  const desk = useDesk(api, onExpired);
  const { state } = desk;
  const now = useNow(state.clockOffset);
  const [isAway, setAway] = useState(false);

  const tellPresence = useCallback(
    async (away: boolean) => {
      try {
        await api.ask('POST /api/desk/presence', { body: { away } });
      } catch (error) {
        if (error instanceof SignedOut) onExpired();
        else if (!(error instanceof Trouble)) throw error;
      }
    },
    [api, onExpired],
  );
  // A restarted server knows nothing of who was away.
  useEffect(() => {
    if (state.link === 'live') void tellPresence(isAway);
  }, [state.link, isAway, tellPresence]);

  const unread = state.board?.mine.reduce((sum, entry) => sum + entry.unread, 0) ?? 0;
  const waiting = state.board?.waiting.length ?? 0;
  useEffect(() => {
    document.title = unread + waiting > 0 ? `(${unread + waiting}) ${t.title}` : t.title;
  }, [unread, waiting, t]);

  const signOut = async () => {
    try {
      await api.ask('POST /api/desk/sign-out', {});
    } catch (error) {
      if (!(error instanceof Trouble || error instanceof SignedOut)) throw error;
    }
    desk.open(undefined);
    onSignedOut();
  };

  return (
    <div className={state.open || desk.page ? 'desk has-open' : 'desk'}>
      <a className="skip" href="#conversation" onClick={skipToConversation}>
        {t.skip}
      </a>
      <header className="desk-bar">
        <strong className="desk-name">{t.title}</strong>
        {me.role !== 'agent' && (
          <Button
            appearance="subtle"
            icon={<WeatherThunderstormRegular />}
            aria-current={desk.page === 'incidents' ? 'page' : undefined}
            onClick={() => desk.open(desk.page ? undefined : 'incidents')}
          >
            {t.incidents.open}
          </Button>
        )}
        <LanguageMenu />
        <AccountMenu
          api={api}
          me={me}
          isAway={isAway}
          setAway={setAway}
          inHand={state.board?.mine.length ?? 0}
          onSignOut={() => void signOut()}
        />
      </header>
      <div className="desk-messages" aria-live="polite">
        {state.link === 'lost' && (
          <MessageBar intent="warning">
            <MessageBarBody>{t.link.lost}</MessageBarBody>
          </MessageBar>
        )}
        {state.notice && (
          <MessageBar intent={state.notice.kind === 'done' ? 'success' : 'error'} role="alert">
            <MessageBarBody>{noticeText(state.notice, t)}</MessageBarBody>
            <MessageBarActions
              containerAction={
                <Button
                  appearance="transparent"
                  aria-label={t.close}
                  icon={<DismissRegular />}
                  onClick={desk.dismiss}
                />
              }
            />
          </MessageBar>
        )}
        <Approvals api={api} me={me} now={now} onOpen={desk.open} onExpired={onExpired} />
      </div>
      <BoardLists board={state.board} openId={state.open} now={now} onOpen={desk.open} onAccept={desk.accept} />
      <main id="conversation" className="desk-main" tabIndex={-1}>
        {desk.page === 'incidents' && me.role !== 'agent' ? (
          <Incidents api={api} now={now} onClose={() => desk.open(undefined)} onExpired={onExpired} />
        ) : state.open ? (
          <Conversation key={state.open} id={state.open} me={me} desk={desk} now={now} />
        ) : (
          <p className="soft center">{t.board.nothingOpen}</p>
        )}
      </main>
    </div>
  );
}

/** The address keeps the open conversation, so the link moves the focus by itself. */
function skipToConversation(event: React.MouseEvent): void {
  event.preventDefault();
  document.getElementById('conversation')?.focus();
}

function noticeText(notice: Notice, t: Texts): string {
  switch (notice.kind) {
    case 'taken':
      return notice.by.agent ? t.notice.taken(notice.by.agent) : t.notice.takenBack[notice.by.owner];
    case 'refused':
      return t.notice.refused[notice.because];
    case 'lost':
      return t.notice.lost(notice.entries.map((entry) => entry.customer ?? t.board.stranger).join(', '));
    case 'gone':
      return t.notice.gone;
    case 'trouble':
      return t.notice.trouble;
    case 'done':
      return t.notice[notice.what];
  }
}
