import type { Dispatch } from 'react';
import type { CaseRoot, GivenView, MessageView, MoneyView, PromiseWord } from '../api/schema';
import { SignedOut, Trouble, type Answer, type DeskApi } from '../api/client';
import type { DeskAction, Link, Notice } from './deskState';
import { InOrder } from './inOrder';
import { Live } from './live';

/** While the live connection is down the lists are read this often; a hint is never the only way. */
const pollEvery = 5_000;

/** All acts answer alike. */
type ActAnswer = Answer<'POST /api/desk/conversations/{id}/accept'>;

/** Talks to the server for the desk's screen: reads when it is hinted at or nothing hints, acts, and says what came of it. */
export class DeskClient {
  private readonly live: Live;
  private open: string | undefined;
  /** Up to where the open conversation has been read. */
  private at = { seq: 0, note: 0 };
  private timer: ReturnType<typeof setInterval> | undefined;
  private readonly boards = new InOrder();
  /** The last read failed though the live connection may stand. */
  private isStale = false;

  constructor(
    private readonly api: DeskApi,
    private readonly dispatch: Dispatch<DeskAction>,
    private readonly onSignedOut: () => void,
  ) {
    this.live = new Live({
      // What another process did is hinted at as a change of the lists only.
      onBoard: () => this.readAll(),
      onConversation: (id) => void this.readConversation(id),
      onLink: (link) => this.onLink(link),
    });
  }

  start(): void {
    void this.live.start();
  }

  stop(): void {
    this.live.stop();
    clearInterval(this.timer);
  }

  show(id: string | undefined): void {
    this.open = id;
    this.at = { seq: 0, note: 0 };
    this.dispatch({ type: 'open', id });
    this.live.watch(id);
    if (id) void this.readConversation(id);
  }

  accept(id: string): void {
    void this.guard(async () =>
      this.settle(id, await this.api.ask('POST /api/desk/conversations/{id}/accept', { path: { id } })),
    );
  }

  /** @param key The same key is one message, however often it is tried. */
  say(id: string, text: string, key: string): void {
    void this.guard(async () => {
      this.dispatch({ type: 'send', outgoing: { key, conversation: id, text, state: 'sending' } });
      try {
        const answer = await this.api.ask('POST /api/desk/conversations/{id}/say', {
          path: { id },
          body: { text, key },
        });
        await this.settle(id, answer);
        this.dispatch({ type: answer.status === 200 ? 'sent' : 'unsent', key });
      } catch (error) {
        this.dispatch({ type: 'unsent', key });
        throw error;
      }
    });
  }

  note(id: string, text: string): void {
    void this.guard(async () => {
      const answer = await this.api.ask('POST /api/desk/conversations/{id}/note', { path: { id }, body: { text } });
      if (answer.status === 200) this.dispatch({ type: 'draft', id, text: '' });
      await this.settle(id, answer);
    });
  }

  release(id: string, text: string): void {
    void this.guard(async () =>
      this.settle(
        id,
        await this.api.ask('POST /api/desk/conversations/{id}/release', { path: { id }, body: { text } }),
        {
          kind: 'done',
          what: 'released',
        },
      ),
    );
  }

  transfer(id: string, agent: string): void {
    void this.guard(async () =>
      this.settle(
        id,
        await this.api.ask('POST /api/desk/conversations/{id}/transfer', { path: { id }, body: { agent } }),
        {
          kind: 'done',
          what: 'transferred',
        },
      ),
    );
  }

  takeOver(id: string): void {
    void this.guard(async () =>
      this.settle(id, await this.api.ask('POST /api/desk/conversations/{id}/take-over', { path: { id } }), {
        kind: 'done',
        what: 'takenOver',
      }),
    );
  }

