import { Badge, MessageBar, MessageBarBody } from '@fluentui/react-components';
import { useCallback, useEffect, useState } from 'react';
import { SignedOut, Trouble, type DeskApi } from '../api/client';
import type { SessionEntry } from '../api/schema';
import { DeskDialog } from '../DeskDialog';
import { moment } from '../format';
import { useTexts } from '../language';

export function SessionsDialog({ api, onClose }: { api: DeskApi; onClose: () => void }) {
  const t = useTexts();
  const [sessions, setSessions] = useState<SessionEntry[]>([]);
  const [said, setSaid] = useState<{ intent: 'success' | 'error'; text: string }>();

  const guard = useCallback(
    async (work: () => Promise<void>) => {
      try {
        await work();
      } catch (error) {
        if (!(error instanceof Trouble || error instanceof SignedOut)) throw error;
        setSaid({ intent: 'error', text: t.notice.trouble });
      }
    },
    [t],
  );
  const read = useCallback(
    () => guard(async () => setSessions((await api.ask('GET /api/desk/sessions', {})).body)),
    [api, guard],
  );
  useEffect(() => {
    // eslint-disable-next-line react-hooks/set-state-in-effect
    void read();
  }, [read]);

  const endOthers = () =>
    guard(async () => {
      const { body } = await api.ask('POST /api/desk/sessions/end-others', {});
      setSaid({ intent: 'success', text: t.account.ended(body.count) });
      await read();
    });

  const others = sessions.filter((s) => !s.isThis).length;
  return (
    <DeskDialog
      title={t.account.sessions}
      act={{ label: t.account.endOthers, isDisabled: others === 0, onAct: () => void endOthers() }}
      hasOnlyNews
      onClose={onClose}
    >
      <p className="soft">{others > 0 ? t.account.sessionsLead : t.account.nowhereElse}</p>
      {said && (
        <MessageBar intent={said.intent} role="status">
          <MessageBarBody>{said.text}</MessageBarBody>
        </MessageBar>
      )}
      <ul className="sessions">
        {sessions.map((session) => (
          <li key={session.createdAt + session.browser}>
            <div>
              {browserOf(session.browser)} · {session.address}{' '}
              {session.isThis && <Badge appearance="tint">{t.account.thisOne}</Badge>}
            </div>
            <div className="soft small">
              {t.account.since(moment(session.createdAt, t))} · {t.account.seen(moment(session.seenAt, t))}
            </div>
          </li>
        ))}
      </ul>
    </DeskDialog>
  );
}

/** "Edge on Windows" out of what a browser says of itself; the whole where it is none of the usual. */
export function browserOf(agent: string): string {
  const browser = /(Edg|OPR|Firefox|Chrome|Safari)\//.exec(agent)?.[1];
  const system = /(Windows|Android|iPhone|iPad|Mac OS X|Linux)/.exec(agent)?.[1];
  const name = { Edg: 'Edge', OPR: 'Opera' }[browser ?? ''] ?? browser;
  return name && system ? `${name} · ${system}` : agent.slice(0, 60);
}
