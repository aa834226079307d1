import { Button, Field, Input } from '@fluentui/react-components';
import { useState } from 'react';
import type { MoneyView } from '../api/schema';
import { DeskDialog } from '../DeskDialog';
import { money } from '../format';
import { useTexts } from '../language';
import { newKey } from '../state/newKey';

interface Props {
  /** What one act of this agent may give. */
  most: MoneyView;
  onGive: (amount: MoneyView, key: string) => void;
  /** For more than that: a supervisor is asked. */
  onAsk: (amount: MoneyView, why: string, key: string) => void;
  onClose: () => void;
}

/** A coupon as the agent's message; for more than the agent may give a supervisor is asked. */
export function CouponDialog({ most, onGive, onAsk, onClose }: Props) {
  const t = useTexts();
  const [typed, setTyped] = useState('');
  const [why, setWhy] = useState('');
  // Of this dialog: two presses of its button are one coupon.
  const [key] = useState(newKey);
  const minorUnits = minorUnitsOf(typed);
  const isAllowed = minorUnits !== undefined && minorUnits > 0 && minorUnits <= most.minorUnits;
  const isAbove = minorUnits !== undefined && minorUnits > most.minorUnits;
  const limit = money(most, t);
  return (
    <DeskDialog
      title={t.conversation.couponTitle}
      act={{
        label: t.conversation.giveCoupon,
        isDisabled: !isAllowed,
        onAct: () => isAllowed && onGive({ minorUnits, currency: most.currency }, key),
      }}
      onClose={onClose}
    >
      <p>{t.conversation.couponLead(limit)}</p>
      <Field
        label={t.conversation.couponAmount(most.currency)}
        validationState={typed && !isAllowed && !isAbove ? 'error' : 'none'}
        validationMessage={
          isAbove ? t.conversation.couponAbove(limit) : typed && !isAllowed ? t.conversation.couponProblem(limit) : null
        }
      >
        <Input inputMode="decimal" value={typed} onChange={(_, data) => setTyped(data.value)} />
      </Field>
      {isAbove && (
        <>
          <Field label={t.approvals.why}>
            <Input value={why} maxLength={500} onChange={(_, data) => setWhy(data.value)} />
          </Field>
          <Button
            disabled={!why.trim()}
            onClick={() => onAsk({ minorUnits, currency: most.currency }, why.trim(), key)}
          >
            {t.approvals.ask}
          </Button>
        </>
      )}
    </DeskDialog>
  );
}

/** "20", "20.5", full-width "２０．５０"; no parsing of floats, so that 0.29 stays 29. */
export function minorUnitsOf(typed: string): number | undefined {
  const match = /^(\d{1,9})(?:\.(\d{1,2}))?$/.exec(typed.normalize('NFKC').trim());
  return match ? Number(match[1]) * 100 + Number((match[2] ?? '').padEnd(2, '0')) : undefined;
}
