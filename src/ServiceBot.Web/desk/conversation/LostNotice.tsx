import { MessageBar, MessageBarBody } from '@fluentui/react-components';
import { useTexts } from '../language';
import { isOfGoneAgent } from '../state/deskState';
import type { Transcript } from '../state/transcript';

interface Props {
  transcript: Transcript;
  /** The agent's name. */
  me: string;
  draft: string;
}

/** Who comes back and finds the conversation gone reads why, until they have done something else in it. */
export function LostNotice({ transcript, me, draft }: Props) {
  const t = useTexts();
  const last = [...transcript.notes.values()].findLast((note) => note.agent === me);
  if (!last || !isOfGoneAgent(last.kind)) return null;
  return (
    <MessageBar intent="warning">
      <MessageBarBody>
        <p>{t.conversation.lost[last.kind]}</p>
        {draft.trim() && <p>{t.conversation.draftKept}</p>}
      </MessageBarBody>
    </MessageBar>
  );
}
