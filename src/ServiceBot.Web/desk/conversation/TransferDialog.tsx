import { Field, Radio, RadioGroup } from '@fluentui/react-components';
import { useState } from 'react';
import type { Colleague } from '../api/schema';
import { DeskDialog } from '../DeskDialog';
import { useTexts } from '../language';

interface Props {
  colleagues: Colleague[];
  onTransfer: (agent: string) => void;
  onClose: () => void;
}

export function TransferDialog({ colleagues, onTransfer, onClose }: Props) {
  const t = useTexts();
  const [chosen, setChosen] = useState('');
  return (
    <DeskDialog
      title={t.conversation.transferTitle}
      act={{ label: t.conversation.transfer, isDisabled: !chosen, onAct: () => onTransfer(chosen) }}
      onClose={onClose}
    >
      {colleagues.length === 0 ? (
        <p>{t.conversation.nobodyElse}</p>
      ) : (
        <Field label={t.conversation.transferTo}>
          <RadioGroup value={chosen} onChange={(_, data) => setChosen(data.value)}>
            {colleagues.map((c) => (
              <Radio key={c.id} value={c.id} label={c.name} />
            ))}
          </RadioGroup>
        </Field>
      )}
    </DeskDialog>
  );
}
