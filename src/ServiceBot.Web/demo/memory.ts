import type { Language } from './texts';

/**
 * What outlives a reload. Who is signed in and the language stay in this browser; the credential that resumes a conversation
 * is kept per identity, so that one person's conversation is never shown to the next at the same computer.
 */
const prefix = 'servicebot.demo.';

export const memory = {
  /** Empty for a stranger, undefined at the first visit. */
  get customer(): string | undefined {
    return localStorage.getItem(`${prefix}customer`) ?? undefined;
  },
  set customer(id: string | undefined) {
    localStorage.setItem(`${prefix}customer`, id ?? '');
  },
  get language(): Language | undefined {
    return (localStorage.getItem(`${prefix}language`) as Language | null) ?? undefined;
  },
  set language(language: Language | undefined) {
    if (language) localStorage.setItem(`${prefix}language`, language);
  },
  conversation: (customer: string): Remembered | undefined => {
    const text = localStorage.getItem(`${prefix}conversation.${customer}`);
    return text ? (JSON.parse(text) as Remembered) : undefined;
  },
  keep: (customer: string, conversation: Remembered) =>
    localStorage.setItem(`${prefix}conversation.${customer}`, JSON.stringify(conversation)),
  forget: (customer: string) => localStorage.removeItem(`${prefix}conversation.${customer}`),
};

export interface Remembered {
  id: string;
  resume: string;
}
