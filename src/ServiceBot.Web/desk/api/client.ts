import type { AntiforgeryToken, Operations } from './schema';

type Key = keyof Operations;
type Answers<K extends Key> = Operations[K]['answers'];
type Part<N extends string, T> = T extends undefined ? unknown : Record<N, T>;

/** What a route is asked with. */
export type Question<K extends Key> = Part<'path', Operations[K]['path']> &
  Part<'query', Operations[K]['query']> &
  Part<'body', Operations[K]['body']>;

/** What it answers: one of the statuses it declares, with that status's body. */
export type Answer<K extends Key> = {
  [S in keyof Answers<K>]: { status: S; body: Answers<K>[S] };
}[keyof Answers<K>];

/** The session has ended, here or elsewhere. */
export class SignedOut extends Error {}

/** The server did not answer, or with something it does not declare. */
export class Trouble extends Error {
  constructor(readonly status: number | undefined) {
    super(status ? `The server answered ${status}.` : 'The server did not answer.');
  }
}

interface Parts {
  path?: Record<string, string>;
  query?: Record<string, number | undefined>;
  body?: unknown;
}

/** Routes that say themselves why they are busy; from all others a 503 is a server in trouble. */
const saysBusy = /\/(sign-in|password)$/;

const antiforgeryHeader = 'X-Desk-Antiforgery';

/** Asks the server, by the types made from its own document. Every act carries the anti-forgery token. */
export class DeskApi {
  private antiforgery: string | undefined;

  async ask<K extends Key>(key: K, question: Question<K>): Promise<Answer<K>> {
    const parts = question as Parts;
    const [method = 'GET', template = ''] = key.split(' ');
    let answer = await this.send(method, address(template, parts), parts.body);
    if (answer.status === 400 && method !== 'GET') {
      // A token is made for who is signed in; after a sign-in or a restart it is an old one.
      this.antiforgery = undefined;
      answer = await this.send(method, address(template, parts), parts.body);
    }
    if (answer.status === 401 && !template.endsWith('/sign-in')) throw new SignedOut();
    if (answer.status >= 500 && !(answer.status === 503 && saysBusy.test(template))) throw new Trouble(answer.status);
    if ([400, 403, 413].includes(answer.status)) throw new Trouble(answer.status);
    return { status: answer.status, body: await read(answer) } as Answer<K>;
  }

  /** Asked first, so that a page that is only opened gets no 401. */
  async isSignedIn(): Promise<boolean> {
    const { token, isSignedIn } = await this.getAntiforgery();
    this.antiforgery = token;
    return isSignedIn;
  }

  /** The token belongs to the one who was signed in. */
  forgetWho(): void {
    this.antiforgery = undefined;
  }

  private async send(method: string, path: string, body: unknown): Promise<Response> {
    const headers: Record<string, string> = {};
    if (method !== 'GET') {
      this.antiforgery ??= (await this.getAntiforgery()).token;
      headers[antiforgeryHeader] = this.antiforgery;
      headers['content-type'] = 'application/json';
    }
    return request(path, { method, headers, ...(method === 'GET' ? {} : { body: JSON.stringify(body ?? {}) }) });
  }

  private async getAntiforgery(): Promise<AntiforgeryToken> {
    const answer = await request('/api/desk/antiforgery', { method: 'GET' });
    if (!answer.ok) throw new Trouble(answer.status);
    return (await answer.json()) as AntiforgeryToken;
  }
}

async function request(path: string, init: RequestInit): Promise<Response> {
  try {
    return await fetch(path, { ...init, credentials: 'same-origin' });
  } catch (error) {
    // fetch fails with a TypeError when no answer came at all.
    if (error instanceof TypeError) throw new Trouble(undefined);
    throw error;
  }
}

function address(template: string, { path, query }: Parts): string {
  const filled = template.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(path?.[name] ?? ''));
  const wishes = Object.entries(query ?? {}).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, String(value)]],
  );
  return wishes.length > 0 ? `${filled}?${new URLSearchParams(wishes)}` : filled;
}

async function read(answer: Response): Promise<unknown> {
  const isJson = answer.headers.get('content-type')?.includes('json') ?? false;
  return isJson ? ((await answer.json()) as unknown) : undefined;
}
