import type { Board, BoardEntry, ConversationView, RefusedWord, TakenBy, TranscriptPart } from '../api/schema';
import { emptyTranscript, withPart, type Transcript } from './transcript';

export type Link = 'connecting' | 'live' | 'lost';

/** Something the agent has to be told once. */
export type Notice =
  | { kind: 'taken'; by: TakenBy }
  | { kind: 'refused'; because: RefusedWord }
  | { kind: 'gone' }
  | { kind: 'trouble' }
  | { kind: 'lost'; entries: BoardEntry[] }
  | {
      kind: 'done';
      what: 'transferred' | 'takenOver' | 'released' | 'resolved' | 'given' | 'asked' | 'promised' | 'putOff';
    };

/** A message on its way: shown at once, kept when it did not get through. */
export interface Outgoing {
  key: string;
  conversation: string;
  text: string;
  state: 'sending' | 'failed';
}

export interface DeskState {
  link: Link;
  board: Board | undefined;
  /** Server's clock minus this computer's, in milliseconds: waits are counted by the server's. */
  clockOffset: number;
  open: string | undefined;
  view: ConversationView | undefined;
  transcript: Transcript;
  drafts: Readonly<Record<string, string>>;
  outgoing: readonly Outgoing[];
  notice: Notice | undefined;
}

export type DeskAction =
  | { type: 'link'; link: Link }
  | { type: 'board'; board: Board; at: number }
  | { type: 'open'; id: string | undefined }
  | { type: 'view'; view: ConversationView }
  | { type: 'part'; id: string; part: TranscriptPart }
  | { type: 'draft'; id: string; text: string }
  | { type: 'send'; outgoing: Outgoing }
  | { type: 'sent'; key: string }
  | { type: 'unsent'; key: string }
  | { type: 'notice'; notice: Notice | undefined };

export const initialDesk: DeskState = {
  link: 'connecting',
  board: undefined,
  clockOffset: 0,
  open: undefined,
  view: undefined,
  transcript: emptyTranscript,
  drafts: {},
  outgoing: [],
  notice: undefined,
};

export function deskReducer(state: DeskState, action: DeskAction): DeskState {
  switch (action.type) {
    case 'link':
      return { ...state, link: action.link };
    case 'board':
      return {
        ...state,
        board: action.board,
        clockOffset: Date.parse(action.board.now) - action.at,
        notice: noticeOfLost(state.board, action.board) ?? state.notice,
      };
    case 'open':
      return action.id === state.open
        ? state
        : { ...state, open: action.id, view: undefined, transcript: emptyTranscript, notice: undefined };
    case 'view':
      // An answer that comes after the agent has gone on to another conversation is dropped, and so is an older one.
      return action.view.id === state.open && action.view.epoch >= (state.view?.epoch ?? 0)
        ? { ...state, view: action.view }
        : state;
    case 'part':
      return action.id === state.open
        ? {
            ...state,
            transcript: withPart(state.transcript, action.part),
            outgoing: withoutArrived(state.outgoing, action.id, action.part, state.transcript),
          }
        : state;
    case 'draft':
      return { ...state, drafts: { ...state.drafts, [action.id]: action.text } };
    case 'send':
      return {
        ...state,
        drafts: { ...state.drafts, [action.outgoing.conversation]: '' },
        outgoing: [...state.outgoing.filter((o) => o.key !== action.outgoing.key), action.outgoing],
      };
    case 'sent':
      return { ...state, outgoing: state.outgoing.filter((o) => o.key !== action.key) };
    case 'unsent':
      return { ...state, outgoing: state.outgoing.map((o) => (o.key === action.key ? { ...o, state: 'failed' } : o)) };
    case 'notice':
      return { ...state, notice: action.notice };
  }
}

/** The transcript may tell of a message before the server has answered who sent it: it stands there once. */
function withoutArrived(
  outgoing: readonly Outgoing[],
  id: string,
  part: TranscriptPart,
  before: Transcript,
): readonly Outgoing[] {
  const arrived = part.messages
    .filter((m) => m.from === 'agent' && !before.messages.has(m.seq))
    .map((m) => m.text?.trim());
  return outgoing.filter((o) => {
    const at = o.conversation === id && o.state === 'sending' ? arrived.indexOf(o.text.trim()) : -1;
    if (at >= 0) arrived.splice(at, 1);
    return at < 0;
  });
}

/** What was this agent's in the lists before, and waits now because the desk was not heard of. */
function noticeOfLost(before: Board | undefined, now: Board): Notice | undefined {
  const entries = now.waiting.filter(
    (entry) => isOfGoneAgent(entry.reason) && before?.mine.some((own) => own.id === entry.id),
  );
  return entries.length > 0 ? { kind: 'lost', entries } : undefined;
}

export function isOfGoneAgent(reason: string | null): reason is 'agent-lost' | 'agent-left' {
  return reason === 'agent-lost' || reason === 'agent-left';
}
