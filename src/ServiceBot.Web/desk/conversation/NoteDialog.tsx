import { Field, Textarea } from '@fluentui/react-components';
import { useState } from 'react';
import { DeskDialog } from '../DeskDialog';
import { useTexts } from '../language';

interface Props {
  title: string;
  lead: string;
  action: string;
  isNoteRequired?: boolean;
  onDone: (note: string) => void;
  onClose: () => void;
}

/** Asks once more, with room for a note. */
export function NoteDialog({ title, lead, action, isNoteRequired, onDone, onClose }: Props) {
  const t = useTexts();
  const [note, setNote] = useState('');
  return (
    <DeskDialog
      title={title}
      act={{ label: action, isDisabled: isNoteRequired === true && !note.trim(), onAct: () => onDone(note.trim()) }}
      onClose={onClose}
    >
      <p>{lead}</p>
      <Field label={isNoteRequired ? t.conversation.noteWhy : t.conversation.optionalNote}>
        <Textarea value={note} maxLength={4000} onChange={(_, data) => setNote(data.value)} />
      </Field>
    </DeskDialog>
  );
}