  /** @param roots Where the agent has picked a root cause. */
  resolve(id: string, text: string, roots: CaseRoot[]): void {
    void this.guard(async () =>
      this.settle(
        id,
        await this.api.ask('POST /api/desk/conversations/{id}/resolve', { path: { id }, body: { text, roots } }),
        {
          kind: 'done',
          what: 'resolved',
        },
      ),
    );
  }

  /** @param key The same key is one coupon, however often it is tried. */
  giveCoupon(id: string, amount: MoneyView, key: string): void {
    void this.guard(async () =>
      this.settle(
        id,
        await this.api.ask('POST /api/desk/conversations/{id}/coupon', { path: { id }, body: { amount, key } }),
        { kind: 'done', what: 'given' },
      ),
    );
  }

  /** @param key The same key is asked once, however often it is tried. */
  askApproval(id: string, amount: MoneyView, why: string, key: string): void {
    void this.guard(async () =>
      this.settle(
        id,
        await this.api.ask('POST /api/desk/conversations/{id}/approvals', { path: { id }, body: { amount, why, key } }),
        { kind: 'done', what: 'asked' },
      ),
    );
  }

  /** @param key The same key is one promise, however often it is tried. */
  promise(id: string, text: string, due: Date, key: string): void {
    void this.guard(async () =>
      this.settle(
        id,
        await this.api.ask('POST /api/desk/conversations/{id}/promise', {
          path: { id },
          body: { text, due: due.toISOString(), key },
        }),
        { kind: 'done', what: 'promised' },
      ),
    );
  }

  /** What the agent has said already becomes a promise with a clock; it is not said again. */
  recordPromise(id: string, message: MessageView): void {
    void this.guard(async () =>
      this.settle(
        id,
        await this.api.ask('POST /api/desk/conversations/{id}/promise', {
          path: { id },
          body: {
            text: message.text ?? '',
            due: message.promisedFor ?? '',
            key: `said-${String(message.seq)}`,
            seq: message.seq,
          },
        }),
        { kind: 'done', what: 'promised' },
      ),
    );
  }

  settlePromise(id: string, promise: string, status: Exclude<PromiseWord, 'open'>): void {
    void this.guard(async () =>
      this.settle(
        id,
        await this.api.ask('POST /api/desk/conversations/{id}/promises/{promise}/settle', {
          path: { id, promise },
          body: { status },
        }),
      ),
    );
  }

  /** @param key The same key puts off once, however often it is tried. */
  putOff(id: string, promise: string, due: Date, why: string, key: string): void {
    void this.guard(async () =>
      this.settle(
        id,
        await this.api.ask('POST /api/desk/conversations/{id}/promises/{promise}/put-off', {
          path: { id, promise },
          body: { due: due.toISOString(), why: why || null, key },
        }),
        { kind: 'done', what: 'putOff' },
      ),
    );
  }

  /** What was given in a conversation and what became of it; undefined when it could not be read. */
  async given(id: string): Promise<GivenView | undefined> {
    let given: GivenView | undefined;
    await this.read(async () => {
      given = (await this.api.ask('GET /api/desk/conversations/{id}/remedies', { path: { id } })).body;
    });
    return given;
  }

  /** @param text A reference for the customer when it is done, the reason for the desk when it is not. */
  settleRemedy(id: string, remedy: string, isDone: boolean, text: string): Promise<void> {
    return this.guard(async () => {
      const answer = await this.api.ask('POST /api/desk/remedies/{remedy}/settle', {
        path: { remedy },
        body: { isDone, reference: isDone ? text || null : null, why: isDone ? null : text },
      });
      const notice: Notice | undefined =
        answer.status === 204
          ? undefined
          : answer.status === 404
            ? { kind: 'gone' }
            : { kind: 'refused', because: answer.body.because };
      this.dispatch({ type: 'notice', notice });
      await this.readConversation(id);
    });
  }

  revokeCoupon(id: string, code: string, reason: string): Promise<void> {
    return this.guard(async () =>
      this.settle(
        id,
        await this.api.ask('POST /api/desk/conversations/{id}/coupons/{code}/revoke', {
          path: { id, code },
          body: { reason },
        }),
      ),
    );
  }

