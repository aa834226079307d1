import { Badge, Button } from '@fluentui/react-components';
import { useEffect, useState } from 'react';
import type { CouponTermsView, CouponView, ExecutionView, GivenView } from '../api/schema';
import { NoteDialog } from '../conversation/NoteDialog';
import { money, moment, word } from '../format';
import { useTexts } from '../language';
import type { DeskClient } from '../state/DeskClient';
import type { Texts } from '../texts/Texts';
import { SettleRemedyDialog } from './SettleRemedyDialog';

interface Props {
  conversation: string;
  client: DeskClient;
  now: number;
  /** Changes whenever something has happened in the conversation: then it is read anew. */
  version: string;
}

/** Ordered, being arranged, or given up as unknown: people confirm or fail it. */
const isOpen = (remedy: ExecutionView) => ['ordered', 'arranging', 'unknown'].includes(remedy.status);

/** What a coupon is good for, in the names that the company's shop knows. */
const termsOf = ({ goodFor, notWith, minimum }: CouponTermsView, t: Texts) =>
  [
    goodFor.length > 0 && t.given.goodFor(goodFor.join(' / ')),
    minimum && t.given.minimum(money(minimum, t)),
    notWith.length > 0 && t.given.notWith(notWith.join(' / ')),
  ]
    .filter(Boolean)
    .join(' · ');

/** What was given in this conversation and what became of it: remedies that people carry out, coupons with their codes. */
export function Given({ conversation, client, now, version }: Props) {
  const t = useTexts();
  const [given, setGiven] = useState<GivenView>();
  const [reads, setReads] = useState(0);
  const [settling, setSettling] = useState<ExecutionView>();
  const [revoking, setRevoking] = useState<CouponView>();
  useEffect(() => {
    let isCurrent = true;
    void client.given(conversation).then((read) => {
      if (isCurrent && read) setGiven(read);
    });
    return () => {
      isCurrent = false;
    };
  }, [client, conversation, version, reads]);

  if (!given || (given.remedies.length === 0 && given.coupons.length === 0)) return null;
  const again = () => setReads((n) => n + 1);
  return (
    <section>
      <h2>{t.given.title}</h2>
      <ul className="plain given">
        {given.remedies.map((remedy) => (
          <li key={remedy.id}>
            <div>
              {[word(t.case.remedy, remedy.kind), remedy.amount ? money(remedy.amount, t) : '', remedy.subject]
                .filter(Boolean)
                .join(' · ')}
            </div>
            <div className="row wrap small">
              <Badge
                appearance="tint"
                color={remedy.status === 'done' ? 'success' : isOpen(remedy) ? 'warning' : 'danger'}
              >
                {word(t.given.status, remedy.status)}
              </Badge>
              {(remedy.reference ?? remedy.why) && <span>{remedy.reference ?? remedy.why}</span>}
              <time className="soft" dateTime={remedy.settledAt ?? remedy.orderedAt}>
                {moment(remedy.settledAt ?? remedy.orderedAt, t, now)}
              </time>
              {isOpen(remedy) && (
                <Button size="small" appearance="subtle" onClick={() => setSettling(remedy)}>
                  {t.given.settle}
                </Button>
              )}
            </div>
          </li>
        ))}
        {given.coupons.map((coupon) => (
          <li key={coupon.code}>
            <div>
              {t.case.remedy.coupon} · {money(coupon.value, t)} · <code>{coupon.code}</code>
            </div>
            <div className="row wrap small">
              <Badge
                appearance="tint"
                color={coupon.state === 'issued' ? 'informative' : coupon.state === 'redeemed' ? 'success' : 'subtle'}
              >
                {word(t.given.coupon, coupon.state)}
              </Badge>
              {coupon.for && <span>{coupon.for}</span>}
              {coupon.terms && <span className="soft">{termsOf(coupon.terms, t)}</span>}
              {coupon.expiresAt && coupon.state === 'issued' && (
                <span className="soft">{t.given.until(moment(coupon.expiresAt, t, now))}</span>
              )}
              {coupon.state === 'issued' && (
                <Button size="small" appearance="subtle" onClick={() => setRevoking(coupon)}>
                  {t.given.revoke}
                </Button>
              )}
            </div>
          </li>
        ))}
      </ul>
      {settling && (
        <SettleRemedyDialog
          what={word(t.case.remedy, settling.kind)}
          onSettle={(isDone, text) => {
            setSettling(undefined);
            void client.settleRemedy(conversation, settling.id, isDone, text).then(again);
          }}
          onClose={() => setSettling(undefined)}
        />
      )}
      {revoking && (
        <NoteDialog
          title={t.given.revokeTitle(revoking.code)}
          lead={t.given.revokeLead}
          action={t.given.revoke}
          isNoteRequired
          onDone={(reason) => {
            setRevoking(undefined);
            void client.revokeCoupon(conversation, revoking.code, reason).then(again);
          }}
          onClose={() => setRevoking(undefined)}
        />
      )}
    </section>
  );
}
