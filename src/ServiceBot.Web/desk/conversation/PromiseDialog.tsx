import { Button, Field, Input, Textarea } from '@fluentui/react-components';
import { useState } from 'react';
import { DeskDialog } from '../DeskDialog';
import { duration } from '../format';
import { useTexts } from '../language';
import { localTime } from '../localTime';
import { newKey } from '../state/newKey';
import { useNow } from '../state/useNow';

interface Props {
  onPromise: (text: string, due: Date, key: string) => void;
  onClose: () => void;
}

const hour = 3_600_000;
const quick = [hour, 4 * hour, 24 * hour, 72 * hour];
const longest = 90 * 24 * hour;

/** What is promised to the customer, and by when; the clock runs from then on. */
export function PromiseDialog({ onPromise, onClose }: Props) {
  const t = useTexts();
  const [text, setText] = useState('');
  const [due, setDue] = useState(() => localTime(new Date(Date.now() + 24 * hour)));
  // Of this dialog: two presses of its button are one promise.
  const [key] = useState(newKey);
  const left = new Date(due).getTime() - useNow(0);
  const isAhead = left > 0 && left <= longest;
  return (
    <DeskDialog
      title={t.conversation.promiseTitle}
      act={{
        label: t.conversation.makePromise,
        isDisabled: !text.trim() || !isAhead,
        onAct: () => onPromise(text.trim(), new Date(due), key),
      }}
      onClose={onClose}
    >
      <p>{t.conversation.promiseLead}</p>
      <Field label={t.conversation.promiseText}>
        <Textarea value={text} maxLength={4000} onChange={(_, data) => setText(data.value)} />
      </Field>
      <Field label={t.conversation.promiseDue} validationMessage={isAhead ? null : t.conversation.promiseProblem}>
        <Input type="datetime-local" value={due} onChange={(_, data) => setDue(data.value)} />
      </Field>
      <div className="row wrap" role="group" aria-label={t.conversation.promiseQuick}>
        {quick.map((span) => (
          <Button key={span} size="small" onClick={() => setDue(localTime(new Date(Date.now() + span)))}>
            {duration(span, t)}
          </Button>
        ))}
      </div>
    </DeskDialog>
  );
}
