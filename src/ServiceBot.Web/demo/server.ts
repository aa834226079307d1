/** What the demo page asks of the server. */

export interface LocalizedText {
  zhHans: string;
  zhHant: string;
  en: string;
}

export interface Order {
  id: string;
  values: Record<string, string>;
}

export interface SampleCustomer {
  id: string;
  name: string;
  orders: Order[];
}

export interface Shop {
  site: string;
  company: LocalizedText;
  timeZone: string;
  customers: SampleCustomer[];
}

export interface ChatToken {
  conversationId: string;
  token: string;
  resume: string;
  userId: string;
}

/** The server knew the credential no longer, or refused it; a new conversation may still be had. */
export class Refused extends Error {
  constructor(readonly status: number) {
    super(`The server answered ${status}.`);
  }
}

export const loadShop = () => call<Shop>('GET', '/demo/customers');

export async function signIn(customer: string): Promise<string> {
  const { token } = await call<{ token: string }>('POST', '/demo/sign-in', { customer });
  return token;
}

export const chatToken = (site: string, body: { user?: string; resume?: string; locale: string }) =>
  call<ChatToken>('POST', `/api/sites/${encodeURIComponent(site)}/token`, body);

/** Who answers next: `{owner, agent, place, wait}`; asked with the chat's own token. */
export const whoAnswers = (token: string) =>
  call<unknown>('GET', '/api/conversations/who-answers', undefined, { authorization: `Bearer ${token}` });

async function call<T>(method: string, path: string, body?: unknown, headers: Record<string, string> = {}): Promise<T> {
  const answer = await fetch(path, {
    method,
    credentials: 'same-origin',
    headers: { ...headers, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  if (!answer.ok) throw new Refused(answer.status);
  return (await answer.json()) as T;
}
