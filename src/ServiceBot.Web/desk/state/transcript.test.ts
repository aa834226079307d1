import { expect, test } from 'vitest';
import type { MessageView, NoteView } from '../api/schema';
import { emptyTranscript, lines, withPart } from './transcript';

const message = (seq: number, at: string): MessageView => ({
  seq,
  at,
  from: 'customer',
  author: null,
  text: `m${seq}`,
  choices: [],
  cards: [],
  files: [],
});
const note = (number: number, at: string): NoteView => ({ number, at, kind: 'note', agent: 'Lin', text: `n${number}` });
const order = (transcript: Parameters<typeof lines>[0]) =>
  lines(transcript).map((line) => (line.kind === 'message' ? line.message.text : line.note.text));

test('messages stand in their own order, whatever their clocks say', () => {
  const transcript = withPart(emptyTranscript, {
    messages: [message(2, '2026-11-21T10:00:00Z'), message(1, '2026-11-21T11:00:00Z')],
    notes: [],
    seq: 2,
    note: 0,
    hasMore: false,
  });

  expect(order(transcript)).toEqual(['m1', 'm2']);
});

test('a part that comes twice changes nothing', () => {
  const part = {
    messages: [message(1, '2026-11-21T10:00:00Z')],
    notes: [note(4, '2026-11-21T10:01:00Z')],
    seq: 1,
    note: 4,
    hasMore: false,
  };

  const twice = withPart(withPart(emptyTranscript, part), part);

  expect(order(twice)).toEqual(['m1', 'n4']);
  expect([twice.seq, twice.note]).toEqual([1, 4]);
});

test('a note stands before the first younger message', () => {
  const transcript = withPart(emptyTranscript, {
    messages: [message(1, '2026-11-21T10:00:00Z'), message(2, '2026-11-21T10:05:00Z')],
    notes: [note(1, '2026-11-21T10:02:00Z'), note(2, '2026-11-21T10:09:00Z')],
    seq: 2,
    note: 2,
    hasMore: false,
  });

  expect(order(transcript)).toEqual(['m1', 'n1', 'm2', 'n2']);
});
