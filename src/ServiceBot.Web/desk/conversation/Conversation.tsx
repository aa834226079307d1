import { Badge, Button, Spinner, Tab, TabList } from '@fluentui/react-components';
import { ArrowLeftRegular } from '@fluentui/react-icons';
import { useEffect, useState } from 'react';
import type { Me } from '../api/schema';
import { CasePanel } from '../case/CasePanel';
import { word } from '../format';
import { useTexts } from '../language';
import type { Desk } from '../state/useDesk';
import { ActBar } from './ActBar';
import { Composer } from './Composer';
import { LostNotice } from './LostNotice';
import { TranscriptView } from './TranscriptView';

interface Props {
  id: string;
  me: Me;
  desk: Desk;
  now: number;
}

export function Conversation({ id, me, desk, now }: Props) {
  const t = useTexts();
  const [tab, setTab] = useState<'chat' | 'case'>('chat');
  const { view, transcript, outgoing } = desk.state;

  // Read is what was on a visible screen, not what has arrived.
  const seq = transcript.seq;
  const readSeq = view?.readSeq ?? 0;
  useEffect(() => {
    if (!view || seq <= readSeq) return;
    const mark = () => {
      if (document.visibilityState === 'visible') desk.client.markRead(id, seq);
    };
    mark();
    document.addEventListener('visibilitychange', mark);
    return () => document.removeEventListener('visibilitychange', mark);
    // Only a new message is a reason; marking changes the view and the callbacks again.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [id, seq, view === undefined]);

  if (!view) return <Spinner className="center" />;
  const isMine = view.owner === 'agent' && view.agentId === me.id;
  return (
    <div className={`conversation tab-${tab}`}>
      <header className="conversation-head">
        <Button
          className="narrow-only"
          appearance="subtle"
          icon={<ArrowLeftRegular />}
          aria-label={t.conversation.back}
          onClick={() => desk.open(undefined)}
        />
        <div className="grow">
          <h1>{view.customer.name ?? t.board.stranger}</h1>
          <p className="row wrap small soft">
            <span>{t.conversation.owner[view.owner](view.agent ?? '')}</span>
            <Badge appearance="outline">{t.conversation.status[view.status]}</Badge>
            {view.reason && <span>{word(t.conversation.reason, view.reason)}</span>}
          </p>
        </div>
        <ActBar view={view} isMine={isMine} me={me} desk={desk} />
      </header>
      <TabList
        className="narrow-only"
        selectedValue={tab}
        onTabSelect={(_, data) => setTab(data.value === 'case' ? 'case' : 'chat')}
      >
        <Tab value="chat">{t.conversation.chat}</Tab>
        <Tab value="case">{t.conversation.case}</Tab>
      </TabList>
      <div className="conversation-body">
        <section className="chat" aria-label={t.conversation.chat}>
          {!isMine && <LostNotice transcript={transcript} me={me.name} draft={desk.state.drafts[id] ?? ''} />}
          <TranscriptView
            transcript={transcript}
            customer={view.customer.name ?? t.board.stranger}
            outgoing={outgoing.filter((o) => o.conversation === id)}
            readSeq={readSeq}
            onAgain={(o) => desk.client.say(id, o.text, o.key)}
            onRecord={isMine ? (message) => desk.client.recordPromise(id, message) : undefined}
          />
          <Composer view={view} me={me} isMine={isMine} desk={desk} />
        </section>
        <CasePanel
          view={view}
          now={now}
          client={desk.client}
          version={`${transcript.seq}.${transcript.note}`}
          onSettle={isMine ? (promise, status) => desk.client.settlePromise(id, promise, status) : undefined}
          onPutOff={isMine ? (promise, due, why, key) => desk.client.putOff(id, promise, due, why, key) : undefined}
          onLift={isMine ? (flag, why) => desk.client.liftFlag(view.id, flag, why) : undefined}
        />
      </div>
    </div>
  );
}
