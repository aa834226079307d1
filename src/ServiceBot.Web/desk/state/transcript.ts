import type { MessageView, NoteView, TranscriptPart } from '../api/schema';

/** What the page has of a transcript. Keyed by number, so that a part that comes twice changes nothing. */
export interface Transcript {
  messages: ReadonlyMap<number, MessageView>;
  notes: ReadonlyMap<number, NoteView>;
  seq: number;
  note: number;
  isWhole: boolean;
}

export const emptyTranscript: Transcript = { messages: new Map(), notes: new Map(), seq: 0, note: 0, isWhole: false };

export type Line = { kind: 'message'; message: MessageView } | { kind: 'note'; note: NoteView };

export function withPart(transcript: Transcript, part: TranscriptPart): Transcript {
  return {
    messages: new Map([...transcript.messages, ...part.messages.map((m) => [m.seq, m] as const)]),
    notes: new Map([...transcript.notes, ...part.notes.map((n) => [n.number, n] as const)]),
    seq: Math.max(transcript.seq, part.seq),
    note: Math.max(transcript.note, part.note),
    isWhole: !part.hasMore,
  };
}

/** Messages by their number, never by time; a note stands before the first message that is younger than it. */
export function lines(transcript: Transcript): Line[] {
  const notes = [...transcript.notes.values()].sort((a, b) => a.number - b.number);
  const result: Line[] = [];
  let next = 0;
  for (const message of [...transcript.messages.values()].sort((a, b) => a.seq - b.seq)) {
    for (; next < notes.length && (notes[next]?.at ?? '') < message.at; next++) pushNote(result, notes[next]);
    result.push({ kind: 'message', message });
  }
  for (; next < notes.length; next++) pushNote(result, notes[next]);
  return result;
}

function pushNote(result: Line[], note: NoteView | undefined): void {
  if (note) result.push({ kind: 'note', note });
}