  liftFlag(id: string, flag: string, why: string): void {
    void this.guard(async () =>
      this.settle(
        id,
        await this.api.ask('POST /api/desk/conversations/{id}/flags/{flag}/lift', {
          path: { id, flag },
          body: { text: why },
        }),
      ),
    );
  }

  markRead(id: string, seq: number): void {
    void this.read(async () => {
      await this.api.ask('POST /api/desk/conversations/{id}/read', { path: { id }, body: { seq } });
      await this.readBoard();
    });
  }

  private onLink(link: Link): void {
    this.dispatch({ type: 'link', link });
    this.poll(link !== 'live');
    this.readAll();
  }

  private poll(isOn: boolean): void {
    clearInterval(this.timer);
    if (isOn) this.timer = setInterval(() => this.readAll(), pollEvery);
  }

  private readAll(): void {
    void this.readBoard();
    if (this.open) void this.readConversation(this.open);
  }

  private readBoard(): Promise<void> {
    return this.read(async () => {
      const isNewest = this.boards.ask();
      const { body } = await this.api.ask('GET /api/desk/board', {});
      if (!isNewest()) return;
      this.dispatch({ type: 'board', board: body, at: Date.now() });
      if (!this.isStale) return;
      this.isStale = false;
      this.dispatch({ type: 'link', link: this.live.isConnected ? 'live' : 'lost' });
      this.poll(!this.live.isConnected);
    });
  }

  private readConversation(id: string): Promise<void> {
    return this.read(async () => {
      const view = await this.api.ask('GET /api/desk/conversations/{id}', { path: { id } });
      if (id !== this.open) return;
      if (view.status === 404) {
        this.dispatch({ type: 'notice', notice: { kind: 'gone' } });
        return;
      }
      this.dispatch({ type: 'view', view: view.body });
      for (let hasMore = true; hasMore && id === this.open;) {
        const { body: part } = await this.api.ask('GET /api/desk/conversations/{id}/transcript', {
          path: { id },
          query: { after: this.at.seq, afterNote: this.at.note },
        });
        this.dispatch({ type: 'part', id, part });
        if (id === this.open)
          this.at = { seq: Math.max(this.at.seq, part.seq), note: Math.max(this.at.note, part.note) };
        hasMore = part.hasMore;
      }
    });
  }

  /** Says what came of an act, and reads what it has changed. */
  private async settle(id: string, answer: ActAnswer, done?: Notice): Promise<void> {
    this.dispatch({ type: 'notice', notice: noticeOf(answer) ?? done });
    await Promise.all([this.readBoard(), this.readConversation(id)]);
  }

  /** An act that did not get through is said. */
  private guard(work: () => Promise<void>): Promise<void> {
    return this.attempt(work, () => this.dispatch({ type: 'notice', notice: { kind: 'trouble' } }));
  }

  /** What could not be read is read again by itself; until then the page says that it may be old. */
  private read(work: () => Promise<void>): Promise<void> {
    return this.attempt(work, () => {
      this.isStale = true;
      this.dispatch({ type: 'link', link: 'lost' });
      this.poll(true);
    });
  }

  /** A session that has ended leads to the sign-in. */
  private async attempt(work: () => Promise<void>, onTrouble: () => void): Promise<void> {
    try {
      await work();
    } catch (error) {
      if (error instanceof SignedOut) this.onSignedOut();
      else if (error instanceof Trouble) onTrouble();
      else throw error;
    }
  }
}

function noticeOf(answer: ActAnswer): Notice | undefined {
  switch (answer.status) {
    case 200:
      return undefined;
    case 404:
      return { kind: 'gone' };
    case 409:
      return { kind: 'taken', by: answer.body };
    case 422:
      return { kind: 'refused', because: answer.body.because };
  }
}
