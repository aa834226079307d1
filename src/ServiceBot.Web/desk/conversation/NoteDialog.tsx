import {
  Button,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
  Field,
  Textarea,
} from '@fluentui/react-components';
import { useState } from 'react';
import { useTexts } from '../language';

interface Props {
  title: string;
  lead: string;
  action: string;
  onDone: (note: string) => void;
  onClose: () => void;
}

/** Asks once more, with room for a note. */
export function NoteDialog({ title, lead, action, onDone, onClose }: Props) {
  const t = useTexts();
  const [note, setNote] = useState('');
  return (
    <Dialog open onOpenChange={(_, data) => !data.open && onClose()}>
      <DialogSurface>
        <DialogBody>
          <DialogTitle>{title}</DialogTitle>
          <DialogContent className="stack">
            <p>{lead}</p>
            <Field label={t.conversation.optionalNote}>
              <Textarea value={note} maxLength={4000} onChange={(_, data) => setNote(data.value)} />
            </Field>
          </DialogContent>
          <DialogActions>
            <Button onClick={onClose}>{t.cancel}</Button>
            <Button appearance="primary" onClick={() => onDone(note.trim())}>
              {action}
            </Button>
          </DialogActions>
        </DialogBody>
      </DialogSurface>
    </Dialog>
  );
}
