import { expect, test } from 'vitest';
import type { MessageView } from '../api/schema';
import { someEntry, someView } from '../testing';
import { deskReducer, initialDesk, type DeskAction, type DeskState } from './deskState';

const after = (state: DeskState, ...actions: DeskAction[]) => actions.reduce(deskReducer, state);
const opened = after(initialDesk, { type: 'open', id: 'cv_1' });
const emptyBoard = { waiting: [], mine: [], colleagues: [], onDuty: [], now: '2026-11-21T10:00:10Z' };

test('an answer about a conversation that was left is dropped', () => {
  const state = after(
    opened,
    { type: 'open', id: 'cv_2' },
    { type: 'view', view: someView },
    { type: 'part', id: 'cv_1', part: { messages: [], notes: [], seq: 9, note: 0, hasMore: false } },
  );

  expect(state.view).toBeUndefined();
  expect(state.transcript.seq).toBe(0);
});

test('an older owner does not come back', () => {
  const state = after(
    opened,
    { type: 'view', view: { ...someView, epoch: 3, agent: 'Wei' } },
    { type: 'view', view: { ...someView, epoch: 2, agent: 'Lin' } },
  );

  expect(state.view?.agent).toBe('Wei');
});

test('the clock is the server’s', () => {
  const state = after(initialDesk, { type: 'board', board: emptyBoard, at: Date.parse('2026-11-21T10:00:00Z') });

  expect(state.clockOffset).toBe(10_000);
});

test('a message on its way empties the draft, and stays when it did not get through', () => {
  const outgoing = { key: 'k', conversation: 'cv_1', text: 'hello', state: 'sending' } as const;

  const state = after(
    opened,
    { type: 'draft', id: 'cv_1', text: 'hello' },
    { type: 'send', outgoing },
    { type: 'unsent', key: 'k' },
  );

  expect(state.drafts['cv_1']).toBe('');
  expect(state.outgoing).toEqual([{ ...outgoing, state: 'failed' }]);
});

test('a second try of a message is the same message', () => {
  const outgoing = { key: 'k', conversation: 'cv_1', text: 'hello', state: 'sending' } as const;

  const state = after(opened, { type: 'send', outgoing }, { type: 'unsent', key: 'k' }, { type: 'send', outgoing });

  expect(state.outgoing).toEqual([outgoing]);
  expect(after(state, { type: 'sent', key: 'k' }).outgoing).toEqual([]);
});

test('a message that the transcript tells of first stands there once, and one said twice stands twice', () => {
  const outgoing = { key: 'k', conversation: 'cv_1', text: 'hello', state: 'sending' } as const;
  const arrived: MessageView = {
    seq: 7,
    at: '2026-11-21T10:00:00Z',
    from: 'agent',
    author: 'Lin',
    text: 'hello',
    choices: [],
    cards: [],
    files: [],
  };
  const part = { messages: [arrived], notes: [], seq: 7, note: 0, hasMore: false };

  const state = after(
    opened,
    { type: 'send', outgoing },
    { type: 'send', outgoing: { ...outgoing, key: 'again' } },
    { type: 'part', id: 'cv_1', part },
    { type: 'part', id: 'cv_1', part },
  );

  expect(state.outgoing.map((o) => o.key)).toEqual(['again']);
});

test('each conversation keeps its own draft', () => {
  const state = after(
    opened,
    { type: 'draft', id: 'cv_1', text: 'for Ann' },
    { type: 'open', id: 'cv_2' },
    { type: 'draft', id: 'cv_2', text: 'for Bob' },
    { type: 'open', id: 'cv_1' },
  );

  expect(state.drafts).toEqual({ cv_1: 'for Ann', cv_2: 'for Bob' });
});

test('what was lost with the connection is said once, and the draft stays', () => {
  const at = 0;
  const lost = { ...someEntry, reason: 'agent-lost' };
  const before = after(
    opened,
    { type: 'draft', id: 'cv_1', text: 'I am looking' },
    { type: 'board', board: { ...emptyBoard, mine: [{ ...someEntry, owner: 'agent' }] }, at },
  );

  const told = after(before, { type: 'board', board: { ...emptyBoard, waiting: [lost] }, at });
  const later = after(
    told,
    { type: 'notice', notice: undefined },
    { type: 'board', board: { ...emptyBoard, waiting: [lost] }, at },
  );

  expect(told.notice).toEqual({ kind: 'lost', entries: [lost] });
  expect(told.drafts['cv_1']).toBe('I am looking');
  expect(later.notice).toBeUndefined();
});

test('what was given back by hand is not lost', () => {
  const at = 0;

  const state = after(
    initialDesk,
    { type: 'board', board: { ...emptyBoard, mine: [{ ...someEntry, owner: 'agent' }] }, at },
    { type: 'board', board: { ...emptyBoard, waiting: [someEntry] }, at },
  );

  expect(state.notice).toBeUndefined();
});
