import { memory } from './memory';
import { chatToken, Refused, signIn, whoAnswers, type ChatToken } from './server';
import { texts, type Language } from './texts';
import { loadWebChat, webChatLocale, webChatStyle, type Action, type DirectLine, type Store } from './webchat';

/** Who speaks for the shop, as the server last said it. */
export interface ChatState {
  owner: 'connecting' | 'bot' | 'queue' | 'agent' | 'failed';
  agent?: string;
  place?: number;
  minutes?: number;
}

const askAgainEvery = 10_000;

/** A history of fifty messages asks once. */
const afterAll = 150;

/** One conversation in one window: opened, resumed after a reload, or begun anew. */
export class Chat {
  private line: DirectLine | undefined;
  private store: Store | undefined;
  private userId = '';
  private again: ReturnType<typeof setTimeout> | undefined;
  /** Raised by each start, so that a slow answer of an earlier one is dropped. */
  private round = 0;

  constructor(
    private readonly element: HTMLElement,
    private readonly site: string,
    private readonly onState: (state: ChatState) => void,
  ) {}

  async start(customer: string, language: Language): Promise<void> {
    const round = ++this.round;
    this.stop();
    this.onState({ owner: 'connecting' });
    try {
      const [webChat, token] = await Promise.all([loadWebChat(), this.token(customer, language)]);
      if (round !== this.round) return;
      const isResumed = memory.conversation(customer)?.id === token.conversationId;
      memory.keep(customer, { id: token.conversationId, resume: token.resume });
      this.userId = token.userId;
      this.line = webChat.createDirectLine({
        domain: `${location.origin}/v3/directline`,
        token: token.token,
        // With an id the client asks for the conversation and its history, without one it starts the token's own.
        ...(isResumed ? { conversationId: token.conversationId } : {}),
      });
      this.store = webChat.createStore({}, () => (next) => (action) => {
        if (round === this.round) this.listen(action);
        return next(action);
      });
      // Web Chat drops without a word what is sent before it is connected: until then nobody can write.
      this.element.inert = true;
      await this.show(language);
    } catch (error) {
      if (!(error instanceof Error)) throw error;
      if (round === this.round) this.onState({ owner: 'failed' });
    }
  }

  /** Shows the same conversation in another language, or for the first time. */
  async show(language: Language): Promise<void> {
    if (!this.line) return;
    const webChat = await loadWebChat();
    webChat.renderWebChat(
      {
        directLine: this.line,
        store: this.store,
        userID: this.userId,
        locale: webChatLocale[language],
        styleOptions: webChatStyle,
        nonce: document.querySelector<HTMLMetaElement>('meta[name="csp-nonce"]')?.content,
      },
      this.element,
    );
  }

  say(language: Language): void {
    this.store?.dispatch({ type: 'WEB_CHAT/SEND_MESSAGE', payload: { text: texts[language].personMessage } });
  }

  prepare(text: string): void {
    this.store?.dispatch({ type: 'WEB_CHAT/SET_SEND_BOX', payload: { text } });
  }

  private stop(): void {
    clearTimeout(this.again);
    this.line?.end();
    this.line = undefined;
    this.store = undefined;
  }

  private async token(customer: string, language: Language): Promise<ChatToken> {
    const user = customer ? { user: await signIn(customer) } : {};
    const remembered = memory.conversation(customer);
    try {
      return await chatToken(this.site, {
        ...user,
        ...(remembered ? { resume: remembered.resume } : {}),
        locale: language,
      });
    } catch (error) {
      // A credential of a database that is gone, or of somebody else: begin anew. Anything else is trouble and is said.
      if (!remembered || !(error instanceof Refused) || error.status >= 500 || error.status === 429) throw error;
      memory.forget(customer);
      return await chatToken(this.site, { ...user, locale: language });
    }
  }

  private listen(action: Action): void {
    if (action.type === 'DIRECT_LINE/CONNECT_FULFILLED') {
      this.element.inert = false;
      this.askIn(0);
    }
    // Whatever was said may have changed who answers.
    if (action.type === 'DIRECT_LINE/INCOMING_ACTIVITY') this.askIn(afterAll);
  }

  private askIn(milliseconds: number): void {
    clearTimeout(this.again);
    this.again = setTimeout(() => void this.ask(), milliseconds);
  }

  private async ask(): Promise<void> {
    const { round, line } = this;
    if (!line) return;
    try {
      const state = readState(await whoAnswers(line.token));
      if (round !== this.round) return;
      this.onState(state);
      // The place moves on while others are served, and nothing is said then.
      if (state.owner === 'queue') this.askIn(askAgainEvery);
    } catch (error) {
      // Left as it was: the next message asks again, and Web Chat itself says when the line is down.
      if (!(error instanceof Refused || error instanceof TypeError)) throw error;
    }
  }
}

/** @param value `{owner, agent, place, wait}` with the wait in minutes; fields this page does not know are left alone. */
export function readState(value: unknown): ChatState {
  if (typeof value !== 'object' || value === null) return { owner: 'bot' };
  const { owner, agent, place, wait } = value as Record<string, unknown>;
  return {
    owner: owner === 'queue' || owner === 'agent' ? owner : 'bot',
    ...(typeof agent === 'string' ? { agent } : {}),
    ...(typeof place === 'number' ? { place } : {}),
    ...(typeof wait === 'number' ? { minutes: wait } : {}),
  };
}

export function stateText(state: ChatState, language: Language): string {
  const t = texts[language];
  switch (state.owner) {
    case 'bot':
      return t.owner.bot;
    case 'queue':
      return t.owner.queue(state.place, state.minutes);
    case 'agent':
      return t.owner.agent(state.agent ?? '');
    case 'connecting':
      return t.owner.connecting;
    case 'failed':
      return t.chatFailed;
  }
}
