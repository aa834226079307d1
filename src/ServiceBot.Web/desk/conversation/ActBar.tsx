import { Button, Toolbar } from '@fluentui/react-components';
import { useState } from 'react';
import type { ConversationView, Me } from '../api/schema';
import { DeskDialog } from '../DeskDialog';
import { useTexts } from '../language';
import type { Desk } from '../state/useDesk';
import { CouponDialog } from './CouponDialog';
import { NoteDialog } from './NoteDialog';
import { PromiseDialog } from './PromiseDialog';
import { ResolveDialog } from './ResolveDialog';
import { TransferDialog } from './TransferDialog';

interface Props {
  view: ConversationView;
  isMine: boolean;
  me: Me;
  desk: Desk;
}

/** What may be done with the conversation as it is: accept it, or hand it on. */
export function ActBar({ view, isMine, me, desk }: Props) {
  const t = useTexts();
  const [dialog, setDialog] = useState<'coupon' | 'promise' | 'transfer' | 'release' | 'resolve' | 'take-over'>();
  const close = () => setDialog(undefined);

  if (!isMine && view.owner !== 'agent')
    return (
      <Button appearance="primary" onClick={() => desk.accept(view.id)}>
        {t.board.accept}
      </Button>
    );
  if (!isMine)
    return me.role === 'agent' ? null : (
      <>
        <Button onClick={() => setDialog('take-over')}>{t.conversation.takeOver}</Button>
        {dialog === 'take-over' && (
          <DeskDialog
            title={t.conversation.takeOverTitle(view.agent ?? '')}
            act={{
              label: t.conversation.takeOver,
              onAct: () => {
                close();
                desk.client.takeOver(view.id);
              },
            }}
            onClose={close}
          >
            <p>{t.conversation.takeOverLead}</p>
          </DeskDialog>
        )}
      </>
    );
  return (
    <Toolbar className="acts" aria-label={t.conversation.actions}>
      <Button size="small" onClick={() => setDialog('coupon')}>
        {t.conversation.coupon}
      </Button>
      <Button size="small" onClick={() => setDialog('promise')}>
        {t.conversation.promise}
      </Button>
      <Button size="small" onClick={() => setDialog('transfer')}>
        {t.conversation.transfer}
      </Button>
      <Button size="small" onClick={() => setDialog('release')}>
        {t.conversation.release}
      </Button>
      <Button size="small" appearance="primary" onClick={() => setDialog('resolve')}>
        {t.conversation.resolve}
      </Button>
      {dialog === 'coupon' && (
        <CouponDialog
          most={view.authority}
          onGive={(amount, key) => {
            close();
            desk.client.giveCoupon(view.id, amount, key);
          }}
          onAsk={(amount, why, key) => {
            close();
            desk.client.askApproval(view.id, amount, why, key);
          }}
          onClose={close}
        />
      )}
      {dialog === 'promise' && (
        <PromiseDialog
          onPromise={(text, due, key) => {
            close();
            desk.client.promise(view.id, text, due, key);
          }}
          onClose={close}
        />
      )}
      {dialog === 'transfer' && (
        <TransferDialog
          colleagues={desk.state.board?.onDuty.filter((c) => c.id !== me.id) ?? []}
          onTransfer={(agent) => {
            close();
            desk.client.transfer(view.id, agent);
          }}
          onClose={close}
        />
      )}
      {dialog === 'release' && (
        <NoteDialog
          title={t.conversation.releaseTitle}
          lead={t.conversation.releaseLead}
          action={t.conversation.release}
          onDone={(note) => {
            close();
            desk.client.release(view.id, note);
          }}
          onClose={close}
        />
      )}
      {dialog === 'resolve' && (
        <ResolveDialog
          cases={view.cases}
          onResolve={(note, roots) => {
            close();
            desk.client.resolve(view.id, note, roots);
          }}
          onClose={close}
        />
      )}
    </Toolbar>
  );
}
