import { expect, test } from 'vitest';
import type { NoteView } from '../api/schema';
import { emptyTranscript, withPart } from '../state/transcript';
import { show } from '../testing';
import { LostNotice } from './LostNotice';

const note = (number: number, kind: string, agent: string, text = ''): NoteView => ({
  number,
  at: `2026-11-21T10:00:0${number}Z`,
  kind,
  agent,
  text,
});
const transcriptOf = (...notes: NoteView[]) =>
  withPart(emptyTranscript, { messages: [], notes, seq: 0, note: notes.length, hasMore: false });

test.each([
  ['agent-lost', 'Your connection was lost for too long, so this conversation went back to the queue.'],
  ['agent-left', 'You signed out, so this conversation went back to the queue.'],
])(
  'who comes back after %s reads why, also when a colleague has it by now, and that the draft is kept',
  (kind, words) => {
    const transcript = transcriptOf(
      note(1, 'owner', 'Lin', 'Lin'),
      note(2, 'owner', 'Lin', 'queue'),
      note(3, kind, 'Lin'),
      note(4, 'owner', 'Wei', 'Wei'),
    );

    const { container } = show(<LostNotice transcript={transcript} me="Lin" draft="I am loo" />);

    expect(container.textContent).toContain(words);
    expect(container.textContent).toContain('What you were typing is kept below');
  },
);

test('it is no news to a colleague, nor to who has gone on since', () => {
  const lost = [note(1, 'owner', 'Lin', 'Lin'), note(2, 'agent-lost', 'Lin')];

  const toWei = show(<LostNotice transcript={transcriptOf(...lost)} me="Wei" draft="" />);
  const toLin = show(<LostNotice transcript={transcriptOf(...lost, note(3, 'resolved', 'Lin'))} me="Lin" draft="" />);

  for (const { container } of [toWei, toLin]) expect(container.querySelector('[role="group"]')).toBeNull();
});
