import { Button, Input, Radio, RadioGroup } from '@fluentui/react-components';
import { useState } from 'react';
import type { ApprovalView } from '../api/schema';
import { CaseCard } from '../case/CaseCard';
import { remedies } from '../case/remedies';
import { duration, localized, money, moment } from '../format';
import { useTexts } from '../language';

interface Props {
  asked: ApprovalView;
  now: number;
  onDecide: (isApproved: boolean, option: number, note: string) => void;
  onOpen: () => void;
}

/** All that a yes or no needs on one screen: what failed, what is asked for and why, the evidence, the budgets, the time that is left. */
export function ApprovalCard({ asked, now, onDecide, onOpen }: Props) {
  const t = useTexts();
  const [option, setOption] = useState(0);
  const [note, setNote] = useState('');
  const matter = asked.case;
  const only = asked.options[0];
  return (
    <>
      <p>
        <strong>{money(asked.amount, t)}</strong>
        {matter && ` · ${localized(matter.kind, t)}`}
        {matter?.subject && ` · ${matter.subject}`}
        {asked.customer && ` · ${asked.customer}`}
      </p>
      <p className="small">
        {asked.askedBy
          ? t.approvals.asked(asked.askedBy, moment(asked.due, t, now))
          : t.approvals.prepared(moment(asked.due, t, now))}{' '}
        ({t.case.dueIn(duration(Date.parse(asked.due) - now, t))})
      </p>
      <p>{localized(asked.why, t)}</p>
      {asked.options.length === 1 && only && <p className="strong">{remedies(only, t)}</p>}
      {asked.options.length > 1 && (
        <RadioGroup
          aria-label={t.approvals.which}
          value={String(option)}
          onChange={(_, data) => setOption(Number(data.value))}
        >
          {asked.options.map((bundle, i) => (
            <Radio key={remedies(bundle, t)} value={String(i)} label={remedies(bundle, t)} />
          ))}
        </RadioGroup>
      )}
      <p className="small soft">
        {t.approvals.budget(money(asked.dayLeft, t), money(asked.given, t))}
        {!asked.mayDecide && ` ${t.approvals.refused['above-authority']}`}
      </p>
      <Input
        size="small"
        className="approval-note"
        aria-label={t.approvals.note}
        placeholder={t.approvals.note}
        value={note}
        maxLength={500}
        onChange={(_, data) => setNote(data.value)}
      />
      <div className="row wrap">
        <Button
          size="small"
          appearance="primary"
          disabled={!asked.mayDecide}
          onClick={() => onDecide(true, option, note)}
        >
          {t.approvals.approve}
        </Button>
        <Button size="small" onClick={() => onDecide(false, option, note)}>
          {t.approvals.refuse}
        </Button>
        <Button size="small" appearance="subtle" onClick={onOpen}>
          {t.approvals.open}
        </Button>
      </div>
      {matter && (
        <details>
          <summary>{t.approvals.case}</summary>
          <CaseCard complaint={matter} />
        </details>
      )}
    </>
  );
}
