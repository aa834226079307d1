import { Field, Input, Radio, RadioGroup } from '@fluentui/react-components';
import { useState } from 'react';
import { DeskDialog } from '../DeskDialog';
import { useTexts } from '../language';

interface Props {
  what: string;
  /** @param text A reference for the customer when it is done, the reason for the desk when it is not. */
  onSettle: (isDone: boolean, text: string) => void;
  onClose: () => void;
}

/** What became of something that people carry out. A result is final: the customer is told, or a person takes the case on. */
export function SettleRemedyDialog({ what, onSettle, onClose }: Props) {
  const t = useTexts();
  const [isDone, setDone] = useState<boolean>();
  const [text, setText] = useState('');
  const isReasonMissing = isDone === false && !text.trim();
  return (
    <DeskDialog
      title={t.given.settleTitle(what)}
      act={{
        label: t.given.settle,
        isDisabled: isDone === undefined || isReasonMissing,
        onAct: () => isDone !== undefined && onSettle(isDone, text.trim()),
      }}
      onClose={onClose}
    >
      <RadioGroup
        aria-label={t.given.settleTitle(what)}
        value={isDone === undefined ? '' : String(isDone)}
        onChange={(_, data) => setDone(data.value === 'true')}
      >
        <Radio value="true" label={t.given.isDone} />
        <Radio value="false" label={t.given.isFailed} />
      </RadioGroup>
      {isDone !== undefined && (
        <Field label={isDone ? t.given.reference : t.given.why}>
          <Input value={text} maxLength={300} onChange={(_, data) => setText(data.value)} />
        </Field>
      )}
    </DeskDialog>
  );
}
