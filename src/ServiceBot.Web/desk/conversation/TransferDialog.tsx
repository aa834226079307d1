import {
  Button,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
  Field,
  Radio,
  RadioGroup,
} from '@fluentui/react-components';
import { useState } from 'react';
import type { Colleague } from '../api/schema';
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
    <Dialog open onOpenChange={(_, data) => !data.open && onClose()}>
      <DialogSurface>
        <DialogBody>
          <DialogTitle>{t.conversation.transferTitle}</DialogTitle>
          <DialogContent>
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
          </DialogContent>
          <DialogActions>
            <Button onClick={onClose}>{t.cancel}</Button>
            <Button appearance="primary" disabled={!chosen} onClick={() => onTransfer(chosen)}>
              {t.conversation.transfer}
            </Button>
          </DialogActions>
        </DialogBody>
      </DialogSurface>
    </Dialog>
  );
}
