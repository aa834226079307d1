import { Field, Input } from '@fluentui/react-components';
import { useState } from 'react';
import type { PromiseView } from '../api/schema';
import { DeskDialog } from '../DeskDialog';
import { word } from '../format';
import { useTexts } from '../language';
import { localTime } from '../localTime';
import { newKey } from '../state/newKey';
import { useNow } from '../state/useNow';

interface Props {
  promise: PromiseView;
  onPutOff: (due: Date, why: string, key: string) => void;
  onClose: () => void;
}

const hour = 3_600_000;
const longest = 90 * 24 * hour;

/** The new time of a promise that cannot be kept, once, and why: the customer hears both at once. */
export function PutOffDialog({ promise, onPutOff, onClose }: Props) {
  const t = useTexts();
  const before = Date.parse(promise.due);
  const [due, setDue] = useState(() => localTime(new Date(before + 24 * hour)));
  const [why, setWhy] = useState('');
  // Of this dialog: two presses of its button are one.
  const [key] = useState(newKey);
  const at = new Date(due).getTime();
  const now = useNow(0);
  const isLater = at > before && at - now <= longest;
  return (
    <DeskDialog
      title={t.case.putOffTitle}
      act={{ label: t.case.putOff, isDisabled: !isLater, onAct: () => onPutOff(new Date(due), why.trim(), key) }}
      onClose={onClose}
    >
      <p>{promise.text ?? word(t.case.promise, promise.what)}</p>
      <p className="soft small">{t.case.putOffLead}</p>
      <Field label={t.case.putOffDue} validationMessage={isLater ? null : t.case.putOffProblem}>
        <Input type="datetime-local" value={due} onChange={(_, data) => setDue(data.value)} />
      </Field>
      <Field label={t.case.putOffWhy}>
        <Input value={why} maxLength={300} onChange={(_, data) => setWhy(data.value)} />
      </Field>
    </DeskDialog>
  );
}
